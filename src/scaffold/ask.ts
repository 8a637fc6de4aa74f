import { createPrompt, isDownKey, isEnterKey, isSpaceKey, isUpKey, type KeypressEvent, useKeypress, useState } from '@inquirer/core';
import { Chalk, type ChalkInstance } from 'chalk';

import { type Draft, type Question, questionsOf, type Surroundings, withAnswer } from './questions.js';

export interface AskOptions {
  /** Where questions are shown: not stdout, which is for the report. */
  readonly output: NodeJS.WriteStream;
  readonly color: boolean;
  /** Questions that were answered on the command line. */
  readonly known: ReadonlySet<string>;
}

/** Puts what is open on the terminal, with a way back, until it is confirmed or not. Ctrl-C rejects with inquirer's ExitPromptError. */
export async function askForService(start: Draft, around: Surroundings, { output, color, known }: AskOptions): Promise<Draft> {
  const paint = new Chalk({ level: color ? 1 : 0 });
  let draft = start;
  for (let at = 0; ;) {
    const open = questionsOf(draft, around).filter(({ id }) => !known.has(id));
    const question = open[at];
    if (question === undefined) return draft;
    const step = await put({ question, number: at + 1, total: open.length, paint }, { output, clearPromptOnDone: true });
    if (step === 'back') {
      at--;
      continue;
    }
    draft = withAnswer(draft, question.id, step);
    output.write(`${paint.green('✔')} ${question.text.split('\n')[0] ?? ''} ${paint.cyan(step.join(', '))}\n`);
    at++;
  }
}

type Step = readonly string[] | 'back';

interface Put {
  readonly question: Question;
  /** From 1. */
  readonly number: number;
  readonly total: number;
  readonly paint: ChalkInstance;
}

interface Screen {
  readonly row: number;
  readonly ticked: readonly string[];
  /** Of a text: what is written so far. */
  readonly line: string;
  readonly help: boolean;
  readonly note: string;
}

const put = createPrompt<Step, Put>((config, done) => {
  const { question } = config;
  const start: Screen = {
    row:
      question.kind === 'one'
        ? Math.max(
            0,
            question.rows.findIndex(({ id }) => id === question.given[0]),
          )
        : 0,
    ticked: question.given,
    line: '',
    help: false,
    note: '',
  };
  const [screen, show] = useState<Screen>(start);
  useKeypress((key, terminal) => {
    const typed = terminal.line;
    if (question.kind !== 'text') terminal.clearLine(0);
    const clean = { ...screen, note: '' };
    const outcome = question.kind === 'text' ? write(key, typed, { screen: clean, config }) : choose(key, typed, { screen: clean, config });
    if (outcome.step === undefined) {
      if (question.kind === 'text' && outcome.screen.line !== typed) terminal.clearLine(0);
      show(outcome.screen);
    } else done(outcome.step);
  });
  return view(screen, config);
});

interface Outcome {
  readonly screen: Screen;
  readonly step?: Step;
}

interface Now {
  readonly screen: Screen;
  readonly config: Put;
}

/** A text: enter takes what is written, or what is proposed; the arrow up goes back. */
function write(key: KeypressEvent, typed: string, { screen, config }: Now): Outcome {
  if (isUpKey(key)) return goBack({ screen, config });
  if (typed === '?') return { screen: { ...screen, line: '', help: !screen.help } };
  if (!isEnterKey(key)) return { screen: { ...screen, line: typed } };
  const { question } = config;
  return answer({ screen, config }, [screen.line.trim() === '' ? (question.given[0] ?? '') : screen.line.trim()]);
}

function choose(key: KeypressEvent, typed: string, now: Now): Outcome {
  const { screen, config } = now;
  const { rows, kind } = config.question;
  const here = rows[screen.row]?.id ?? '';
  if (isEnterKey(key)) return answer(now, kind === 'one' ? [here] : rows.flatMap(({ id }) => (screen.ticked.includes(id) ? [id] : [])));
  if (isUpKey(key)) return { screen: { ...screen, row: (screen.row + rows.length - 1) % rows.length } };
  if (isDownKey(key)) return { screen: { ...screen, row: (screen.row + 1) % rows.length } };
  if (isSpaceKey(key) && kind === 'many') {
    const ticked = screen.ticked.includes(here) ? screen.ticked.filter((id) => id !== here) : [...screen.ticked, here];
    return { screen: { ...screen, ticked } };
  }
  if (key.name === 'left' || key.name === 'b') return goBack(now);
  if (typed === '?' || key.name === 'h') return { screen: { ...screen, help: !screen.help } };
  return { screen };
}

function goBack({ screen, config }: Now): Outcome {
  return config.number === 1 ? { screen: { ...screen, note: 'This is the first question.' } } : { screen, step: 'back' };
}

function answer({ screen, config }: Now, given: readonly string[]): Outcome {
  const wrong = config.question.refuse(given);
  return wrong === undefined ? { screen, step: given } : { screen: { ...screen, line: '', note: wrong } };
}

function view(screen: Screen, { question, number, total, paint }: Put): string {
  const [first = '', ...more] = question.text.split('\n');
  return [
    `${paint.dim(`[${number}/${total}]`)} ${paint.bold(first)}`,
    ...more,
    ...(screen.help ? ['', question.help, ''] : []),
    ...body(screen, question, paint),
    ...(screen.note === '' ? [] : [paint.yellow(screen.note)]),
    paint.dim(KEYS[question.kind]),
  ].join('\n');
}

const KEYS = {
  text: 'enter next · ↑ back · ? help',
  one: '↑↓ move · enter next · ← back · ? help',
  many: '↑↓ move · space tick · enter next · ← back · ? help',
} as const;

function body({ row, ticked, line }: Screen, { kind, rows, given }: Question, paint: ChalkInstance): string[] {
  if (kind === 'text') return [`> ${line}${line === '' && given[0] !== undefined ? paint.dim(given[0]) : ''}`];
  const lines = rows.map(({ id, label }, index) => {
    const mark = kind === 'many' ? (ticked.includes(id) ? '[x] ' : '[ ] ') : '';
    const text = `${index === row ? '❯' : ' '} ${mark}${label}`;
    return index === row ? paint.cyan(text) : text;
  });
  const preview = rows[row]?.preview ?? '';
  return [...nearby(lines, row, paint), ...(preview === '' ? [] : ['', ...preview.split('\n').map((one) => paint.dim(one)), ''])];
}

/** Rows that are shown at once: with a preview they fit on a small terminal. */
const MOST_ROWS = 10;

/** The rows around the cursor, and how many there are beyond. */
function nearby(lines: readonly string[], row: number, paint: ChalkInstance): string[] {
  if (lines.length <= MOST_ROWS) return [...lines];
  const start = Math.min(Math.max(0, row - MOST_ROWS / 2), lines.length - MOST_ROWS);
  const below = lines.length - start - MOST_ROWS;
  return [
    paint.dim(start === 0 ? '' : `  ↑ ${start} more`),
    ...lines.slice(start, start + MOST_ROWS),
    paint.dim(below === 0 ? '' : `  ↓ ${below} more`),
  ];
}

import { createPrompt, isDownKey, isEnterKey, isSpaceKey, isUpKey, type KeypressEvent, useKeypress, useState } from '@inquirer/core';
import { Chalk, type ChalkInstance } from 'chalk';

import type { Profile } from '../model/advice.js';
import { type Question, UNKNOWN } from '../model/question.js';
import { answered, type Asking, back, begin, current } from './interview.js';

export interface AskOptions {
  /** Where questions are shown: not stdout, which is for the report. */
  readonly output: NodeJS.WriteStream;
  readonly color: boolean;
}

export interface Asked {
  readonly profile: Profile;
  /** All is answered; else somebody stopped to go on later. */
  readonly done: boolean;
}

/** Puts the open questions on the terminal. Ctrl-C rejects with inquirer's ExitPromptError. */
export async function ask(profile: Profile, { output, color }: AskOptions): Promise<Asked> {
  const paint = new Chalk({ level: color ? 1 : 0 });
  let interview = begin(profile);
  for (;;) {
    const asking = current(interview);
    if (asking === undefined) return { profile: interview.profile, done: true };
    const { id } = asking.question;
    const given = interview.profile.answers[id] ?? [];
    const read = interview.profile.read?.[id];
    const step = await put({ ...asking, given, ...(read === undefined ? {} : { read }), paint }, { output, clearPromptOnDone: true });
    if (step === 'stop') return { profile: interview.profile, done: false };
    if (step === 'back') {
      interview = back(interview);
      continue;
    }
    output.write(`${paint.green('✔')} ${asking.question.text} ${paint.cyan(labels(asking.question, step))}\n`);
    interview = answered(interview, id, step);
  }
}

type Step = readonly string[] | 'back' | 'stop';

interface Put extends Asking {
  readonly given: readonly string[];
  readonly read?: string;
  readonly paint: ChalkInstance;
}

interface Screen {
  /** Row of the cursor; the last one is "don't know". */
  readonly row: number;
  readonly ticked: readonly string[];
  readonly help: boolean;
  readonly note: string;
}

/** One question: rows to choose from or to tick, the last of them for those who do not know. */
const put = createPrompt<Step, Put>((config, done) => {
  const { question, given } = config;
  const rows = rowsOf(question);
  const start: Screen = { row: Math.max(0, rows.indexOf(given[0] ?? '')), ticked: given, help: false, note: '' };
  const [screen, show] = useState<Screen>(start);
  useKeypress((key, terminal) => {
    const typed = terminal.line;
    terminal.clearLine(0);
    const outcome = react(key, typed, { screen: { ...screen, note: '' }, config });
    if (outcome.step === undefined) show(outcome.screen);
    else done(outcome.step);
  });
  return view(screen, config);
});

interface Outcome {
  readonly screen: Screen;
  readonly step?: Step;
}

function react(key: KeypressEvent, typed: string, { screen, config }: { readonly screen: Screen; readonly config: Put }): Outcome {
  const rows = rowsOf(config.question);
  if (isEnterKey(key)) return enter(screen, config.question);
  if (isUpKey(key)) return { screen: { ...screen, row: (screen.row + rows.length - 1) % rows.length } };
  if (isDownKey(key)) return { screen: { ...screen, row: (screen.row + 1) % rows.length } };
  if (isSpaceKey(key)) return { screen: { ...screen, ticked: toggled(config.question, screen.ticked, rows[screen.row] ?? UNKNOWN) } };
  if (key.name === 'left' || key.name === 'b') {
    return config.number === 1 ? { screen: { ...screen, note: 'This is the first question.' } } : { screen, step: 'back' };
  }
  if (typed === '?' || key.name === 'h') return { screen: { ...screen, help: !screen.help } };
  if (key.name === 'd') return { screen, step: [UNKNOWN] };
  if (key.name === 's') return { screen, step: 'stop' };
  const number = Number(typed);
  return number >= 1 && number <= rows.length ? { screen: { ...screen, row: number - 1 } } : { screen };
}

function enter(screen: Screen, question: Question): Outcome {
  const here = rowsOf(question)[screen.row] ?? UNKNOWN;
  if (question.multiple !== true || here === UNKNOWN) return { screen, step: [here] };
  if (screen.ticked.length === 0)
    return { screen: { ...screen, note: 'Tick at least one with the space bar, or say that you do not know.' } };
  return { screen, step: rowsOf(question).filter((id) => screen.ticked.includes(id)) };
}

/** What holds alone unticks the others, and is unticked by them. */
function toggled({ answers, multiple }: Question, ticked: readonly string[], id: string): readonly string[] {
  if (multiple !== true) return ticked;
  if (ticked.includes(id)) return ticked.filter((one) => one !== id);
  const alone = new Set([UNKNOWN, ...answers.flatMap((choice) => (choice.alone === true ? [choice.id] : []))]);
  return alone.has(id) ? [id] : [...ticked.filter((one) => !alone.has(one)), id];
}

function rowsOf({ answers }: Question): string[] {
  return [...answers.map(({ id }) => id), UNKNOWN];
}

function view({ row, ticked, help, note }: Screen, { question, number, total, read, paint }: Put): string {
  const many = question.multiple === true;
  const rows = rowsOf(question).map((id, index) => {
    const mark = many && id !== UNKNOWN ? (ticked.includes(id) ? '[x] ' : '[ ] ') : '';
    const line = `${index === row ? '❯' : ' '} ${index + 1}) ${mark}${labels(question, [id])}`;
    return index === row ? paint.cyan(line) : line;
  });
  const keys = `↑↓ move${many ? ' · space tick' : ''} · enter next · ← back · ? help · d don’t know · s stop, go on later`;
  return [
    `${paint.dim(`[${number}/${total}] ${question.dimension}`)} ${paint.bold(question.text)}`,
    ...(read === undefined ? [] : [paint.yellow(`read from the code, to be confirmed: ${read}`)]),
    ...(help ? ['', question.help, ''] : []),
    ...rows,
    ...(note === '' ? [] : [paint.yellow(note)]),
    paint.dim(keys),
  ].join('\n');
}

function labels({ answers }: Question, ids: readonly string[]): string {
  if (ids.includes(UNKNOWN)) return 'I don’t know';
  return answers.flatMap(({ id, label }) => (ids.includes(id) ? [label] : [])).join(', ');
}

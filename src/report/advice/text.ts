import { Chalk, type ChalkInstance } from 'chalk';

import { type Advice, type AdviceReport, type Changes, type PatternAdvice, VERDICTS } from '../../model/advice.js';
import { hanging, wrap } from '../layout.js';
import {
  budgetText,
  causeText,
  confidenceText,
  headline,
  isChosen,
  moduleManifest,
  reasonText,
  settingLine,
  VERDICT_TEXT,
} from './words.js';

/** Wider lines of prose are hard to read. */
const WIDEST = 110;

/** The advice for a terminal: the first decision, then the patterns by verdict with what speaks for and against each. */
export function adviceText({ advice, changes, rules, commands, width: columns, color }: AdviceReport): string {
  const page: Page = { width: Math.min(columns, WIDEST), paint: new Chalk({ level: color ? 1 : 0 }), rules };
  return [
    ...(changes === undefined ? [] : [changed(changes, page)]),
    structure(advice, page),
    ...VERDICTS.map((verdict) => group(verdict, advice, page)).filter((block) => block.length > 0),
    ...(advice.structure.choice === 'modular-monolith' ? [modules(advice, page)] : settings(advice, page)),
    build(commands, page),
    read(advice, page),
    [budgetText(advice), confidenceText(advice)].flatMap((line) => wrap(line, page.width)),
  ]
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')
    .concat('\n');
}

interface Page {
  readonly width: number;
  readonly paint: ChalkInstance;
  readonly rules: ReadonlySet<string>;
}

function structure(advice: Advice, { width, paint }: Page): string[] {
  const { structure: one } = advice;
  return [
    ...wrap(headline(advice), width).map((line) => paint.bold(line)),
    ...one.for.slice(0, 3).flatMap((reason) => hanging('  for      ', reasonText(reason), width)),
    ...one.against.slice(0, 3).flatMap((reason) => hanging('  against  ', reasonText(reason), width)),
  ];
}

function group(verdict: PatternAdvice['verdict'], { patterns }: Advice, page: Page): string[] {
  const inside = patterns.filter((one) => one.verdict === verdict);
  if (inside.length === 0) return [];
  return [page.paint.bold(VERDICT_TEXT[verdict]), ...inside.flatMap((one) => (isChosen(one) ? whole(one, page) : short(one, page)))];
}

/** All about what is recommended. */
function whole(one: PatternAdvice, page: Page): string[] {
  const { pattern, verdict } = one;
  const line = (head: string, text: string): string[] => (text === '' ? [] : hanging(`    ${head.padEnd(9)}`, text, page.width));
  if (verdict === 'baseline') return hanging(`  ${page.paint.cyan(pattern.id)}  `, causeText(one), page.width);
  const fits = one.cause.kind === 'structure' ? '' : `fit ${one.fit}, `;
  return [
    `  ${page.paint.cyan(pattern.id)}  ${fits}cost ${pattern.cost}, ${one.confidence} % known`,
    ...line('because', causeText(one)),
    ...one.for.flatMap((reason) => line('for', reasonText(reason))),
    ...one.against.flatMap((reason) => line('against', reasonText(reason))),
    ...line('costs', pattern.tradeOffs.join('; ')),
    ...line('needs', [...pattern.requires, ...pattern.implies].join('; ')),
    ...line('simpler', pattern.simpler),
    ...line('proof', pattern.rules.filter((rule) => page.rules.has(rule)).join(', ')),
    ...line('flips', flipText(one)),
  ];
}

/** Of what is not recommended: why not, when to think again, what to do meanwhile. */
function short(one: PatternAdvice, { width, paint }: Page): string[] {
  const line = (head: string, text: string): string[] => (text === '' ? [] : hanging(`    ${head.padEnd(9)}`, text, width));
  return [
    ...hanging(`  ${paint.cyan(one.pattern.id)}  `, causeText(one), width),
    ...(one.verdict === 'defer' ? line('until', one.pattern.trigger) : []),
    ...line('simpler', one.pattern.simpler),
    ...line('flips', flipText(one)),
  ];
}

function flipText({ flip }: PatternAdvice): string {
  return flip === undefined ? '' : `to ${flip.verdict} with ${flip.text}`;
}

function modules({ settings: all }: Advice, { paint }: Page): string[] {
  return [
    paint.bold('Lint its modules: with this msa.yaml `msa lint` guards who imports and who writes what'),
    ...moduleManifest(all).map((line) => `  ${line}`),
  ];
}

function settings({ settings: all }: Advice, { paint, width }: Page): string[][] {
  if (all.length === 0) return [];
  return [
    [paint.bold('Settings for msa.yaml'), ...all.flatMap((one) => [`  ${settingLine(one)}`, ...hanging('    # ', one.because, width)])],
  ];
}

function build(commands: readonly string[], { paint }: Page): string[] {
  return commands.length === 0 ? [] : [paint.bold('Build it'), ...commands.map((command) => `  ${command}`)];
}

function read({ answers }: Advice, { paint, width }: Page): string[] {
  const found = answers.filter((one) => one.read !== undefined);
  if (found.length === 0) return [];
  return [
    paint.bold('Read from the code, to be confirmed'),
    ...found.flatMap((one) => hanging(`  ${one.question.id}: ${one.ids.join(', ')}  `, one.read ?? '', width)),
  ];
}

function changed({ answers, verdicts }: Changes, { paint, width }: Page): string[] {
  if (answers.length === 0 && verdicts.length === 0) return [paint.bold('Nothing has changed')];
  return [
    paint.bold('Changed since the last answers'),
    ...answers.flatMap(({ question, before, after }) => hanging(`  ${question}  `, `${before} → ${after}`, width)),
    ...verdicts.flatMap(({ pattern, before, after, because }) => hanging(`  ${pattern}  `, `${before} → ${after}: ${because}`, width)),
    ...(verdicts.length === 0 ? ['  no verdict is different'] : []),
  ];
}

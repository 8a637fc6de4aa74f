import { Chalk, type ChalkInstance } from 'chalk';

import type { Report } from '../model/analysis.js';
import type { Finding, Related, Severity } from '../model/finding.js';
import { changeLines } from './change.js';
import { coverageLines } from './coverage.js';
import { frameOf, placeOf } from './frame.js';
import { hanging, safe } from './layout.js';
import type { Reporter } from './reporter.js';
import { summaryText } from './summary.js';

/** Places beside the main one that are shown. */
const MAX_RELATED = 5;
/** `  why  `, `  fix  ` and `  id   ` are this wide. */
const INDENT = 7;

/** The report for people: what, where, why and how to mend it; at the end what was seen and what was not. */
export const text: Reporter = (report) => {
  const paint = new Chalk({ level: report.color ? 1 : 0 });
  const shown = report.findings.filter(({ state }) => state === 'new');
  return [
    ...shown.map((finding) => `${findingLines(finding, report, paint).join('\n')}\n`),
    ...(report.change === undefined ? [] : changeLines(report.change).flatMap((line) => hanging('', line, report.width))),
    summaryText(report, (told, what) => PAINT[what](paint)(told)),
    ...coverageLines(report.analysis).flatMap((line) => hanging('', line, report.width)),
    ...(shown.length === 0 ? hanging('', hintFor(report), report.width) : []),
    '',
  ].join('\n');
};

function hintFor({ analysis, change }: Report): string {
  if (change !== undefined) return 'The change adds nothing to report.';
  if (analysis.system.declared !== undefined) return 'Nothing to report.';
  return 'Nothing to report. What msa.yaml declares (owners, allowed calls) is checked too: `msa init` writes one to begin with.';
}

const PAINT: Readonly<Record<Severity | 'none', (paint: ChalkInstance) => ChalkInstance>> = {
  error: (paint) => paint.red.bold,
  warning: (paint) => paint.yellow.bold,
  info: (paint) => paint.cyan.bold,
  none: (paint) => paint.green.bold,
};

function findingLines(finding: Finding, report: Report, paint: ChalkInstance): string[] {
  const { severity, rule, why, fix, id } = finding;
  return [
    ...headline(finding, report.width, paint),
    ...mainPlace(finding, report, paint),
    ...relatedLines(finding, report.width, paint),
    ...note('why', why, { width: report.width, paint }),
    ...note('fix', fix, { width: report.width, paint }),
    ...note('id', `${id} · msa explain ${rule}${severity === 'error' ? '' : confidenceOf(finding)}`, { width: report.width, paint }),
  ];
}

function confidenceOf({ confidence }: Finding): string {
  return confidence === 'high' ? '' : ` · confidence ${confidence}`;
}

/** `error  rule   message`; colours come last, so that they do not count as width. */
function headline({ severity, rule, message }: Finding, width: number, paint: ChalkInstance): string[] {
  const head = `${severity}${' '.repeat(Math.max(2, INDENT - severity.length))}`;
  const [first = '', ...more] = hanging(' '.repeat(INDENT), `${rule}   ${safe(message)}`, width);
  const rest = first.trimStart().slice(rule.length).trimStart();
  return [`${PAINT[severity](paint)(head)}${paint.bold(rule)}${rest === '' ? '' : `   ${rest}`}`, ...more];
}

function mainPlace({ location: at, label }: Finding, { lineOf, width }: Report, paint: ChalkInstance): string[] {
  if (at === undefined) return [];
  const { gutter, place, code, label: told } = frameOf({ at, source: lineOf(at.file, at.line), label, width });
  const pad = ' '.repeat(gutter);
  if (code === undefined) return [`${pad}${paint.dim('┌─')} ${place}${told === '' ? '' : ` … ${told}`}`];
  const bar = `${pad}${paint.dim('│')} `;
  const mark = `${bar}${' '.repeat(code.indent)}${paint.red('━'.repeat(code.underline))}`;
  const fits = gutter + 2 + code.indent + code.underline + 1 + told.length <= width;
  return [
    `${pad}${paint.dim('┌─')} ${place}`,
    `${paint.dim(`${code.number} │`)} ${code.text}`,
    fits && told !== '' ? `${mark} ${told}` : mark,
    ...(fits ? [] : labelBelow(told, code.indent, width - gutter - 2).map((line) => `${bar}${line}`)),
  ];
}

/** Below what it is about, as far to the right as it fits on one line. */
function labelBelow(told: string, indent: number, width: number): string[] {
  return hanging(' '.repeat(Math.max(0, Math.min(indent, width - told.length))), told, width);
}

function relatedLines({ location, related }: Finding, width: number, paint: ChalkInstance): string[] {
  const pad = ' '.repeat(String(location?.line ?? 0).length + 1);
  const lines = related.slice(0, MAX_RELATED).flatMap((place) => relatedLine(place, { pad, width, paint }));
  const more = related.length - MAX_RELATED;
  return more > 0 ? [...lines, `${pad}${paint.dim(`… and ${more} more`)}`] : lines;
}

interface Style {
  readonly width: number;
  readonly paint: ChalkInstance;
}

/** The place stands alone on its line where the message does not fit behind it. */
function relatedLine(place: Related, { pad, width, paint }: Style & { readonly pad: string }): string[] {
  const [where, message] = [placeOf(place), safe(place.message)];
  const corner = `${pad}${paint.dim('┌─')} ${where}`;
  if (pad.length + 3 + where.length + 3 + message.length <= width) return [`${corner} … ${message}`];
  return [corner, ...hanging(`${pad}   … `, message, width)];
}

function note(name: string, told: string, { width, paint }: Style): string[] {
  const head = `  ${name}`.padEnd(INDENT);
  const [first = '', ...more] = hanging(head, safe(told), width);
  return [`${paint.dim(head)}${first.slice(INDENT)}`, ...more];
}

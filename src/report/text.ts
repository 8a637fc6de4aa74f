import { Chalk, type ChalkInstance } from 'chalk';

import type { Report } from '../model/analysis.js';
import type { Finding, Severity } from '../model/finding.js';
import { changeLines } from './change.js';
import { coverageLines } from './coverage.js';
import { beside, framed, INDENT, note } from './framed.js';
import { hanging, safe } from './layout.js';
import type { Reporter } from './reporter.js';
import { summaryText } from './summary.js';

/** Places beside the main one that are shown. */
const MAX_RELATED = 5;

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
  return at === undefined ? [] : framed({ at, label, lineOf, width, paint });
}

function relatedLines({ location, related }: Finding, width: number, paint: ChalkInstance): string[] {
  const line = location?.line ?? 0;
  const lines = beside(related.slice(0, MAX_RELATED), line, { width, paint });
  const more = related.length - MAX_RELATED;
  return more > 0 ? [...lines, `${' '.repeat(String(line).length + 1)}${paint.dim(`… and ${more} more`)}`] : lines;
}

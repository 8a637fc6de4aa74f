import { Chalk, type ChalkInstance } from 'chalk';

import type { Report } from '../model/analysis.js';
import { PATTERN_FAMILIES, type Finding, type Severity } from '../model/finding.js';
import { groupBy } from '../shared/group-by.js';
import { changeLines } from './change.js';
import { coverageLines } from './coverage.js';
import { placeOf } from './frame.js';
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
    ...[...groupBy(shown, subject).values()].map((group) => `${groupLines(group, report, paint).join('\n')}\n`),
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

const OF_PATTERNS: ReadonlySet<string> = new Set(PATTERN_FAMILIES);

/** What a pattern asks for is often missing in service after service: that is one subject. An anti-pattern is one of its own each time. */
function subject({ antipattern, rule, severity, id }: Finding): string {
  return OF_PATTERNS.has(antipattern) ? `${rule} ${severity}` : id;
}

/** The first one in full, of the others what and where. */
function groupLines([first, ...others]: readonly Finding[], report: Report, paint: ChalkInstance): string[] {
  if (first === undefined) return [];
  const also = others.flatMap(({ message, location, id }, index) =>
    note(index === 0 ? 'also' : '', [message, ...(location ? [placeOf(location)] : []), id].join(' · '), { width: report.width, paint }),
  );
  return [...findingLines(first, report, paint), ...also];
}

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

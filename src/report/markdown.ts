import type { Report } from '../model/analysis.js';
import type { Finding } from '../model/finding.js';
import { plural } from '../shared/text.js';
import { changeLines } from './change.js';
import { coverageLines } from './coverage.js';
import { affectedPart, graphOf } from './graph/graph.js';
import { mermaid } from './graph/mermaid.js';
import { safe } from './layout.js';
import { anchor } from './place.js';
import type { Reporter } from './reporter.js';
import { rulesOf } from './rules-of.js';
import { summaryText } from './summary.js';

/** GitHub takes a summary of 1 MiB: these stay far below it. */
const MOST = { rows: 500, characters: 400 };

/** For a comment or the summary of a job: a table of the findings, how to mend them, and a picture of the part they are about. */
export const markdown: Reporter = (report) => {
  const fresh = report.findings.filter(({ state }) => state === 'new');
  return [
    `## msa: ${summaryText(report)}`,
    '',
    ...(fresh.length === 0 ? [] : [...table(fresh, report), ...cures(fresh, report), ...picture(report)]),
    ...(report.change === undefined ? [] : [...changeLines(report.change).map(escaped), '']),
    ...coverageLines(report.analysis).map((line) => `${escaped(line)}  `),
    '',
  ].join('\n');
};

function table(findings: readonly Finding[], report: Report): string[] {
  const left = findings.length - MOST.rows;
  return [
    '| severity | rule | finding | where |',
    '|---|---|---|---|',
    ...findings.slice(0, MOST.rows).map((finding) => row(finding, report)),
    '',
    ...(left > 0 ? [`… and ${plural(left, 'finding')} more.`, ''] : []),
  ];
}

function row(finding: Finding, { analysis, prefixes }: Report): string {
  const at = anchor(finding, analysis.system);
  const { severity, rule, message } = finding;
  return `| ${severity} | ${escaped(rule)} | ${escaped(message)} | ${escaped(`${prefixes.repository}${at.file}:${at.line}`)} |`;
}

/** Texts of the rules, not of the repository: they are markdown already. */
function cures(findings: readonly Finding[], report: Report): string[] {
  const broken = rulesOf(report).filter(({ id }) => findings.some(({ rule }) => rule === id));
  const lines = broken.flatMap(({ id, why, fix }) => [`- **${escaped(id)}**: ${safe(fix)}  `, `  ${safe(why)}`]);
  return ['<details><summary>How to mend them</summary>', '', ...lines, '', '</details>', ''];
}

function picture({ analysis, findings }: Report): string[] {
  const part = affectedPart(graphOf(analysis.system, findings));
  return part.nodes.length === 0 ? [] : ['```mermaid', mermaid(part).trimEnd(), '```', ''];
}

/** Text that stays text: no tags, links, tables, and no mail to those who happen to be called as a package is (`@name`). */
function escaped(text: string): string {
  const short = text.length > MOST.characters ? `${text.slice(0, MOST.characters)}…` : text;
  return safe(short)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_{}[\]>|#~]/g, '\\$&')
    .replaceAll('://', ':\\//')
    .replaceAll('www.', 'www\\.')
    .replaceAll('@', '@<!-- -->');
}

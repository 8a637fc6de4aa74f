import type { Report } from '../model/analysis.js';
import type { Finding, Severity } from '../model/finding.js';
import { plural } from '../shared/text.js';
import { closingLines } from './closing.js';
import { safe } from './layout.js';
import { anchor, spanOf } from './place.js';
import type { Reporter } from './reporter.js';

type Kind = 'error' | 'warning' | 'notice';

const KINDS: Readonly<Record<Severity, Kind>> = { error: 'error', warning: 'warning', info: 'notice' };

/** GitHub shows the first ten annotations of a kind that a step writes. */
const SHOWN = 10;

/** Annotations of a GitHub Actions job; what GitHub would not show is counted in one last notice. */
export const github: Reporter = (report) => {
  const { findings } = report;
  const told = shown(findings.filter(({ state }) => state === 'new'));
  const lines = told.kept.map((finding) => annotation(finding, report));
  const more = told.left === 0 ? [] : [`::notice title=msa::${data(overflow(told.left))}`];
  return [...lines, ...more, ...closingLines(report), ''].join('\n');
};

/** The first of each kind; the notice about the others is one of its kind too. */
function shown(findings: readonly Finding[]): { readonly kept: readonly Finding[]; readonly left: number } {
  const take = (notices: number): readonly Finding[] => {
    const room: Record<Kind, number> = { error: SHOWN, warning: SHOWN, notice: notices };
    return findings.filter(({ severity }) => room[KINDS[severity]]-- > 0);
  };
  const all = take(SHOWN);
  const kept = all.length === findings.length ? all : take(SHOWN - 1);
  return { kept, left: findings.length - kept.length };
}

function overflow(left: number): string {
  return `${plural(left, 'finding')} more, which GitHub does not show here: see the summary of the job, or another report`;
}

function annotation(finding: Finding, { analysis, prefixes, lineOf }: Report): string {
  const at = anchor(finding, analysis.system);
  const { line, column, endColumn } = spanOf(at, lineOf);
  const properties = Object.entries({
    file: `${prefixes.repository}${at.file}`,
    line,
    endLine: line,
    col: column,
    endColumn,
    title: finding.rule,
  });
  const told = properties.map(([name, value]) => `${name}=${property(String(value))}`).join(',');
  return `::${KINDS[finding.severity]} ${told}::${data(`${safe(finding.message)}\nFix: ${safe(finding.fix)}`)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(safe(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

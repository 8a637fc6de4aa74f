import type { Finding, Severity } from '../model/finding.js';
import { closingLines } from './closing.js';
import { safe, safeStart } from './layout.js';
import { anchor } from './place.js';
import type { Reporter } from './reporter.js';

const WORDS: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', info: 'Info' };

/** One line a finding, as ESLint's compact format, which editors read into their list of problems (`$eslint-compact`). */
export const compact: Reporter = (report) => {
  const { analysis, findings, prefixes } = report;
  const line = (finding: Finding): string => {
    const at = anchor(finding, analysis.system);
    const where = `${prefixes.folder}${at.file}: line ${at.line}, col ${at.column}`;
    return startOfLine(`${where}, ${WORDS[finding.severity]} - ${finding.message} (${finding.rule})`);
  };
  const lines = findings.filter(({ state }) => state === 'new').map(line);
  return [...lines, ...(lines.length === 0 ? [] : ['']), ...closingLines(report), ''].join('\n');
};

/** A file whose name begins as a command of a CI log does is called from its folder. */
export function startOfLine(text: string): string {
  const shown = safe(text);
  return safeStart(shown) === shown ? shown : `./${shown}`;
}

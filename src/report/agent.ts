import type { Finding } from '../model/finding.js';
import { closingLines } from './closing.js';
import { startOfLine } from './compact.js';
import { anchor } from './place.js';
import type { Reporter } from './reporter.js';

/** Places beside the main one that are told. */
const MAX_RELATED = 3;

/** For coding agents: one line a finding with all that is needed to mend it, few tokens, no frames. */
export const agent: Reporter = (report) => {
  const { analysis, findings, prefixes } = report;
  const line = (finding: Finding): string => {
    const { severity, rule, message, fix, id, related } = finding;
    const at = anchor(finding, analysis.system);
    const also = related.slice(0, MAX_RELATED).map((place) => `${prefixes.folder}${place.file}:${place.line} (${place.message})`);
    return startOfLine(
      [
        `${prefixes.folder}${at.file}:${at.line}:${at.column} ${severity} ${rule}: ${message}`,
        ...(also.length === 0 ? [] : [`see ${also.join(', ')}`]),
        `fix: ${fix}`,
        `id ${id}`,
      ].join(' | '),
    );
  };
  const lines = findings.filter(({ state }) => state === 'new').map(line);
  return [...lines, ...closingLines(report), ''].join('\n');
};

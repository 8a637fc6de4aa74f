import type { BaselineEntry } from '../model/baseline.js';
import { compareText } from '../model/location.js';

/** The file: one line for each finding, sorted, so that a change shows as lines added and taken away. */
export function printBaseline(entries: readonly BaselineEntry[]): string {
  const lines = [...entries].sort(inOrder).map((entry) => `    ${line(entry)}`);
  return `{\n  "version": 1,\n  "findings": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
}

function line({ id, rule, subject, reason, expires, metrics }: BaselineEntry): string {
  const measures = Object.entries(metrics).sort(([a], [b]) => compareText(a, b));
  return JSON.stringify({
    id,
    rule,
    subject,
    reason,
    ...(expires === undefined ? {} : { expires }),
    ...(measures.length === 0 ? {} : { metrics: Object.fromEntries(measures) }),
  });
}

function inOrder(a: BaselineEntry, b: BaselineEntry): number {
  return compareText(a.rule, b.rule) || compareText(a.subject, b.subject) || compareText(a.id, b.id);
}

import type { Rule } from '../model/rule.js';
import { defaultSeverity } from '../rules/default-severity.js';
import { wrap } from './layout.js';

/** What `msa rules` prints: one line a rule, the summary wrapped below itself. */
export function rulesTable(rules: readonly Rule[], width: number): string {
  const column = Math.max(...rules.map(({ meta }) => meta.id.length)) + 2;
  const second = Math.max(...rules.map(({ meta }) => defaultSeverity(meta).length)) + 2;
  const lines = rules.flatMap(({ meta }) => {
    const { id, summary } = meta;
    const head = `${id.padEnd(column)}${defaultSeverity(meta).padEnd(second)}`;
    return wrap(summary, Math.max(30, width - head.length)).map((line, index) => `${index === 0 ? head : ' '.repeat(head.length)}${line}`);
  });
  return `${lines.join('\n')}\n`;
}

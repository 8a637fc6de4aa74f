import { CATEGORIES, type Pattern } from '../model/pattern.js';
import { hanging } from './layout.js';

/** What `msa patterns` prints: one line a pattern with its cost, category by category. */
export function patternsTable(patterns: readonly Pattern[], width: number): string {
  const column = Math.max(...patterns.map(({ id }) => id.length)) + 2;
  const blocks = CATEGORIES.flatMap((category) => {
    const inside = patterns.filter((one) => one.category === category);
    if (inside.length === 0) return [];
    return [
      [category, ...inside.flatMap(({ id, cost, summary }) => hanging(`  ${id.padEnd(column)}${cost}  `, summary, width))].join('\n'),
    ];
  });
  return `${blocks.join('\n\n')}\n`;
}

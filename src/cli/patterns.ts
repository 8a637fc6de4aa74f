import type { Pattern } from '../model/pattern.js';
import { patterns } from '../patterns/index.js';
import { explainPattern } from '../report/explain-pattern.js';
import { patternsTable } from '../report/patterns-table.js';
import { rules } from '../rules/index.js';
import { UserError } from '../shared/errors.js';
import { didYouMean } from '../shared/text.js';
import { terminalWidth, writeOutput } from './output.js';

/** Prints one pattern, or the list of them. */
export function showPatterns(id: string | undefined): void {
  const columns = terminalWidth();
  writeOutput(
    id === undefined
      ? patternsTable(patterns, columns)
      : explainPattern(patternOf(id, patterns), { rules: new Set(rules.map(({ meta }) => meta.id)), columns }),
  );
}

function patternOf(id: string, all: readonly Pattern[]): Pattern {
  const found = all.find((one) => one.id === id);
  if (found !== undefined) return found;
  const hint = didYouMean(
    id,
    all.map((one) => one.id),
  );
  throw new UserError('E_PATTERN', `there is no pattern "${id}"`, { hint: hint ?? '`msa patterns` lists them all.' });
}

import path from 'node:path';

import { withOwnPatterns } from '../advise/own-patterns.js';
import { readManifest } from '../analysis/manifest/read.js';
import type { Pattern } from '../model/pattern.js';
import { patterns } from '../patterns/index.js';
import { explainPattern } from '../report/explain-pattern.js';
import { patternsTable } from '../report/patterns-table.js';
import { rules } from '../rules/index.js';
import { UserError } from '../shared/errors.js';
import { didYouMean } from '../shared/text.js';
import { terminalWidth, writeOutput } from './output.js';
import { rootFolder } from './paths.js';

export interface PatternsOptions {
  readonly root: string;
  readonly config?: string;
  /** The one to tell all about; without it: all. */
  readonly id?: string;
}

/** Prints one pattern, or the list of them, with those of msa.yaml. */
export async function showPatterns({ root, config, id }: PatternsOptions): Promise<void> {
  const manifest = await readManifest(await rootFolder(root), config === undefined ? undefined : path.resolve(config));
  const known = withOwnPatterns(patterns, manifest?.patterns ?? []);
  const columns = terminalWidth();
  writeOutput(
    id === undefined
      ? patternsTable(known, columns)
      : explainPattern(patternOf(id, known), { rules: new Set(rules.map(({ meta }) => meta.id)), columns }),
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

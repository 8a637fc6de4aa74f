import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { editManifest } from '../../analysis/manifest/edit.js';
import type { Advice } from '../../model/advice.js';
import type { Manifest } from '../../model/manifest.js';
import { UserError } from '../../shared/errors.js';
import { lineDiff } from '../../shared/line-diff.js';
import { reasonOf, writeError, writeFileAtomic } from '../output.js';

/**
 * Puts what was chosen into msa.yaml, the difference shown before. A modular monolith gets no rules: its settings go with a
 * list of modules, and would switch off checks of services that are there.
 */
export async function writeAdvice(root: string, manifest: Manifest | undefined, advice: Advice): Promise<void> {
  const name = manifest?.file ?? 'msa.yaml';
  const file = path.resolve(root, name);
  const before = manifest === undefined ? '' : await readFile(file, 'utf8');
  const after = editManifest(before, {
    patterns: chosen(advice),
    rules: advice.structure.choice === 'microservices' ? advice.settings : [],
  });
  const difference = lineDiff(before, after);
  if (difference === '') {
    writeError(`${name} says it already`);
    return;
  }
  writeError(`${name}:\n${difference}`);
  await writeFileAtomic(file, after).catch((error: unknown) => {
    throw new UserError('E_OUTPUT', `${name} cannot be written: ${reasonOf(error)}`, { hint: 'Put in by hand what is shown above.' });
  });
  writeError(`wrote ${name}`);
}

/** Trials stay trials; what is due in any case is adopted like the rest. */
function chosen({ patterns }: Advice): Record<string, 'adopt' | 'trial'> {
  const taken = patterns.flatMap(({ pattern, verdict }): (readonly [string, 'adopt' | 'trial'])[] => {
    if (verdict === 'trial') return [[pattern.id, 'trial']];
    return verdict === 'baseline' || verdict === 'adopt' ? [[pattern.id, 'adopt']] : [];
  });
  return Object.fromEntries(taken.sort(([a], [b]) => (a < b ? -1 : 1)));
}

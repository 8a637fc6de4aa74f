import { createHash } from 'node:crypto';

import type { Unit } from '../../model/deployment.js';
import type { LinkNames } from '../../model/module-digest.js';

export interface Basis {
  readonly modules: ReadonlyMap<string, LinkNames>;
  readonly units: readonly Unit[];
  /** Equal digests: the same import of the same file leads to the same place. */
  readonly layout: string;
}

/**
 * Digest of all that the imports which leave their service follow from, beside what the files hold that have them. A value that
 * a file gives under a name that nobody takes decides nothing: most exports that are new are such.
 */
export function basisOf({ modules, units, layout }: Basis): string {
  const taken = takenNames(modules.values());
  const rows = [...modules].map(([file, { linksName, gives }]) => [
    file,
    linksName,
    ...gives.split('\n').filter((name) => taken.has(name)),
  ]);
  return createHash('sha1')
    .update(JSON.stringify([layout, units, rows]))
    .digest('hex');
}

/** Names that some file takes from another, or passes on. `=` stands for all that a file gives. */
function takenNames(modules: Iterable<LinkNames>): ReadonlySet<string> {
  const taken = new Set(['=']);
  for (const { takes } of modules) for (const name of takes.split('\n')) taken.add(name);
  return taken;
}

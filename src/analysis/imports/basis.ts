import { createHash } from 'node:crypto';

import type { Unit } from '../../model/deployment.js';
import type { ModuleDigest } from '../../model/module-digest.js';

/** What of a file says which imports leave their service, and which of those take values. */
export type Linked = Pick<ModuleDigest, 'imports' | 'importsName' | 'exports' | 'stars' | 'types'>;

export interface Basis {
  readonly modules: ReadonlyMap<string, Linked>;
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
  const rows = [...modules].map(([file, { importsName, exports, stars, types }]) => [
    file,
    importsName,
    exports.filter(([name, from]) => from !== undefined || taken.has(name)),
    stars,
    types,
  ]);
  return createHash('sha1')
    .update(JSON.stringify([layout, units, rows]))
    .digest('hex');
}

/** Names that some file takes from another, or passes on. `=` stands for all that a file gives. */
function takenNames(modules: Iterable<Linked>): ReadonlySet<string> {
  const taken = new Set(['=']);
  for (const { imports, exports } of modules) {
    for (const { names } of imports) for (const name of names) taken.add(name);
    for (const [, , original] of exports) if (original !== undefined) taken.add(original);
  }
  return taken;
}

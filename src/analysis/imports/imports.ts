import type { Discovery } from '../../model/deployment.js';
import type { LinkNames, ModuleLinks } from '../../model/module-digest.js';
import type { ModuleGraph } from '../../model/module-graph.js';
import type { ResolvedImport } from '../../model/system.js';
import type { Disk } from '../../shared/disk.js';
import { basisOf } from './basis.js';
import { crossings } from './crossings.js';
import { judge } from './judge.js';

export interface ImportsInput {
  readonly root: string;
  readonly digests: ReadonlyMap<string, ModuleLinks & LinkNames>;
  readonly discovery: Discovery;
  readonly graph: ModuleGraph;
}

/** Imports that leave their service, judged: who remembers them is told what they follow from, and computes them where it has changed. */
export function leavingImports<T>({ root, digests, discovery, graph }: ImportsInput, remember: Remember<T>): T {
  const basis = basisOf({ modules: digests, units: discovery.units, layout: graph.layout() });
  const follow = (disk: Disk): Promise<ResolvedImport[]> =>
    judge(root, crossings({ modules: digests, ...discovery, resolveImport: graph.resolveImport }), disk);
  return remember(follow, basis);
}

type Remember<T> = (follow: (disk: Disk) => Promise<ResolvedImport[]>, basis: string) => T;

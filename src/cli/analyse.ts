import { analyze, type Analyzed } from '../analysis/analyze.js';
import type { FactsMemory } from '../analysis/source/memory.js';
import type { Disk } from '../shared/disk.js';
import { UserError } from '../shared/errors.js';
import { assertPatterns } from './chosen-patterns.js';

export interface AnalyseOptions {
  readonly root: string;
  readonly config: string | undefined;
  readonly facts: FactsMemory | undefined;
  /** Another state than the one on the disk. */
  readonly disk?: Disk | undefined;
}

/** The analysed system; that there is none is the user's error and never a clean result. */
export async function analyseSystem({ root, config, facts, disk }: AnalyseOptions): Promise<Analyzed> {
  const analyzed = await analyze({
    root,
    ...(config === undefined ? {} : { config }),
    ...(facts === undefined ? {} : { facts }),
    ...(disk === undefined ? {} : { disk }),
  });
  await assertPatterns(analyzed.manifest);
  if (analyzed.analysis.system.services.length === 0) {
    throw new UserError('E_NO_SERVICE', 'no service found', {
      hint: 'Run msa at the root of the system (--root), or name the services in msa.yaml: services: { orders: { path: services/orders } }.',
    });
  }
  return analyzed;
}

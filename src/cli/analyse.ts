import type { Memory } from '../analysis/memory/memory.js';
import type { Analysis } from '../model/analysis.js';
import type { Manifest } from '../model/manifest.js';
import { type Disk, realDisk } from '../shared/disk.js';
import { UserError } from '../shared/errors.js';
import { assertPatterns } from './chosen-patterns.js';

export interface AnalyseOptions {
  readonly root: string;
  readonly config: string | undefined;
  /** What earlier runs kept. */
  readonly memory: Memory | undefined;
  /** Another state than the one on the disk. */
  readonly disk?: Disk | undefined;
}

export interface Analysed {
  readonly analysis: Analysis;
  readonly manifest: Manifest | undefined;
}

/** The analysed system, which has services. */
export async function analyseSystem(options: AnalyseOptions): Promise<Analysed> {
  const analysed = await analyse(options);
  await assertPatterns(analysed.manifest);
  assertServices(analysed.analysis);
  return analysed;
}

/** That there is no service is the user's error and never a clean result. */
export function assertServices({ system }: Analysis): void {
  if (system.services.length > 0) return;
  throw new UserError('E_NO_SERVICE', 'no service found', {
    hint: 'Run msa at the root of the system (--root), or name the services in msa.yaml: services: { orders: { path: services/orders } }.',
  });
}

/** The system, as it was found out before where nothing that it rests on has changed. The code of the analysis is loaded only where something has. */
export async function analyse({ root, config, memory, disk = memory?.disk ?? realDisk }: AnalyseOptions): Promise<Analysed> {
  const compute = async (watched: Disk): Promise<Analysed> => {
    const { analyze } = await import('../analysis/analyze.js');
    const { analysis, manifest } = await analyze({
      root,
      ...(config === undefined ? {} : { config }),
      ...(memory === undefined ? {} : { facts: memory.facts }),
      disk: watched,
    });
    return { analysis, manifest };
  };
  const state = disk.working === undefined ? 'folder' : 'state';
  return memory === undefined ? compute(disk) : memory.recalled(JSON.stringify(['analyze', state, root, config]), disk, compute);
}

/** With how its files have changed, which rules judge too. It is never remembered: commits come without a file being touched. */
export async function withHistory({ analysis, ...rest }: Analysed): Promise<Analysed> {
  const { changesOf } = await import('../history/changes.js');
  return { ...rest, analysis: { ...analysis, history: changesOf(analysis.root) } };
}

import path from 'node:path';

import type { Library } from '../analysis/libraries/define-library.js';
import type { Memory } from '../analysis/memory/memory.js';
import type { Recall } from '../history/changes.js';
import type { Tip } from '../history/revisions.js';
import type { Analysis } from '../model/analysis.js';
import type { History } from '../model/history.js';
import type { Manifest } from '../model/manifest.js';
import type { Extensions } from '../plugins/extensions.js';
import { type Disk, realDisk } from '../shared/disk.js';
import { UserError } from '../shared/errors.js';
import { assertPatterns } from './chosen-patterns.js';
import { extensionsFor } from './plugins.js';

export interface SystemOptions {
  /** Absolute. */
  readonly root: string;
  /** As the user wrote it. */
  readonly config: string | undefined;
  /** Whether plugins run; undefined: where the user works. */
  readonly plugins?: boolean | undefined;
}

export interface AnalyseOptions extends SystemOptions {
  /** What earlier runs kept. */
  readonly memory: Memory | undefined;
  /** Told when a step of the analysis begins. */
  readonly onStep?: ((step: string) => void) | undefined;
  /** Another state than the one on the disk. */
  readonly disk?: Disk | undefined;
  /** Only as this deployment profile has it. */
  readonly profile?: string | undefined;
  /** The manifest with what others say of the system, where it is not all. */
  readonly manifestWith?: ((own: Manifest | undefined, disk: Disk) => Promise<Manifest | undefined>) | undefined;
}

export interface Analysed {
  readonly analysis: Analysis;
  readonly manifest: Manifest | undefined;
}

/** What is said about a system, without anything of it being read. */
export interface Configured {
  readonly manifest: Manifest | undefined;
  readonly extensions: Extensions;
}

export async function configured({ root, config, plugins: run }: SystemOptions): Promise<Configured> {
  const { readManifest } = await import('../analysis/manifest/read.js');
  const manifest = await readManifest(root, absolute(config));
  await assertPatterns(manifest);
  return { manifest, extensions: await extensionsFor({ root, manifest, isNamed: config !== undefined, run }) };
}

/** The analysed system, which has services, with the tables of the plugins that run. */
export async function analyseSystem(options: AnalyseOptions): Promise<Analysed & Configured> {
  const { root, config, plugins: run } = options;
  const found = await look({ ...options, waitsForPlugins: run !== false });
  await assertPatterns(found.manifest);
  const extensions = await extensionsFor({ root, manifest: found.manifest, isNamed: config !== undefined, run });
  const analysed = isAnalysed(found) ? found : await analyse({ ...options, libraries: extensions.libraries });
  assertServices(analysed.analysis);
  return { ...analysed, extensions };
}

/** That there is no service is the user's error and never a clean result. */
export function assertServices({ system }: Analysis): void {
  if (system.services.length > 0) return;
  throw new UserError('E_NO_SERVICE', 'no service found', {
    hint: 'Run msa at the root of the system (--root), or name the services in msa.yaml: services: { orders: { path: services/orders } }.',
  });
}

/** The system, whatever its manifest says of plugins. */
export async function analyse(options: AnalyseOptions & { readonly libraries?: readonly Library[] }): Promise<Analysed> {
  // As `analyseSystem` asks first: the last commit is known as what was staged before.
  const waited = options.libraries?.length ? undefined : await look({ ...options, waitsForPlugins: true });
  const found = waited !== undefined && isAnalysed(waited) ? waited : await look({ ...options, waitsForPlugins: false });
  if (!isAnalysed(found)) throw new Error('what waits for no plugin is analysed');
  return found;
}

/** Only the manifest, where that names plugins: their tables have to be known first. */
type Found = Analysed | Pick<Analysed, 'manifest'>;

function isAnalysed(found: Found): found is Analysed {
  return 'analysis' in found;
}

interface LookOptions extends AnalyseOptions {
  readonly waitsForPlugins: boolean;
  readonly libraries?: readonly Library[];
}

/**
 * The system, as it was found out before where nothing that it rests on has changed. The code of the analysis is loaded only
 * where something has. What code of plugins rests on nobody knows: with tables of theirs everything behind the facts is made anew.
 */
async function look(options: LookOptions): Promise<Found> {
  const { root, config, memory, disk = memory?.disk ?? realDisk, profile, libraries = [], waitsForPlugins, onStep } = options;
  const compute = async (watched: Disk): Promise<Found> => {
    const { readManifest } = await import('../analysis/manifest/read.js');
    const own = await readManifest(root, absolute(config), watched);
    const read = options.manifestWith === undefined ? own : await options.manifestWith(own, watched);
    if (waitsForPlugins && (read?.plugins ?? []).length > 0) return { manifest: read };
    const { analyze } = await import('../analysis/analyze.js');
    const { analysis, manifest } = await analyze({
      root,
      libraries,
      ...(read === undefined ? {} : { manifest: read }),
      ...(memory === undefined ? {} : { memory: libraries.length === 0 ? memory : { facts: memory.facts } }),
      disk: watched,
      ...(onStep === undefined ? {} : { onStep }),
      ...(profile === undefined ? {} : { profile }),
    });
    return { analysis, manifest };
  };
  const state = disk.working === undefined ? 'folder' : 'state';
  const step = JSON.stringify(['analyze', state, root, absolute(config), profile, waitsForPlugins]);
  return memory === undefined || libraries.length > 0 ? compute(disk) : memory.recalled(step, disk, compute);
}

function absolute(config: string | undefined): string | undefined {
  return config === undefined ? undefined : path.resolve(config);
}

/** With how its files have changed, which rules judge too: of a commit that does not change any more. */
export async function withHistory<Rest extends object>(
  { analysis, ...rest }: Rest & Analysed,
  memory: Memory | undefined,
  history = historyAhead(analysis.root, memory),
) {
  return { ...rest, analysis: { ...analysis, history: await history() } };
}

/** What git tells is asked for while the files are read. With a memory the changes are known as a rule, and asked for when their turn comes. */
export function historyAhead(root: string, memory: Memory | undefined, tip?: Tip): () => Promise<History> {
  const asked = import('../history/changes.js').then(({ changesAhead }) => changesAhead(root, tip));
  if (memory !== undefined) {
    const recall: Recall = (commit, find) => memory.recalled(JSON.stringify(['changes', root, commit]), memory.disk, find);
    return async () => (await asked)(recall);
  }
  const history = asked.then((changes) => changes());
  history.catch(() => undefined); // told to who waits for it
  return () => history;
}

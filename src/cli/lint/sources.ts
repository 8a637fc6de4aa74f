import type { Memory } from '../../analysis/memory/memory.js';
import type { States } from '../../history/open.js';
import type { Finding } from '../../model/finding.js';
import type { Disk } from '../../shared/disk.js';
import { UserError } from '../../shared/errors.js';
import { type AnalyseOptions, type Analysed, type Configured, historyAhead, withHistory } from '../analyse.js';
import { type CacheOptions, openCache } from '../cache.js';
import { type ChangeOptions, openStates } from './change.js';
import { findingsAmong, findingsBelow } from '../paths.js';

export interface SourcesOptions extends ChangeOptions {
  readonly cache: CacheOptions;
  /** Facts of repositories that are the system, instead of the folder. */
  readonly facts: readonly string[];
  readonly paths: readonly string[];
}

/** Where a system is read from: its folder, another state of it, or the facts of repositories. */
export interface Sources extends Pick<AnalyseOptions, 'disk' | 'manifestWith'> {
  readonly memory: Memory | undefined;
  /** What is compared. */
  readonly states: States | undefined;
  /** Whose lines are shown. */
  readonly shown: Disk | undefined;
  /** With what commits tell, where there are some. */
  readonly historyOf: (found: Analysed & Configured) => Promise<Analysed & Configured>;
  /** Those that touch the paths that were asked for. */
  readonly below: (findings: readonly Finding[]) => Promise<readonly Finding[]>;
}

export async function openSources(root: string, options: SourcesOptions): Promise<Sources> {
  if (options.facts.length > 0) return factsSources(root, options);
  const memory = await openCache(root, options.cache, options.since === undefined && !options.staged ? 1 : 2);
  const states = await openStates(root, options, memory);
  const history = historyAhead(root, memory, states?.tip);
  return {
    memory,
    states,
    disk: states?.current,
    shown: states?.current,
    historyOf: (found) => withHistory(found, memory, history),
    below: (findings) => findingsBelow(options.paths, root, findings),
  };
}

async function factsSources(root: string, { facts, since, staged, paths }: SourcesOptions): Promise<Sources> {
  if (since !== undefined || staged)
    throw new UserError('E_USAGE', 'facts have no history to compare with', {
      hint: 'Use --baseline, or lint without --since and --staged.',
    });
  const { openFacts } = await import('../facts.js');
  const { files, ...rest } = await openFacts(root, facts);
  return {
    ...rest,
    states: undefined,
    historyOf: (found) => Promise.resolve(found),
    below: (findings) => Promise.resolve(findingsAmong(paths, files, findings)),
  };
}

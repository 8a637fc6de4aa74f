import type { Disk } from '../../shared/disk.js';
import type { FactsHead } from './entries.js';
import { type FactsMemory, factsMemory } from './facts.js';
import { knownDisk } from './known-disk.js';
import { looksOf } from './looks.js';
import { decode, encode, type Pack } from './pack.js';
import type { CachePlace } from './place.js';
import { looksIn, packOf, resultsIn, type ResultsHead } from './results-pack.js';
import { resultsOf } from './results.js';
import { type PackKind, readPack, type WritePack, writePack } from './store.js';
import { factsTool, resultsTool } from './tool.js';

/** What earlier runs kept of a system. One run reads it once and writes it at most once; other runs may do the same meanwhile. */
export interface Memory {
  /** The disk, of which it is known what files hold that look as they did. */
  readonly disk: Disk;
  readonly facts: FactsMemory;
  /**
   * What the step came to when it last read the same, else what it comes to now. It must be a function of `step` and of what it
   * asks the disk, and its result plain JSON.
   */
  readonly recalled: <T>(step: string, disk: Disk, compute: (disk: Disk) => Promise<T>) => Promise<T>;
  /** Says after the last step how it went. */
  readonly save: () => MemoryUse;
}

export interface MemoryUse {
  /** Source files. */
  readonly known: number;
  readonly read: number;
  /** Why nothing could be kept: the next run reads everything again. */
  readonly problem?: string;
}

/** So many files, or such a share of all, may have to be hashed again before their looks alone are worth a write. */
const STALE = { files: 100, share: 0.05 } as const;

export interface MemoryOptions {
  /** Its folder is made when there is something to keep. Without a place facts are known for this run alone. */
  readonly place: CachePlace | undefined;
  /** Identities of the code that makes what is kept. */
  readonly tools?: Readonly<Record<PackKind, () => string>>;
  readonly write?: WritePack;
  /** When the run began, ms since 1970. */
  readonly now?: number;
}

const TOOLS = { facts: factsTool, results: resultsTool };

export function openMemory({ place, tools = TOOLS, write = writePack, now = Date.now() }: MemoryOptions): Memory {
  const load = <Head>(kind: PackKind): Pack<Head> | undefined => {
    const bytes = place && readPack(place, { kind, tool: tools[kind]() });
    return bytes && decode<Head>(tools[kind](), bytes);
  };
  const store = <Head>(kind: PackKind, pack: Pack<Head> | undefined): string | undefined =>
    place && pack ? write(place, { kind, tool: tools[kind]() }, encode(tools[kind](), pack)) : undefined;

  const before = load<ResultsHead>('results');
  const looks = looksOf(looksIn(before), now);
  const results = resultsOf(resultsIn(before));
  const facts = factsMemory(() => load<FactsHead>('facts'));
  let recalledFiles = 0;

  async function recalled<T>(step: string, disk: Disk, compute: (disk: Disk) => Promise<T>): Promise<T> {
    if (place === undefined) return compute(disk);
    const already = facts.count().asked;
    const { value, files } = await results.recalled(step, disk, async (watched) => {
      const made = await compute(watched);
      return { value: made, files: facts.count().asked - already };
    });
    if (facts.count().asked === already) recalledFiles += files;
    return value;
  }

  function isStale(): boolean {
    const { asked, renewed } = looks.count();
    return results.fresh() > 0 || renewed >= Math.max(STALE.files, STALE.share * asked);
  }

  return {
    disk: knownDisk(looks),
    facts,
    recalled,
    save: () => {
      const { asked, fresh } = facts.count();
      const use = { known: recalledFiles + asked - fresh, read: fresh };
      const problem =
        store('facts', facts.worthKeeping()) ?? store('results', isStale() ? packOf(results.worthKeeping(), looks) : undefined);
      return problem === undefined ? use : { ...use, problem };
    },
  };
}

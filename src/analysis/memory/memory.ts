import type { Disk } from '../../shared/disk.js';
import { diskSource } from './disk-reads.js';
import type { FactsHead } from './entries.js';
import { type FactsMemory, factsMemory } from './facts.js';
import { knownDisk } from './known-disk.js';
import type { Layer } from './layers.js';
import { keptResults } from './kept-results.js';
import { type FileMemory, looksOf } from './looks.js';
import { textIn } from './pack.js';
import { packsAt } from './packs.js';
import type { CachePlace } from './place.js';
import { looksIn, packWithLooks, type ResultsHead, type SystemsHead } from './results-pack.js';
import type { Known } from './results.js';
import { type WritePack, writePack } from './store.js';
import { analysisTool } from './tool.js';
import { type UnitsMemory, unitsMemory } from './units.js';

/** What earlier runs kept of a system. One run reads it once and writes it at most once; other runs may do the same meanwhile. */
export interface Memory {
  /** The disk, of which it is known what files hold that look as they did. */
  readonly disk: Disk;
  readonly facts: FactsMemory;
  readonly units: UnitsMemory;
  /**
   * What the step came to when it last was given and read the same, else what it comes to now. It must be a function of `step`,
   * of what `given` is a digest of, and of what it asks the disk, and its result plain JSON.
   */
  readonly recalled: <T>(step: string, disk: Disk, compute: (disk: Disk) => Promise<T>, given?: string) => Promise<T>;
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
  /** Identity of the code that makes what is kept. */
  readonly tool?: () => string;
  readonly write?: WritePack;
  /** When the run began, ms since 1970. */
  readonly now?: number;
}

/** States of some branches and what was staged of late, and beside each what its commits were. */
const ROOM = { results: 32, ofStep: 8, bytes: 60_000_000 };

export function openMemory({ place, tool = analysisTool, write = writePack, now = Date.now() }: MemoryOptions): Memory {
  const { layers, storeLayer } = packsAt(place, tool, write);
  const before = layers<SystemsHead>('systems');
  const [beside, recent] = [looksIn(before.base), looksIn(before.recent)];
  const looks = looksOf(new Map([...beside, ...recent]), now);
  const systems = keptResults(before, diskSource, ROOM);
  const facts = factsMemory(() => layers<FactsHead>('facts'));
  const units = unitsMemory(() => layers<ResultsHead>('units'));
  let recalledFiles = 0;

  async function recalled<T>(name: string, disk: Disk, compute: (disk: Disk) => Promise<T>, given = ''): Promise<T> {
    if (place === undefined) return compute(disk);
    const step = { step: name, given };
    const found = valueIn(systems.recall(step, disk)) as { readonly value: T; readonly files: number } | undefined;
    if (found) {
      recalledFiles += found.files;
      return found.value;
    }
    const already = facts.count().asked;
    const watched = systems.watch(step, disk);
    const value = await compute(watched.source);
    watched.keep({ value, files: facts.count().asked - already });
    return value;
  }

  function stale(): Layer<SystemsHead> | undefined {
    const { asked, renewed } = looks.count();
    if (systems.fresh() === 0 && renewed < Math.max(STALE.files, STALE.share * asked)) return undefined;
    const { layer, results } = systems.ofLayer();
    const seen = { all: systems.worthKeeping(), looks, beside: layer === 'recent' ? beside : new Map<string, FileMemory>() };
    return { layer, pack: packWithLooks(results, seen) };
  }

  return {
    disk: knownDisk(looks),
    facts,
    units,
    recalled,
    save: () => {
      const { asked, fresh } = facts.count();
      const use = { known: recalledFiles + asked - fresh, read: fresh };
      const problem =
        storeLayer('facts', facts.worthKeeping()) ?? storeLayer('units', units.worthKeeping()) ?? storeLayer('systems', stale());
      return problem === undefined ? use : { ...use, problem };
    },
  };
}

function valueIn(known: Known | undefined): unknown {
  return known && JSON.parse(textIn(known.bytes));
}

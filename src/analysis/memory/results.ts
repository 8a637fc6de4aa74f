import type { Disk } from '../../shared/disk.js';
import { type Entry, entryOf, read } from './pack.js';
import { answersOf, isSame, recorded, type Reads } from './reads.js';

/** A step that is over: what it read, and what it came to. */
export interface Result {
  /** Which step, and all that it was given but the disk. */
  readonly step: string;
  readonly reads: Entry;
  readonly value: Entry;
}

/** Results that are kept: states of some branches, and what was staged lately. */
const MAX = { results: 8, bytes: 60_000_000 } as const;

export interface Results {
  /** What an earlier run came to that read the same; else the step is done, and kept. */
  readonly recalled: <T>(step: string, disk: Disk, compute: (disk: Disk) => Promise<T>) => Promise<T>;
  readonly fresh: () => number;
  /** The latest first. */
  readonly worthKeeping: () => readonly Result[];
}

/** `before`: the latest first. */
export function resultsOf(before: readonly Result[]): Results {
  const known = [...before];
  let fresh = 0;

  function recall(step: string, disk: Disk): { readonly value: unknown } | undefined {
    const answers = answersOf(disk);
    for (const [at, one] of known.entries()) {
      if (one.step !== step) continue;
      const reads = read(one.reads) as Reads | undefined;
      if (reads === undefined || !isSame(reads, answers)) continue;
      const value = read(one.value);
      if (value === undefined) continue;
      known.unshift(...known.splice(at, 1));
      return { value };
    }
    return undefined;
  }

  return {
    recalled: async <T>(step: string, disk: Disk, compute: (disk: Disk) => Promise<T>) => {
      const found = recall(step, disk);
      if (found) return found.value as T;
      const watched = recorded(disk);
      const value = await compute(watched.disk);
      const reads = watched.reads();
      if (reads !== undefined) {
        known.unshift({ step, reads: entryOf(reads), value: entryOf(value) });
        fresh++;
      }
      return value;
    },
    fresh: () => fresh,
    worthKeeping: () => {
      let bytes = 0;
      return known
        .slice(0, MAX.results)
        .filter(({ reads, value }) => (bytes += reads.body.byteLength + value.body.byteLength) <= MAX.bytes);
    },
  };
}

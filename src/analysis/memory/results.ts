import { type Entry, entryOf, read } from './pack.js';

/** A step that is over: what it read, and what it came to. */
export interface Result {
  /** Which step, and all that it was given but its source. */
  readonly step: string;
  readonly reads: Entry;
  readonly value: Entry;
}

/** Where steps read, how it is written down what they read, and how it is told that they would read the same. */
export interface Source<S, Reads> {
  /** `reads` is undefined where something changed meanwhile. */
  readonly record: (source: S) => { readonly source: S; readonly reads: () => Reads | undefined };
  readonly isSame: (source: S) => (reads: Reads) => boolean;
}

/** How many results are kept, of all steps and of one, and how many bytes. */
export interface Room {
  readonly results: number;
  readonly ofStep: number;
  readonly bytes: number;
}

export interface Results<S> {
  /** What an earlier run came to that read the same. */
  readonly recall: (step: string, source: S) => { readonly value: unknown } | undefined;
  /** `done` has read from `source` and comes to what is kept, plain JSON. */
  readonly watch: (step: string, source: S) => { readonly source: S; readonly keep: (value: unknown) => void };
  readonly fresh: () => number;
  /** The latest first. */
  readonly worthKeeping: () => readonly Result[];
}

/** `before`: the latest first. */
export function resultsOf<S, Reads>(before: readonly Result[], { record, isSame }: Source<S, Reads>, room: Room): Results<S> {
  const known = [...before];
  let fresh = 0;
  return {
    recall: (step, source) => {
      const isSameHere = isSame(source);
      for (const [at, one] of known.entries()) {
        if (one.step !== step) continue;
        const reads = read(one.reads) as Reads | undefined;
        if (reads === undefined || !isSameHere(reads)) continue;
        const value = read(one.value);
        if (value === undefined) continue;
        known.unshift(...known.splice(at, 1));
        return { value };
      }
      return undefined;
    },
    watch: (step, source) => {
      const watched = record(source);
      return {
        source: watched.source,
        keep: (value) => {
          const reads = watched.reads();
          if (reads === undefined) return;
          known.unshift({ step, reads: entryOf(reads), value: entryOf(value) });
          fresh++;
        },
      };
    },
    fresh: () => fresh,
    worthKeeping: () => within(known, room),
  };
}

function within(all: readonly Result[], { results, ofStep, bytes }: Room): Result[] {
  const steps = new Map<string, number>();
  let size = 0;
  return all.slice(0, results).filter(({ step, reads, value }) => {
    const count = (steps.get(step) ?? 0) + 1;
    steps.set(step, count);
    size += reads.body.byteLength + value.body.byteLength;
    return count <= ofStep && size <= bytes;
  });
}

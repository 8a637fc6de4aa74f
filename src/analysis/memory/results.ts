import { type Entry, entryOf, read } from './pack.js';

/** A step that is over: what it asked, what it was told, and what it came to. */
export interface Result {
  /** Which step, and all that it was given but its source. */
  readonly step: string;
  /** Results of like states share it: they ask the same. */
  readonly asked: Entry;
  /** Plain JSON, digests of the answers. */
  readonly told: unknown;
  readonly value: Entry;
}

/** Where steps read, how it is written down what they read, and how it is told that they would read the same. */
export interface Source<S, Asked, Told> {
  /** `reads` is undefined where something changed meanwhile. */
  readonly record: (source: S) => { readonly source: S; readonly reads: () => Reads<Asked, Told> | undefined };
  /** What is asked is gone through once for all that was told. */
  readonly isSame: (source: S) => (asked: Asked) => (told: Told) => boolean;
}

export interface Reads<Asked, Told> {
  readonly asked: Asked;
  readonly told: Told;
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
export function resultsOf<S, Asked, Told>(before: readonly Result[], { record, isSame }: Source<S, Asked, Told>, room: Room): Results<S> {
  const known = [...before];
  let fresh = 0;
  return {
    recall: (step, source) => {
      const ask = onceEach(isSame(source));
      for (const [at, { asked, told, ...one }] of known.entries()) {
        if (one.step !== step || ask(asked)?.(told as Told) !== true) continue;
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
          known.unshift({ step, asked: shared(entryOf(reads.asked), known), told: reads.told, value: entryOf(value) });
          fresh++;
        },
      };
    },
    fresh: () => fresh,
    worthKeeping: () => within(known, room),
  };
}

/** Takes what was asked apart once, however many were told something about it; undefined: it is not what was written. */
function onceEach<Same>(prepare: (asked: never) => Same): (entry: Entry) => Same | undefined {
  const prepared = new Map<Entry, Same | undefined>();
  return (entry) => {
    if (prepared.has(entry)) return prepared.get(entry);
    const asked = read(entry);
    const same = asked === undefined ? undefined : prepare(asked as never);
    prepared.set(entry, same);
    return same;
  };
}

function shared(asked: Entry, known: readonly Result[]): Entry {
  const same = known.find((one) => one.asked.crc === asked.crc && Buffer.compare(one.asked.body, asked.body) === 0);
  return same?.asked ?? asked;
}

function within(all: readonly Result[], { results, ofStep, bytes }: Room): Result[] {
  const steps = new Map<string, number>();
  let size = 0;
  return all.slice(0, results).filter(({ step, asked, value }) => {
    const count = (steps.get(step) ?? 0) + 1;
    steps.set(step, count);
    size += asked.body.byteLength + value.body.byteLength;
    return count <= ofStep && size <= bytes;
  });
}

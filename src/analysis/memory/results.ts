import { createHash } from 'node:crypto';

import { type Entry, entryOf, isWhole, read } from './pack.js';

/** A step that is over: what it asked, what it was told, and what it came to. */
export interface Result {
  readonly step: string;
  /** Digest of what it was given but its source. */
  readonly given: string;
  /** Results of like states share it: they ask the same, and often come to the same. */
  readonly asked: Entry;
  /** Plain JSON, digests of the answers. */
  readonly told: unknown;
  readonly value: Entry;
  /** Equal names, equal values. */
  readonly name: string;
}

/** A step, and what it is given. */
export type Step = Pick<Result, 'step' | 'given'>;

/** What a step came to: its name and what it was told are known before it is taken apart. */
export interface Known {
  readonly name: string;
  readonly told: unknown;
  readonly bytes: Uint8Array;
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
  readonly recall: (step: Step, source: S) => Known | undefined;
  /** Who has read from `source` comes to what is kept, plain JSON or bytes. */
  readonly watch: (step: Step, source: S) => { readonly source: S; readonly keep: (value: unknown) => Pick<Known, 'name' | 'told'> };
  readonly fresh: () => number;
  /** The latest first. */
  readonly worthKeeping: () => readonly Result[];
}

/** `before`: the latest first. */
export function resultsOf<S, Asked, Told>(before: readonly Result[], { record, isSame }: Source<S, Asked, Told>, room: Room): Results<S> {
  const known = [...before];
  let fresh = 0;
  return {
    recall: ({ step, given }, source) => {
      const ask = onceEach(isSame(source));
      for (const [at, { asked, told, name, value, ...one }] of known.entries()) {
        if (one.step !== step || one.given !== given || ask(asked)?.(told as Told) !== true || !isWhole(value)) continue;
        known.unshift(...known.splice(at, 1));
        return { name, told, bytes: value.body };
      }
      return undefined;
    },
    watch: ({ step, given }, source) => {
      const watched = record(source);
      return {
        source: watched.source,
        keep: (value) => {
          const made = entryOf(value);
          const name = createHash('sha1').update(made.body).digest('hex');
          const reads = watched.reads();
          if (reads === undefined) return { name, told: undefined };
          const same = known.find((one) => one.name === name && isWhole(one.value));
          const asked = sharedWith(known, entryOf(reads.asked));
          known.unshift({ step, given, asked, told: reads.told, value: same?.value ?? made, name });
          fresh++;
          return { name, told: reads.told };
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

/** What was asked, as one of these has asked it: it is taken apart and written once. */
export function sharedWith(known: readonly Result[], asked: Entry): Entry {
  const same = known.find(
    (one) => one.asked.crc === asked.crc && one.asked.size === asked.size && Buffer.compare(one.asked.body, asked.body) === 0,
  );
  return same?.asked ?? asked;
}

function within(all: readonly Result[], { results, ofStep, bytes }: Room): Result[] {
  const steps = new Map<string, number>();
  const counted = new Set<Entry>();
  let size = 0;
  return all.slice(0, results).filter(({ step, asked, value }) => {
    const count = (steps.get(step) ?? 0) + 1;
    steps.set(step, count);
    for (const entry of [asked, value]) if (!counted.has(entry)) size += entry.size;
    counted.add(asked).add(value);
    return count <= ofStep && size <= bytes;
  });
}

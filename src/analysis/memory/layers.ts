import type { Entry, Pack } from './pack.js';

/**
 * What is kept in two packs: the large one, and what is new since it was written. After a small change little is written, and
 * either of the two is whole without the other: what lies in both, or in none, is only read or found out once more.
 */
export interface Layers<Head> {
  readonly base: Pack<Head> | undefined;
  readonly recent: Pack<Head> | undefined;
}

/** One of the two, as it is to be written. */
export interface Layer<Head> {
  readonly layer: keyof Layers<Head>;
  readonly pack: Pack<Head>;
}

/** Of the bytes that are needed, beyond which what is new goes into the large pack. */
const SHARE = 1 / 3;

/** Is it little beside what runs need? */
export function isLittle(recent: Iterable<Entry>, needed: Iterable<Entry>): boolean {
  return bytesIn(recent) <= SHARE * bytesIn(needed);
}

function bytesIn(entries: Iterable<Entry>): number {
  let sum = 0;
  for (const { size } of entries) sum += size;
  return sum;
}

import type { Lowered } from '../../model/source.js';
import { type Entry, entryOf, kept, type Pack, read } from './pack.js';

/** Facts of more bytes than this are not kept: a run would lose more by reading them than it gains. */
const MAX_BYTES = 256_000_000;

/** What is known by content: of earlier runs, and of this one. */
export interface Entries {
  readonly recall: (key: string) => Lowered | undefined;
  readonly keep: (key: string, lowered: Lowered) => void;
  /** How many contents this run read. */
  readonly fresh: () => number;
  readonly worthKeeping: () => Pack['entries'];
}

export function entriesOf(before: Pack['entries']): Entries {
  const fresh = new Map<string, Entry>();
  const used = new Set<string>();
  return {
    recall: (key) => {
      const entry = fresh.get(key) ?? before.get(key);
      const lowered = entry && (read(entry) as Lowered | undefined);
      if (lowered) used.add(key);
      return lowered;
    },
    keep: (key, lowered) => {
      fresh.set(key, entryOf(lowered));
      used.add(key);
    },
    fresh: () => fresh.size,
    worthKeeping: () => kept(new Map([...before, ...fresh]), used, MAX_BYTES),
  };
}

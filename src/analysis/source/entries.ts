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

/** What a run asks for twice, for two states of the system, is taken apart once. */
export function entriesOf(before: Pack['entries']): Entries {
  const fresh = new Set<string>();
  const used = new Map<string, Lowered>();
  return {
    recall: (key) => {
      const known = used.get(key);
      if (known) return known;
      const entry = before.get(key);
      const lowered = entry && (read(entry) as Lowered | undefined);
      if (lowered) used.set(key, lowered);
      return lowered;
    },
    keep: (key, lowered) => {
      fresh.add(key);
      used.set(key, lowered);
    },
    fresh: () => fresh.size,
    worthKeeping: () => {
      const made = [...fresh].map((key): [string, Entry] => [key, entryOf(used.get(key))]);
      return kept(new Map([...before, ...made]), new Set(used.keys()), MAX_BYTES);
    },
  };
}

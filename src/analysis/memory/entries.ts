import type { Lowered } from '../../model/source.js';
import { type Entry, entryOf, type Pack, read } from './pack.js';

/** Facts of more bytes than this are not kept: a run would lose more by reading them than it gains. */
const MAX_BYTES = 256_000_000;
/** Facts that no run asked for in so many writes are let go. */
const MAX_IDLE = 30;
/** Below this many bytes there is room for states of other branches, however small the system is. */
const SMALL = 4_000_000;

/** The head of a pack of facts, in the order of its entries. */
export interface FactsHead {
  /** Keys of the contents. */
  readonly keys: readonly string[];
  /** How many times the pack was written since a run needed it. */
  readonly idle: readonly number[];
}

export type FactsPack = Pack<FactsHead>;

/** What is known by content: of earlier runs, and of this one. */
export interface Entries {
  readonly recall: (key: string) => Lowered | undefined;
  readonly keep: (key: string, lowered: Lowered) => void;
  /** How many contents this run read. */
  readonly fresh: () => number;
  readonly worthKeeping: () => FactsPack;
}

/** What a run asks for twice, for two states of the system, is taken apart once. */
export function entriesOf(pack: FactsPack | undefined): Entries {
  const before = agedOf(pack);
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
      const made = [...fresh].map((key): [string, Aged] => [key, { ...entryOf(used.get(key)), idle: 0 }]);
      return packOf(kept(new Map([...before, ...made]), new Set(used.keys())));
    },
  };
}

interface Aged extends Entry {
  readonly idle: number;
}

function agedOf(pack: FactsPack | undefined): ReadonlyMap<string, Aged> {
  const { keys, idle } = pack?.head ?? { keys: [], idle: [] };
  return new Map(pack?.entries.map((entry, at) => [keys[at] ?? '', { ...entry, idle: idle[at] ?? 0 }]));
}

function packOf(entries: ReadonlyMap<string, Aged>): FactsPack {
  const all = [...entries.values()];
  return { head: { keys: [...entries.keys()], idle: all.map(({ idle }) => idle) }, entries: all };
}

/** Entries worth writing: those of this run, then the most recently used, up to twice the size of the former and the limit. */
function kept(entries: ReadonlyMap<string, Aged>, used: ReadonlySet<string>): Map<string, Aged> {
  const size = [...used].reduce((sum, key) => sum + (entries.get(key)?.body.byteLength ?? 0), 0);
  let left = Math.min(Math.max(2 * size, SMALL), MAX_BYTES);
  const aged = [...entries].map(([key, entry]) => [key, { ...entry, idle: used.has(key) ? 0 : entry.idle + 1 }] as const);
  const out = new Map<string, Aged>();
  for (const [key, entry] of aged.sort(([, a], [, b]) => a.idle - b.idle)) {
    if (entry.idle > MAX_IDLE || entry.body.byteLength > left) continue;
    left -= entry.body.byteLength;
    out.set(key, entry);
  }
  return out;
}

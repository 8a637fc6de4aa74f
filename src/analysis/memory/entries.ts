import type { ModuleDigest } from '../../model/module-digest.js';
import type { ModuleFacts } from '../../model/module-facts.js';
import type { Lowered } from '../../model/source.js';
import { once } from '../../shared/once.js';
import { digestOf, type KeptDigest, keptDigest } from './kept-digest.js';
import { isLittle, type Layer, type Layers } from './layers.js';
import { type Entry, entryOf, isWhole, type Pack, parsed } from './pack.js';

/** Facts of more bytes than this are not kept: a run would lose more by reading them than it gains. */
const MAX_BYTES = 256_000_000;
/** Facts that no run asked for in so many writes of the large pack are let go. */
const MAX_IDLE = 10;
/** Below this many bytes there is room for states of other branches, however small the system is. */
const SMALL = 4_000_000;

/** The head of a pack of facts, in the order of its entries. */
export interface FactsHead {
  /** Keys of the contents. */
  readonly keys: readonly string[];
  /** How many times the large pack was written since a run needed it. */
  readonly idle: readonly number[];
  /** What is asked of every file; the facts are the entries. */
  readonly digests: readonly (KeptDigest | Skipped)[];
  /** And what they take and give, as JSON. */
  readonly links: readonly string[];
}

type Skipped = Extract<Lowered, { readonly skip: unknown }>;

export type FactsPack = Pack<FactsHead>;

/** What is known by content: of earlier runs, and of this one. */
export interface Entries {
  readonly recall: (key: string) => Lowered | undefined;
  readonly keep: (key: string, lowered: Lowered) => void;
  /** How many contents this run read. */
  readonly fresh: () => number;
  readonly worthKeeping: () => Layer<FactsHead>;
}

/** Thrown where facts that were kept are not what was written: nobody knew until they were read. */
export const BROKEN = new Error('facts that were kept are broken');

/** What a run asks for twice, for two states of the system, is taken apart once. */
export function entriesOf({ base, recent }: Layers<FactsHead>): Entries {
  const large = agedOf(base);
  // Of two the one in the large pack: what is broken is written anew into that.
  const before = new Map([...large, ...[...agedOf(recent)].filter(([key]) => !large.has(key))]);
  const fresh = new Map<string, Lowered>();
  const used = new Map<string, Lowered>();
  return {
    recall: (key) => {
      const known = used.get(key);
      if (known) return known;
      const aged = before.get(key);
      const lowered = aged && loweredOf(aged);
      if (lowered) used.set(key, lowered);
      return lowered;
    },
    keep: (key, lowered) => {
      fresh.set(key, lowered);
      used.set(key, lowered);
    },
    fresh: () => fresh.size,
    worthKeeping: () => {
      const made = [...fresh.entries()].map(([key, lowered]): [string, Aged] => [key, agedFrom(lowered)]);
      const small = new Map([...[...before].filter(([key]) => !large.has(key)), ...made]);
      const all = new Map([...before, ...made]);
      const needed = [...used.keys()].flatMap((key) => all.get(key) ?? []);
      return isLittle(entriesIn(small.values()), entriesIn(needed))
        ? { layer: 'recent', pack: packOf(small) }
        : { layer: 'base', pack: packOf(kept(all, new Set(used.keys()))) };
    },
  };
}

interface Aged {
  readonly entry: Entry;
  readonly idle: number;
  readonly digest: ModuleDigest | Skipped;
  readonly kept: KeptDigest | Skipped;
  readonly links: string;
}

function entriesIn(all: Iterable<Aged>): Entry[] {
  return [...all].map(({ entry }) => entry);
}

function loweredOf({ digest, entry }: Aged): Lowered {
  return 'skip' in digest ? digest : { digest, facts: once(() => factsIn(entry)) };
}

function factsIn(entry: Entry): ModuleFacts {
  if (!isWhole(entry)) throw BROKEN;
  return parsed(entry) as ModuleFacts;
}

function agedFrom(lowered: Lowered): Aged {
  if ('skip' in lowered) return { entry: entryOf(null), idle: 0, digest: lowered, kept: lowered, links: '' };
  const { json, facts, digest } = lowered;
  return { entry: entryOf(json ?? facts()), idle: 0, digest, ...keptDigest(digest) };
}

function agedOf(pack: FactsPack | undefined): ReadonlyMap<string, Aged> {
  const { keys, idle, digests, links } = pack?.head ?? { keys: [], idle: [], digests: [], links: [] };
  const all = new Map<string, Aged>();
  for (const [at, entry] of pack?.entries.entries() ?? []) {
    const [key, kept, text] = [keys[at], digests[at], links[at]];
    if (key === undefined || kept === undefined || text === undefined) continue;
    all.set(key, { entry, idle: idle[at] ?? 0, digest: 'skip' in kept ? kept : digestOf(kept, text), kept, links: text });
  }
  return all;
}

function packOf(entries: ReadonlyMap<string, Aged>): FactsPack {
  const all = [...entries.values()];
  const head = {
    keys: [...entries.keys()],
    idle: all.map(({ idle }) => idle),
    digests: all.map(({ kept }) => kept),
    links: all.map(({ links }) => links),
  };
  return { head, entries: entriesIn(all) };
}

/** Entries worth writing: those of this run, then the most recently used, up to twice the size of the former and the limit. */
function kept(entries: ReadonlyMap<string, Aged>, used: ReadonlySet<string>): Map<string, Aged> {
  const size = [...used].reduce((sum, key) => sum + (entries.get(key)?.entry.size ?? 0), 0);
  let left = Math.min(Math.max(2 * size, SMALL), MAX_BYTES);
  const all = [...entries].map(([key, aged]) => [key, { ...aged, idle: used.has(key) ? 0 : aged.idle + 1 }] as const);
  const out = new Map<string, Aged>();
  for (const [key, aged] of all.sort(([, a], [, b]) => a.idle - b.idle)) {
    if (aged.idle > MAX_IDLE || aged.entry.size > left) continue;
    left -= aged.entry.size;
    out.set(key, aged);
  }
  return out;
}

import type { Anchor } from './edit.js';
import type { Collection, Item, Place } from './tree.js';

export function byId(collection: Collection | undefined): ReadonlyMap<string, Item> {
  return new Map((collection?.items ?? []).map((item) => [item.id, item]));
}

/** Nothing but what the template had put there. */
export function remainsNothing(was: Place, yours: Place): boolean {
  if (was.kind === 'leaf' || yours.kind === 'leaf') return isSame(was, yours);
  const known = byId(was);
  return yours.items.every(({ id, value }) => {
    const before = known.get(id);
    return before !== undefined && remainsNothing(before.value, value);
  });
}

export function isEmpty(place: Place): boolean {
  return place.kind === 'leaf' ? place.value === null : place.items.length === 0;
}

export function isSame(a: Place, b: Place): boolean {
  return stable(a.value) === stable(b.value);
}

/** JSON with keys in order. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

const SORTED = /^(dev|peer|optional)?[dD]ependencies$|^overrides$/;

interface Order {
  readonly next: Collection;
  readonly yours: Collection;
  readonly path: readonly string[];
  readonly stays: (item: Item) => boolean;
}

/** Behind what the template puts before it, else before what it puts behind it. Packages are in alphabetical order. */
export function anchorOf(item: Item, { next, yours, path, stays }: Order): Anchor {
  const mine = byId(yours);
  const there = (other: Item): Item[] => (stays(other) ? [mine.get(other.id) ?? other] : []);
  if (SORTED.test(path.at(-1) ?? '')) {
    const behind = yours.items.filter((other) => stays(other) && other.id < item.id).at(-1);
    const [before] = yours.items.filter(stays);
    return behind === undefined ? (before === undefined ? 'end' : { before }) : { behind };
  }
  const at = next.items.indexOf(item);
  const behind = next.items.slice(0, at).flatMap(there).at(-1);
  if (behind !== undefined) return { behind };
  const [before] = next.items.slice(at + 1).flatMap(there);
  if (before !== undefined) return { before };
  const last = yours.items.filter(stays).at(-1);
  return last === undefined ? 'end' : { behind: last };
}

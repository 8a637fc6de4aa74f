import { applied, type Edit, exchange, insertion, removals, replacement } from './edit.js';
import { anchorOf, byId, isEmpty, isSame, remainsNothing } from './compare.js';
import { type Collection, type Item, parseStructure, type Place, type Structure } from './tree.js';

/** Which side wins where both have changed the same key. */
export type Side = 'yours' | 'theirs';

export interface MergedKeys {
  readonly text: string;
  /** `scripts.start`: changed on both sides, each in its own way. */
  readonly conflicts: readonly string[];
}

export interface Versions {
  /** What the template said before; undefined: nothing. */
  readonly old: string | undefined;
  /** What it says now; undefined: nothing any more. */
  readonly next: string | undefined;
  /** What is there. */
  readonly yours: string;
}

/** Three versions of JSON or YAML merged by key: what nobody has changed keeps every byte. Undefined: one of them is neither. */
export function mergeKeys({ old, next, yours }: Versions, path: string, side: Side): MergedKeys | undefined {
  const blank = path.endsWith('.json') ? '{}' : '';
  const [before, after, mine] = [old ?? blank, next ?? blank, yours].map((text) => parseStructure(text, path));
  if (before === undefined || after === undefined || mine === undefined) return undefined;
  const merge: Merge = { before, after, mine, side, edits: [], conflicts: [] };
  mergePlace(merge, { old: before.root, next: after.root, yours: mine.root, path: [] });
  const text = applied(mine.text, merge.edits);
  return parseStructure(text, path) === undefined ? undefined : { text, conflicts: merge.conflicts };
}

interface Merge {
  readonly before: Structure;
  readonly after: Structure;
  readonly mine: Structure;
  readonly side: Side;
  readonly edits: Edit[];
  readonly conflicts: string[];
}

interface Three {
  readonly old: Place | undefined;
  readonly next: Place;
  readonly yours: Place;
  readonly path: readonly string[];
  /** The entry of `yours` in its collection, where it has one. */
  readonly within?: { readonly item: Item; readonly collection: Collection; readonly from: Item };
}

function mergePlace(merge: Merge, { old, next, yours, path, within }: Three): void {
  if (isSame(next, yours) || (old !== undefined && isSame(old, next))) return;
  if (yours.kind !== 'leaf' && next.kind === yours.kind) {
    mergeItems(merge, { old: old?.kind === next.kind ? old : undefined, next, yours, path, ...(within === undefined ? {} : { within }) });
    return;
  }
  if (next.kind !== 'leaf' && isEmpty(yours)) {
    replaceWhole(merge, yours, next, within);
    return;
  }
  if (old === undefined || !isSame(old, yours)) {
    merge.conflicts.push(path.join('.'));
    if (merge.side === 'yours') return;
  }
  replaceWhole(merge, yours, next, within);
}

function replaceWhole(merge: Merge, yours: Place, next: Place, within: Three['within']): void {
  const { mine, after, edits } = merge;
  const edit =
    isEmpty(yours) && next.kind !== 'leaf' && !next.isFlow && !mine.isJson && within?.collection.isFlow !== true
      ? undefined
      : replacement(mine, yours, next);
  if (edit !== undefined) edits.push(edit);
  else if (within !== undefined) {
    const { item, collection, from } = within;
    edits.push(exchange(mine, collection, item, { item: { ...from, lead: from.start }, from: after }));
  }
}

interface ThreeCollections {
  readonly old: Collection | undefined;
  readonly next: Collection;
  readonly yours: Collection;
  readonly path: readonly string[];
  readonly within?: NonNullable<Three['within']>;
}

function mergeItems(merge: Merge, three: ThreeCollections): void {
  const { old, next, yours, path } = three;
  const [before, after, mine] = [byId(old), byId(next), byId(yours)];
  const gone = new Set<Item>();
  for (const item of yours.items) {
    const was = before.get(item.id);
    if (was !== undefined && !after.has(item.id) && removes(merge, was, item, [...path, item.id])) gone.add(item);
  }
  const added = next.items.filter((item) => !mine.has(item.id) && comes(merge, before.get(item.id), item, [...path, item.id]));
  if (
    gone.size === yours.items.length &&
    (gone.size > 0 || !yours.isFlow || yours.items.length === 0) &&
    (gone.size > 0 || added.length > 0)
  ) {
    refill(merge, three, { gone, added });
    return;
  }
  for (const item of next.items) {
    const there = mine.get(item.id);
    if (there === undefined) continue;
    const within = { item: there, collection: yours, from: item };
    mergePlace(merge, { old: before.get(item.id)?.value, next: item.value, yours: there.value, path: [...path, item.id], within });
  }
  merge.edits.push(...removals(merge.mine, yours, gone, leadFinder(merge, before)));
  const stays = (item: Item): boolean => mine.has(item.id) && !gone.has(mine.get(item.id) ?? item);
  for (const item of added) {
    merge.edits.push(insertion(merge.mine, yours, anchorOf(item, { next, yours, path, stays }), { item, from: merge.after }));
  }
}

/** All entries go, or there was none: the collection is written anew. */
function refill(
  merge: Merge,
  { yours, within, old }: ThreeCollections,
  { gone, added }: { readonly gone: ReadonlySet<Item>; readonly added: readonly Item[] },
): void {
  const { mine, after, edits } = merge;
  if (added.length === 0) {
    edits.push(...emptied(mine, yours, within, { gone, leadOf: leadFinder(merge, byId(old)) }));
    return;
  }
  const keepsBrackets = yours.isFlow && (mine.isJson || within === undefined || within.collection.isFlow);
  if (yours.items.length === 0 && yours.isFlow && !keepsBrackets && within !== undefined) {
    const { item, collection } = within;
    const column = collection.column + mine.unit.length;
    const block: Collection = { ...yours, isFlow: false, column };
    const at = item.end;
    edits.push({ start: item.after, end: yours.end, text: '' });
    for (const one of added) {
      const { text } = insertion(mine, block, 'end', { item: one, from: after });
      edits.push({
        start: at,
        end: at,
        text: mine.text.charAt(at - 1) === '\n' ? text.replace(/^\n/, '') : `\n${text.replace(/^\n/, '').replace(/\n$/, '')}`,
      });
    }
    return;
  }
  if (yours.isFlow) {
    const all: Collection = { ...yours, items: [] };
    const [first, ...rest] = added;
    if (first === undefined) return;
    let text = insertion(mine, all, 'end', { item: first, from: after }).text;
    for (const one of rest) text = withOneMore(text, one, { merge, yours });
    edits.push({ start: yours.start, end: yours.end, text });
    return;
  }
  edits.push(...removals(mine, yours, gone, leadFinder(merge, byId(old))));
  for (const one of added) edits.push(insertion(mine, yours, 'end', { item: one, from: after }));
}

/** A collection in brackets that was just written gets another entry. */
function withOneMore(text: string, item: Item, { merge, yours }: { readonly merge: Merge; readonly yours: Collection }): string {
  const { mine, after } = merge;
  const one = insertion(mine, { ...yours, items: [] }, 'end', { item, from: after }).text;
  const [open, close] = yours.kind === 'map' ? ['{', '}'] : ['[', ']'];
  const inner = (whole: string): string => whole.slice(whole.indexOf(open) + 1, whole.lastIndexOf(close));
  const tail = /\s*$/.exec(inner(text))?.[0] ?? '';
  return `${open}${inner(text).trimEnd()},${inner(one).trimEnd()}${tail}${close}${text.endsWith('\n') ? '\n' : ''}`;
}

/** A block without entries would be nothing: it becomes `{}` or `[]`. */
function emptied(
  mine: Structure,
  yours: Collection,
  within: Three['within'],
  { gone, leadOf }: { readonly gone: ReadonlySet<Item>; readonly leadOf: (item: Item) => number },
): Edit[] {
  const brackets = yours.kind === 'map' ? '{}' : '[]';
  if (yours.isFlow) return [{ start: yours.start, end: yours.end, text: brackets }];
  const lines = removals(mine, yours, gone, leadOf);
  return within === undefined ? lines : [{ start: within.item.after, end: within.item.after, text: ` ${brackets}` }, ...lines];
}

/** What the template no longer has goes, unless it holds something of yours. */
function removes(merge: Merge, was: Item, item: Item, path: readonly string[]): boolean {
  if (isSame(was.value, item.value)) return true;
  if (was.value.kind !== 'leaf' && was.value.kind === item.value.kind) {
    const blank: Collection = { ...was.value, items: [], value: was.value.kind === 'map' ? {} : [] };
    const nested: Merge = { ...merge, edits: [] };
    mergePlace(nested, { old: was.value, next: blank, yours: item.value, path });
    if (remainsNothing(was.value, item.value)) return true;
    merge.edits.push(...nested.edits);
    return false;
  }
  merge.conflicts.push(path.join('.'));
  return merge.side === 'theirs';
}

/** What is new comes; what you have taken out stays out, unless it has changed meanwhile. */
function comes(merge: Merge, was: Item | undefined, item: Item, path: readonly string[]): boolean {
  if (was === undefined) return true;
  if (isSame(was.value, item.value)) return false;
  merge.conflicts.push(path.join('.'));
  return merge.side === 'theirs';
}

/** Comments above an entry go with it only where they came with it. */
function leadFinder({ before, mine }: Merge, known: ReadonlyMap<string, Item>): (item: Item) => number {
  return (item) => {
    const was = known.get(item.id);
    if (was === undefined) return item.start;
    const comments = linesBetween(before.text, was.lead, was.start);
    const lines = linesBetween(mine.text, item.lead, item.start);
    const isOurs =
      comments.length > 0 &&
      comments.length <= lines.length &&
      comments.every((line, at) => line === lines[lines.length - comments.length + at]);
    if (!isOurs) return item.start;
    const kept = mine.text
      .slice(item.lead, item.start)
      .split('\n')
      .slice(0, lines.length - comments.length)
      .join('\n');
    return item.lead + kept.length + (kept === '' ? 0 : 1);
  };
}

function linesBetween(text: string, start: number, end: number): string[] {
  return text
    .slice(start, end)
    .split('\n')
    .slice(0, -1)
    .map((line) => line.trim());
}

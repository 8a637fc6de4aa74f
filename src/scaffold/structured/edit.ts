import { stringify } from 'yaml';

import type { Collection, Item, Place, Structure } from './tree.js';

/** Text that takes the place of `start` to `end`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Edits that do not overlap; those at one place stay in their order. */
export function applied(text: string, edits: readonly Edit[]): string {
  const ordered = edits.map((edit, index) => ({ ...edit, index })).sort((a, b) => a.start - b.start || a.end - b.end || a.index - b.index);
  let [out, at] = ['', 0];
  for (const { start, end, text: inserted } of ordered) {
    out += text.slice(at, Math.max(at, start)) + inserted;
    at = Math.max(at, end);
  }
  return out + text.slice(at);
}

/** Where a new entry goes: behind one that stays, before one that stays, or into what has none. */
export type Anchor = { readonly behind: Item } | { readonly before: Item } | 'end';

export interface New {
  readonly item: Item;
  readonly from: Structure;
}

export function insertion(to: Structure, collection: Collection, anchor: Anchor, added: New): Edit {
  return collection.isFlow ? flowInsertion(to, collection, anchor, added) : blockInsertion(to, collection, anchor, added);
}

function blockInsertion(to: Structure, { kind, column, items, end }: Collection, anchor: Anchor, added: New): Edit {
  const text = blockText(added, kind, column);
  if (anchor === 'end') {
    const at = items[0]?.lead ?? end;
    return { start: at, end: at, text: at > 0 && to.text.charAt(at - 1) !== '\n' ? `\n${text}` : text };
  }
  if ('behind' in anchor) {
    const at = anchor.behind.end;
    const isOpen = to.text.charAt(at - 1) !== '\n';
    return { start: at, end: at, text: isOpen ? `\n${text.replace(/\n$/, '')}` : text };
  }
  const { before } = anchor;
  if (sharesLine(before, to)) return { start: before.head, end: before.head, text: `${text.trimStart()}${' '.repeat(column)}` };
  return { start: before.lead, end: before.lead, text };
}

/** The first entry behind a dash stands on the line of the dash. */
function sharesLine({ head, start }: Item, { text }: Structure): boolean {
  return text.slice(start, head).trim() !== '';
}

function flowInsertion(to: Structure, collection: Collection, anchor: Anchor, { item, from }: New): Edit {
  const { kind, items, start } = collection;
  const isWide = items[0] === undefined ? to.isJson : to.text.slice(start, items[0].start).includes('\n');
  const indent = items[0] === undefined ? `${lineIndent(to.text, start)}${to.unit}` : lineIndent(to.text, items[0].start);
  const text = flowText({ item, from }, kind, { to, indent, isWide });
  const gap = isWide ? `\n${indent}` : ' ';
  if (anchor === 'end') {
    const [open, close] = kind === 'map' ? ['{', '}'] : ['[', ']'];
    const inside = isWide ? `\n${indent}${text}\n${lineIndent(to.text, start)}` : ` ${text} `;
    return { start, end: collection.end, text: `${open}${inside}${close}${to.text === '' ? '\n' : ''}` };
  }
  return 'behind' in anchor
    ? { start: anchor.behind.end, end: anchor.behind.end, text: `,${gap}${text}` }
    : { start: anchor.before.start, end: anchor.before.start, text: `${text},${gap}` };
}

function lineIndent(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1))?.[0] ?? '';
}

/** Whole lines with the comments above, moved to the column. */
function blockText({ item, from }: New, kind: Collection['kind'], column: number): string {
  const isBlock = !from.isJson && isBlockItem(item, from);
  const source = isBlock
    ? outdented(item, from)
    : stringify(kind === 'map' ? { [item.id]: item.value.value } : [item.value.value], { lineWidth: 0 });
  const lines = source.replace(/\n$/, '').split('\n');
  return `${lines.map((line) => (line.trim() === '' ? '' : ' '.repeat(column) + line)).join('\n')}\n`;
}

function isBlockItem({ start, head }: Item, { text }: Structure): boolean {
  return start !== head ? true : start === 0 || text.charAt(start - 1) === '\n';
}

function outdented(item: Item, from: Structure): string {
  const { text } = from;
  const column = item.head - item.start;
  if (sharesLine(item, from)) return text.slice(item.head, item.end).replaceAll(new RegExp(`\n {0,${column}}`, 'g'), '\n');
  return text
    .slice(item.lead, item.end)
    .split('\n')
    .map((line) => (line.slice(0, column).trim() === '' ? line.slice(column) : line.trimStart()))
    .join('\n');
}

interface FlowContext {
  readonly to: Structure;
  readonly indent: string;
  readonly isWide: boolean;
}

function flowText({ item }: New, kind: Collection['kind'], { to, indent, isWide }: FlowContext): string {
  const value = flowValue(item.value.value, { to, indent, isWide });
  if (kind === 'list') return value;
  return `${to.isJson ? JSON.stringify(item.id) : stringify(item.id).trimEnd()}: ${value}`;
}

function flowValue(value: unknown, { to, indent, isWide }: FlowContext): string {
  if (to.isJson) return JSON.stringify(value, null, isWide ? to.unit : undefined).replaceAll('\n', `\n${indent}`);
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd();
}

/** Another value in the place of one that is in brackets, or a plain one on one line; else undefined: the whole entry has to be changed. */
export function replacement(to: Structure, old: Place, next: Place): Edit | undefined {
  if (to.isJson || (old.kind !== 'leaf' && old.isFlow)) {
    const text = flowValue(next.value, { to, indent: lineIndent(to.text, old.start), isWide: true });
    return { start: old.start, end: old.end, text };
  }
  if (old.kind !== 'leaf' || old.isBlock || next.kind !== 'leaf' || next.isBlock) return undefined;
  const text = stringify(next.value, { lineWidth: 0 }).trimEnd();
  return { start: old.start, end: old.end, text: to.text.charAt(old.start - 1) === ':' ? ` ${text}` : text };
}

/** An entry of a block in the place of another, whole. */
export function exchange(to: Structure, { kind, column }: Collection, old: Item, added: New): Edit {
  const lines = blockText(added, kind, column);
  const text = old.end === to.text.length && !to.text.endsWith('\n') ? lines.replace(/\n$/, '') : lines;
  return sharesLine(old, to) ? { start: old.head, end: old.end, text: text.trimStart() } : { start: old.start, end: old.end, text };
}

/** Takes entries out, those of a block with the comments that `leadOf` gives to them. */
export function removals(to: Structure, collection: Collection, gone: ReadonlySet<Item>, leadOf: (item: Item) => number): Edit[] {
  const { items } = collection;
  return collection.isFlow
    ? items.flatMap((item, index) => (gone.has(item) ? [flowRemoval(items, index, gone)] : []))
    : items.flatMap((item, index) => (gone.has(item) ? [blockRemoval(to, { item, next: items[index + 1], lead: leadOf(item) })] : []));
}

function flowRemoval(items: readonly Item[], index: number, gone: ReadonlySet<Item>): Edit {
  const [item, previous, next] = [items[index], items[index - 1], items[index + 1]];
  const hasBefore = items.slice(0, index).some((other) => !gone.has(other));
  if (hasBefore && previous !== undefined) return { start: previous.end, end: item?.end ?? 0, text: '' };
  return { start: item?.start ?? 0, end: next?.start ?? item?.end ?? 0, text: '' };
}

function blockRemoval(
  to: Structure,
  { item, next, lead }: { readonly item: Item; readonly next: Item | undefined; readonly lead: number },
): Edit {
  if (sharesLine(item, to) && next !== undefined) return { start: item.head, end: next.head, text: '' };
  const isLast = item.end === to.text.length && !to.text.endsWith('\n');
  return { start: isLast && lead > 0 ? lead - 1 : lead, end: item.end, text: '' };
}

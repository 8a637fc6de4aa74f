import type { Step } from '../plan.js';
import { fillBlocks, readBlocks } from '../render/blocks.js';
import type { FileClass, Rendered } from '../wanted.js';
import { diskText } from './disk-text.js';
import { mergeFile } from './file.js';
import { mergeKind } from './kind.js';
import { hasMarkers } from './text.js';

/** What the template said the last time. */
export interface Earlier {
  readonly class: FileClass;
  /** Undefined: only its hash is known. */
  readonly content: string | Uint8Array | undefined;
  readonly isSame: (bytes: Uint8Array) => boolean;
  /** What was there before msa came. */
  readonly original?: Uint8Array;
}

export interface FileStates {
  readonly path: string;
  readonly old: Earlier | undefined;
  readonly next: Rendered | undefined;
  readonly disk: Uint8Array | undefined;
}

type Outcome = Pick<Step, 'action' | 'adopts' | 'defers'> & Partial<Pick<Step, 'after' | 'note'>>;
type Content = string | Uint8Array;

/** What becomes of one file between two renderings. Pure. */
export function transition({ path, old, next, disk }: FileStates): Step {
  const frame = {
    path,
    class: next?.class ?? old?.class ?? 'managed',
    layer: next?.layer ?? '',
    isExecutable: next?.isExecutable ?? false,
    ...(disk === undefined ? {} : { before: disk }),
  };
  const outcome = outcomeOf({ path, old, next, disk });
  const after = outcome.action === 'skip' || outcome.action === 'identical' ? disk : outcome.after;
  return { ...frame, ...outcome, ...(after === undefined ? {} : { after }) };
}

function outcomeOf({ path, old, next, disk }: FileStates): Outcome {
  if (old?.original !== undefined && disk !== undefined) return adopted({ path, old, original: old.original, next, disk });
  if (next === undefined) return leaving({ path, old, disk });
  if (disk === undefined) return missing(old, next);
  if (isEqual(disk, next.content)) return { action: 'identical' };
  if (next.class === 'seed') return { action: 'skip', ...(old === undefined ? { note: 'it was there before' } : {}) };
  if (old === undefined) return found({ path, next, disk });
  return changing({ path, old: old.content, next: contentFor(old, next), disk, class: next.class });
}

/** A file that the template has and the disk has not. */
function missing(old: Earlier | undefined, next: Rendered): Outcome {
  const after = bytesOf(next.content);
  if (old === undefined) return { action: 'create', after };
  return old.isSame(after) || next.class === 'seed' ? { action: 'skip' } : { action: 'skip', note: 'you have deleted it' };
}

/** A file that was there before msa: what merges by key or line is added to, all else is for you to decide. */
function found({ path, next, disk }: { readonly path: string; readonly next: Rendered; readonly disk: Uint8Array }): Outcome {
  const [mine, theirs] = [diskText(disk), next.content];
  if (mine === undefined || typeof theirs !== 'string')
    return { action: 'conflict', after: disk, note: 'it was there before, and is no text: yours stays' };
  const { text, conflicts, kept } = mergeFile({ path, class: next.class, old: undefined, next: theirs, yours: mine.text });
  const after = Buffer.from(mine.write(text));
  if (conflicts.length > 0) return { action: 'conflict', after, note: `it was there before: ${conflicts.join(', ')}` };
  return {
    ...(isEqual(disk, after) ? { action: 'skip' } : { action: 'merge', after }),
    ...(mergeKind(path) === 'text' ? {} : { adopts: true as const }),
    ...(kept.length === 0 ? {} : { note: `yours stays: ${kept.join(', ')}` }),
  };
}

interface Adopted {
  readonly path: string;
  readonly old: Earlier;
  readonly original: Uint8Array;
  readonly next: Rendered | undefined;
  readonly disk: Uint8Array;
}

/** Both renderings as additions to what was there before, so that taking them all back gives every byte of it. */
function adopted({ path, old, original, next, disk }: Adopted): Outcome {
  const added = (content: Content | undefined): Content => {
    const mine = diskText(original);
    if (mine === undefined || typeof content !== 'string') return original;
    return mergeFile({ path, class: old.class, old: undefined, next: content, yours: mine.text }).text;
  };
  const [before, after] = [added(old.content), next === undefined ? canonical(original) : added(next.content)];
  const outcome = changing({ path, old: textOf(before), next: textOf(after), disk, class: old.class });
  return next === undefined ? outcome : { ...outcome, adopts: true };
}

interface Changing {
  readonly path: string;
  readonly class: FileClass;
  readonly old: Content | undefined;
  readonly next: Content;
  readonly disk: Uint8Array;
}

/** A file that both sides may have changed. */
function changing({ path, old, next, disk, class: kind }: Changing): Outcome {
  if (isEqual(disk, next)) return { action: 'identical' };
  if (isEqual(disk, old)) return { action: 'modify', after: written(disk, next) };
  const mine = diskText(disk);
  if (mine !== undefined && hasMarkers(mine.text)) return { action: 'conflict', after: disk, note: MARKED, defers: true };
  if (old !== undefined && Buffer.from(bytesOf(old)).equals(bytesOf(next))) return { action: 'skip' };
  if (mine === undefined || typeof next !== 'string' || old instanceof Uint8Array) {
    return { action: 'conflict', after: disk, note: 'it is no text, and you have changed it: yours stays' };
  }
  const { text, conflicts } = mergeFile({ path, class: kind, old, next, yours: mine.text });
  const after = Buffer.from(mine.write(text));
  if (conflicts.length > 0) return { action: 'conflict', after, note: conflicts.join(', ') };
  return isEqual(disk, after) ? { action: 'skip' } : { action: 'merge', after };
}

const MARKED = 'it still has conflict markers: resolve them, and run `msa update`';
const STAYS = 'you have changed it: it stays, the template no longer has it';

/** A file that the template no longer has. */
function leaving({ path, old, disk }: Omit<FileStates, 'next'>): Outcome {
  if (disk === undefined || old === undefined) return { action: 'skip' };
  if (old.isSame(canonical(disk))) return { action: 'delete' };
  if (old.class === 'seed' || old.class === 'block') return { action: 'skip', note: 'you have changed it: it is yours now' };
  const mine = diskText(disk);
  if (mine === undefined || typeof old.content !== 'string' || mergeKind(path) === 'text')
    return { action: 'conflict', after: disk, note: STAYS };
  const { text, conflicts } = mergeFile({ path, class: old.class, old: old.content, next: undefined, yours: mine.text });
  if (conflicts.length > 0) return { action: 'conflict', after: disk, note: `${STAYS} (${conflicts.join(', ')})` };
  if (/^\s*(\{\s*\})?\s*$/.test(text)) return { action: 'delete' };
  return { action: 'merge', after: Buffer.from(mine.write(text)), note: 'what you have added stays' };
}

/** Of a file of the user's only the blocks change. */
function contentFor(old: Earlier, next: Rendered): Content {
  if (next.class !== 'block' || typeof old.content !== 'string' || typeof next.content !== 'string') return next.content;
  return fillBlocks(old.content, readBlocks(next.content));
}

function bytesOf(content: Content): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : content;
}

function textOf(content: Content): Content {
  return typeof content === 'string' ? content : (diskText(content)?.text ?? content);
}

/** Line ends and byte order marks are the disk's own affair. */
function canonical(bytes: Uint8Array): Uint8Array {
  const text = diskText(bytes);
  return text === undefined ? bytes : Buffer.from(text.text);
}

function isEqual(disk: Uint8Array, content: Content | undefined): boolean {
  return content !== undefined && Buffer.from(canonical(disk)).equals(canonical(bytesOf(content)));
}

function written(disk: Uint8Array, content: Content): Uint8Array {
  return typeof content === 'string' ? Buffer.from(diskText(disk)?.write(content) ?? content) : content;
}

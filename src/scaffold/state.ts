import { createHash } from 'node:crypto';

import { type Lock, type LockedFile, LOCK, parseLock, printLock } from './lock.js';
import type { Earlier, FileStates } from './merge/transition.js';
import { transition } from './merge/transition.js';
import { isWriting, type Plan, type Step } from './plan.js';
import type { Tree } from './wanted.js';

/** Where pristine copies lie, by hash. */
export const PRISTINE = '.msa/pristine';

/** Reads a file by its path from the root; undefined: it is not there. */
export type Read = (path: string) => Uint8Array | undefined;

export function lockAt(read: Read): Lock | undefined {
  const bytes = read(LOCK);
  return bytes === undefined ? undefined : parseLock(Buffer.from(bytes).toString('utf8'));
}

export function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 40);
}

export interface Change {
  readonly before: Lock | undefined;
  /** What the lock shall say, without the files. Undefined: no service is left, and msa goes. */
  readonly after: Omit<Lock, 'files'> | undefined;
  readonly tree: Tree;
  readonly read: Read;
  /** Only these files; the others stay as the last command left them. */
  readonly only?: (path: string) => boolean;
}

/** Everything that one command does to the disk, the lock and the pristine copies included. Reads, writes nothing. */
export function planOf(change: Change): Plan {
  const { before, tree, read, only = () => true } = change;
  const files = before?.files ?? {};
  const paths = [...new Set([...Object.keys(files), ...tree.keys()])].filter(only).sort();
  const steps = paths.map((path) => {
    const states: FileStates = { path, old: earlier(files[path], read), next: tree.get(path), disk: read(path) };
    return transition(states);
  });
  return { steps, bookkeeping: bookkeeping(change, steps) };
}

function earlier(file: LockedFile | undefined, read: Read): Earlier | undefined {
  if (file === undefined) return undefined;
  const [bytes, original] = [
    read(`${PRISTINE}/${file.hash}`),
    file.original === undefined ? undefined : read(`${PRISTINE}/${file.original}`),
  ];
  const intact = bytes !== undefined && hashOf(bytes) === file.hash ? bytes : undefined;
  return {
    class: file.class,
    content: intact === undefined ? undefined : contentOf(intact),
    isSame: (other) => hashOf(other) === file.hash,
    ...(original === undefined ? {} : { original }),
  };
}

function contentOf(bytes: Uint8Array): string | Uint8Array {
  const text = Buffer.from(bytes).toString('utf8');
  return Buffer.from(text).equals(bytes) && !text.includes('\0') ? text : bytes;
}

/** New lock, new pristine copies; those that nobody needs any more go. */
function bookkeeping(change: Change, steps: readonly Step[]): Step[] {
  const { before, after, read } = change;
  const files = lockedFiles(change, steps);
  const needed = copies(change, steps, files);
  const written = [...needed].map(([hash, bytes]) => book(`${PRISTINE}/${hash}`, read(`${PRISTINE}/${hash}`), bytes));
  const earlierHashes = new Set(Object.values(before?.files ?? {}).flatMap(hashesOf));
  const kept = new Set(Object.values(files).flatMap(hashesOf));
  const unused = [...earlierHashes].filter((hash) => !kept.has(hash));
  const dropped = unused.map((hash) => book(`${PRISTINE}/${hash}`, read(`${PRISTINE}/${hash}`), undefined));
  const own = Object.entries(OWN).map(([path, text]) => book(path, read(path), after === undefined ? undefined : Buffer.from(text)));
  const lock = book(LOCK, read(LOCK), after === undefined ? undefined : Buffer.from(printLock({ ...after, files })));
  return [...written, ...dropped, ...own, lock].filter(isWriting);
}

function lockedFiles({ before, tree, only = () => true }: Change, steps: readonly Step[]): Record<string, LockedFile> {
  const others = Object.entries(before?.files ?? {}).filter(([path]) => !only(path));
  const rendered = steps.flatMap((step): (readonly [string, LockedFile])[] => {
    const next = tree.get(step.path);
    const last = before?.files[step.path];
    if (step.defers === true && last !== undefined) return [[step.path, last]];
    if (next === undefined) return [];
    const found = step.adopts === true && step.before !== undefined ? hashOf(step.before) : undefined;
    const original = last?.original ?? found;
    return [[step.path, { class: next.class, hash: hashOf(next.content), ...(original === undefined ? {} : { original }) }]];
  });
  return Object.fromEntries([...others, ...rendered]);
}

/** What has to be written into pristine copies, by hash. Those of other files are there already. */
function copies(
  { read, tree }: Change,
  steps: readonly Step[],
  files: Readonly<Record<string, LockedFile>>,
): ReadonlyMap<string, Uint8Array> {
  const needed = new Map<string, Uint8Array>();
  for (const { path, before } of steps) {
    const [file, next] = [files[path], tree.get(path)];
    if (file === undefined || next === undefined || file.hash !== hashOf(next.content)) continue;
    if (next.class !== 'seed') needed.set(file.hash, Buffer.from(next.content));
    const { original } = file;
    if (original !== undefined && before !== undefined && read(`${PRISTINE}/${original}`) === undefined) needed.set(original, before);
  }
  return needed;
}

function hashesOf({ hash, original }: LockedFile): string[] {
  return original === undefined ? [hash] : [hash, original];
}

/** The journal is nobody else's business, and git shall change no line end of a pristine copy. */
const OWN = {
  '.msa/.gitignore': 'journal/\n',
  '.msa/.gitattributes': 'pristine/** -text linguist-generated\n',
};

function book(path: string, before: Uint8Array | undefined, after: Uint8Array | undefined): Step {
  return {
    path,
    action: before === undefined ? 'create' : after === undefined ? 'delete' : 'modify',
    class: 'managed',
    layer: '',
    isExecutable: false,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

import {
  closeSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

import type { Stored } from './pack.js';
import type { CachePlace } from './place.js';

/** Facts of source files by their content; units and whole systems by what was read for them. */
export type PackKind = LayeredKind | `recent-${LayeredKind}`;

/** Of each there are two packs. */
export type LayeredKind = 'facts' | 'units' | 'systems';

/** What is kept, and the identity of the code that made it. */
export interface PackName {
  readonly kind: PackKind;
  readonly tool: string;
}

/** Writes the parts as one file; says why when it cannot. */
export type WritePack = (place: CachePlace, name: PackName, parts: readonly Uint8Array[]) => string | undefined;

const PACK = /^(?:recent-)?(?:facts|units|systems)-([0-9a-f]{12})-[0-9a-f]{12}\.pack$/;
const TEMPORARY = /^(?:recent-)?(?:facts|units|systems)-([0-9a-f]{12})-[0-9a-f]{12}\.pack\.[0-9a-f]+\.tmp$/;
/** A larger one was not written by msa. */
const MAX_BYTES = 400_000_000;
/** Packs of other systems and of other versions of msa that stay, the latest first. */
const OTHERS = { packs: 60, bytes: 500_000_000 } as const;
/** A run that was killed leaves its temporary file; no run takes this long. */
const ABANDONED_MS = 3_600_000;

/** A link or a pipe is nothing of ours: a repository may hold one, and reading it may never end. */
export function readPack(place: CachePlace, wanted: PackName): Stored | undefined {
  const file = path.join(place.folder, packName(place, wanted));
  try {
    const found = lstatSync(file);
    return found.isFile() && found.size <= MAX_BYTES ? storedIn(file, found) : undefined;
  } catch {
    return undefined;
  }
}

/** What is kept of files that lie beside each other lies beside each other too. */
const WINDOW = 1 << 18;

/** The file is open only while it is read, so that another run may put its own in this place: then what is read is zeros, which nobody believes. */
function storedIn(file: string, found: Stats): Stored {
  const windows = new Map<number, Uint8Array>();
  const windowAt = (index: number): Uint8Array => {
    const known = windows.get(index) ?? bytesAt(file, found, [index * WINDOW, WINDOW]);
    windows.set(index, known);
    return known;
  };
  return {
    size: found.size,
    read: (from, size) => {
      const index = Math.floor(from / WINDOW);
      const inside = from - index * WINDOW;
      return inside + size <= WINDOW ? windowAt(index).subarray(inside, inside + size) : bytesAt(file, found, [from, size]);
    },
  };
}

function bytesAt(file: string, { ino, size: whole }: Stats, [from, size]: readonly [from: number, size: number]): Uint8Array {
  const bytes = Buffer.alloc(size);
  let opened: number | undefined;
  try {
    opened = openSync(file, 'r');
    const now = fstatSync(opened);
    for (let at = 0, read = 1; now.ino === ino && now.size === whole && at < size && read > 0; at += read)
      read = readSync(opened, bytes, at, size - at, from + at);
  } catch {
    // what is missing is zeros
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
  return bytes;
}

/** The whole pack or nothing: written beside its place, then renamed. Of two runs the later one stays, and both are right. */
export function writePack(place: CachePlace, made: PackName, parts: readonly Uint8Array[]): string | undefined {
  const name = packName(place, made);
  const file = path.join(place.folder, name);
  const temporary = `${file}.${process.pid.toString(16)}${process.hrtime.bigint().toString(16)}.tmp`;
  try {
    makeFolder(place.folder);
    try {
      writeFileSync(temporary, Buffer.concat(parts), { mode: 0o600, flag: 'wx' });
      // Where nothing is replaced no file system waits for the disk, and what is new may be lost.
      if (made.kind.startsWith('recent-')) rmSync(file, { force: true });
      renameSync(temporary, file);
    } finally {
      rmSync(temporary, { force: true });
    }
    sweep(place.folder, name);
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

export interface Cleared {
  readonly files: number;
  readonly bytes: number;
}

/** Removes what msa wrote for the system, and nothing else; the folder too when nothing else is in it. */
export function clearPacks({ folder, system }: CachePlace): Cleared {
  const found = ours(folder).filter(({ name }) => [PACK, TEMPORARY].some((form) => form.exec(name)?.[1] === system));
  for (const { file } of found) rmSync(file, { force: true });
  try {
    rmdirSync(folder);
  } catch {
    // not there, or something else is in it
  }
  return { files: found.length, bytes: found.reduce((sum, { size }) => sum + size, 0) };
}

function packName({ system }: CachePlace, { kind, tool }: PackName): string {
  return `${kind}-${system}-${tool.slice(0, 12)}.pack`;
}

function sweep(folder: string, current: string): void {
  const found = ours(folder);
  let [packs, bytes] = [0, 0];
  for (const { name, file, size } of found.filter((one) => PACK.test(one.name)).sort((a, b) => b.mtimeMs - a.mtimeMs)) {
    if (name === current) continue;
    packs++;
    bytes += size;
    if (packs > OTHERS.packs || bytes > OTHERS.bytes) rmSync(file, { force: true });
  }
  const abandoned = Date.now() - ABANDONED_MS;
  for (const { name, file, mtimeMs } of found) if (TEMPORARY.test(name) && mtimeMs < abandoned) rmSync(file, { force: true });
}

interface Ours {
  readonly name: string;
  readonly file: string;
  readonly size: number;
  readonly mtimeMs: number;
}

function ours(folder: string): Ours[] {
  return namesIn(folder)
    .filter((name) => PACK.test(name) || TEMPORARY.test(name))
    .flatMap((name) => {
      const file = path.join(folder, name);
      const found = lstatSync(file, { throwIfNoEntry: false });
      return found ? [{ name, file, size: found.size, mtimeMs: found.mtimeMs }] : [];
    });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Not `mkdir` with `recursive`: where a parent cannot have folders (/proc), that never ends. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || path.dirname(folder) === folder) throw error;
    makeFolder(path.dirname(folder));
    mkdirSync(folder, { mode: 0o700 });
  }
}

import path from 'node:path';

import { blobName } from '../shared/blob-name.js';
import { bytesOf, type Disk, type DiskEntry, realDisk } from '../shared/disk.js';
import { blobReader } from './blobs.js';
import type { Git } from './git.js';
import { insideOf } from './inside.js';
import type { Tracked } from './listing.js';

/** Env files are read although git is told to leave them out: they are how the system runs here, whatever is committed. */
const KEPT = /^\.env(\.|$)/;

/**
 * The folder as git knows it in another state. What git does not know at all, because it is ignored or another repository,
 * is there as it lies on the disk: it is the same in all states. Outside the folder is the disk.
 */
export function stateDisk(git: Git, tracked: readonly Tracked[], disk: Disk = realDisk): Disk {
  const { folder: root } = git;
  const folders = foldersOf(tracked);
  const files = new Map(tracked.map((one) => [one.path, one]));
  const stored = blobReader(git, tracked);
  const contentOf = (inside: string): Uint8Array | undefined =>
    lyingThere(disk, path.join(root, inside), files.get(inside)) ?? stored(inside);
  const kept = keptFiles(git, folders, files, disk);
  for (const file of kept) folders.get(parentOf(file))?.set(nameOf(file), 'file');

  const inRoot = insideOf(root);
  const submodules = tracked.filter(({ kind }) => kind === 'submodule').map(({ path: place }) => place);
  const ofState = (place: string): string | undefined => {
    const inside = inRoot(place);
    const isOfDisk = inside === undefined || kept.has(inside) || submodules.some((one) => inside === one || inside.startsWith(`${one}/`));
    return isOfDisk ? undefined : inside;
  };
  return {
    entries: (folder) => {
      const inside = ofState(folder);
      if (inside === undefined) return disk.entries(folder);
      return [...(folders.get(inside) ?? thrown('ENOENT', folder))].map(([name, kind]) => ({ name, kind }));
    },
    look: (place) => {
      const inside = ofState(place);
      if (inside === undefined) return disk.look(place);
      if (folders.has(inside)) return { kind: 'folder', size: 0 };
      const size = files.get(inside)?.kind === 'file' ? contentOf(inside)?.byteLength : undefined;
      return size === undefined ? undefined : { kind: 'file', size };
    },
    read: (file) => {
      const inside = ofState(file);
      return inside === undefined ? disk.read(file) : (contentOf(inside) ?? thrown('ENOENT', file));
    },
    blob: (file) => {
      const inside = ofState(file);
      if (inside === undefined) return disk.blob?.(file);
      const blob = files.get(inside)?.blob;
      return blob?.length === SHA1 ? blob : undefined;
    },
    working: disk,
  };
}

/** Most files lie on the disk as they are in the state: those need not be asked of git, which costs a process. */
function lyingThere(disk: Disk, place: string, tracked: Tracked | undefined): Uint8Array | undefined {
  if (tracked?.kind !== 'file' || tracked.blob.length !== SHA1) return undefined;
  const bytes = bytesOf(disk, place);
  return bytes !== undefined && blobName(bytes) === tracked.blob ? bytes : undefined;
}

/** Repositories of SHA-256 name their blobs in another way. */
const SHA1 = 40;

type Folders = Map<string, Map<string, DiskEntry['kind']>>;

function foldersOf(tracked: readonly Tracked[]): Folders {
  const folders: Folders = new Map([['', new Map<string, DiskEntry['kind']>()]]);
  const add = (place: string, kind: DiskEntry['kind']): void => {
    const parent = parentOf(place);
    if (parent !== '' && !folders.has(parent)) {
      folders.set(parent, new Map());
      add(parent, 'folder');
    }
    folders.get(parent)?.set(nameOf(place), kind);
  };
  for (const { path: place, kind } of tracked) add(place, kind === 'submodule' ? 'folder' : kind);
  return folders;
}

/** Env files that are ignored, in folders that git knows. */
function keptFiles(git: Git, folders: Folders, files: ReadonlyMap<string, Tracked>, disk: Disk): ReadonlySet<string> {
  const found = [...folders.keys()].flatMap((folder) =>
    entriesOf(disk, path.join(git.folder, folder)).map((name) => (folder === '' ? name : `${folder}/${name}`)),
  );
  const unknown = found.filter((file) => !files.has(file));
  if (unknown.length === 0) return new Set();
  const answer = git.ask(['check-ignore', '-z', '--stdin'], unknown.map((file) => `${file}\0`).join(''));
  return new Set((answer?.toString('utf8') ?? '').split('\0').filter((file) => file !== ''));
}

function entriesOf(disk: Disk, folder: string): string[] {
  try {
    return disk.entries(folder).flatMap(({ name, kind }) => (kind === 'file' && KEPT.test(name) ? [name] : []));
  } catch {
    return [];
  }
}

function parentOf(place: string): string {
  return place.slice(0, Math.max(0, place.lastIndexOf('/')));
}

function nameOf(place: string): string {
  return place.slice(place.lastIndexOf('/') + 1);
}

function thrown(code: string, place: string): never {
  throw Object.assign(new Error(`${code}: no such file or directory, '${place}'`), { code });
}

import path from 'node:path';

import type { SourceReader } from '../../model/source.js';
import { type Disk, realDisk } from '../../shared/disk.js';
import { heldDisk } from '../../shared/memory-disk.js';
import type { FactsFile, FactsOfFile } from './format.js';

/** Repositories of which only facts are here, as folders beside each other. */
export interface Mounted {
  /** Below the root nothing but them is listed; files that are named, such as msa.yaml, are those of the disk. */
  readonly disk: Disk;
  /** Source files as facts. */
  readonly reader: SourceReader;
  /** The same, but for source, of which there are no lines to show. */
  readonly shown: Disk;
  /** Paths of all files, relative to the root. */
  readonly files: readonly string[];
}

/** The names of the repositories are folders below the root. */
export function mount(root: string, repositories: readonly FactsFile[], disk: Disk = realDisk): Mounted {
  const files = new Map<string, FactsOfFile>(
    repositories.flatMap(({ name, files: own }) => own.map((file) => [`${name}/${file.path}`, file] as const)),
  );
  const inside = heldDisk(
    root,
    [...files].map(([file, { text, link }]) => [file, { kind: link === true ? 'link' : 'file', text }]),
  );
  const tops = new Set(repositories.map(({ name }) => path.join(root, name)));
  const isInside = (place: string): boolean => {
    for (let at = place; at.length > root.length; at = path.dirname(at)) if (tops.has(at)) return true;
    return false;
  };
  const mounted: Disk = {
    entries: inside.entries,
    look: (place) => (place === root || isInside(place) ? inside.look(place) : disk.look(place)),
    read: (file) => (isInside(file) ? inside.read(file) : disk.read(file)),
    working: disk,
  };
  const source = new Set([...files].flatMap(([file, { facts }]) => (facts === undefined ? [] : [path.join(root, file)])));
  return {
    files: [...files.keys()],
    disk: mounted,
    shown: {
      ...mounted,
      look: (place) => (source.has(place) ? undefined : mounted.look(place)),
      read: (file) => mounted.read(source.has(file) ? root : file),
    },
    reader: (file) => opened(files.get(file)),
  };
}

function opened(file: FactsOfFile | undefined): ReturnType<SourceReader> {
  if (file?.facts !== undefined) return { facts: { ...file.facts, file: file.path } };
  if (file?.skip !== undefined) return { lowered: { skip: file.skip } };
  return file?.text === undefined ? undefined : { bytes: Buffer.from(file.text) };
}

import path from 'node:path';

import { type Disk, type DiskEntry, realDisk, decoded } from '../../src/shared/disk.js';

/** Path below the root → its new text, or what becomes of the text that is there. */
export type Edits = Readonly<Record<string, string | ((before: string) => string)>>;

/** The folder as it would be with these files written; nothing is. */
export function overlay(root: string, edits: Edits): Disk {
  const texts = new Map(
    Object.entries(edits).map(([file, edit]) => [path.join(root, file), Buffer.from(edited(path.join(root, file), edit))]),
  );
  const isFolder = (place: string): boolean => [...texts.keys()].some((file) => file.startsWith(place + path.sep));
  return {
    entries: (folder) => unique([...(realDisk.look(folder) ? realDisk.entries(folder) : []), ...added(folder, [...texts.keys()])]),
    look: (place) => {
      const text = texts.get(place);
      if (text) return { kind: 'file', size: text.length };
      return realDisk.look(place) ?? (isFolder(place) ? { kind: 'folder', size: 0 } : undefined);
    },
    read: (file) => texts.get(file) ?? realDisk.read(file),
    working: realDisk,
  };
}

function edited(file: string, edit: Edits[string]): string {
  return typeof edit === 'string' ? edit : edit(decoded(realDisk.read(file)));
}

function added(folder: string, files: readonly string[]): DiskEntry[] {
  return files
    .filter((file) => file.startsWith(folder + path.sep))
    .map((file) => path.relative(folder, file).split(path.sep))
    .map(([name = '', ...below]) => ({ name, kind: below.length === 0 ? 'file' : 'folder' }));
}

function unique(entries: readonly DiskEntry[]): DiskEntry[] {
  return [...new Map(entries.map((entry) => [entry.name, entry])).values()];
}

/** An edit that must hit: a text that is not there would leave the system as it was. */
export function replace(old: string, text: string): (before: string) => string {
  return (before) => {
    if (!before.includes(old)) throw new Error(`"${old}" is not there`);
    return before.replace(old, () => text);
  };
}

/** Adds lines behind the text. */
export function append(text: string): (before: string) => string {
  return (before) => `${before}\n${text}\n`;
}

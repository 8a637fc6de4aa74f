import path from 'node:path';

import type { Disk, DiskEntry } from './disk.js';

/** What is known to lie at a path: a link, or a file, whose text may not be known. */
export interface Held {
  readonly kind: 'file' | 'link';
  readonly text?: string | undefined;
}

/** Files by their paths relative to the root, and nothing else: no disk is read. */
export function memoryDisk(root: string, files: Readonly<Record<string, string>>): Disk {
  return heldDisk(
    root,
    Object.entries(files).map(([file, text]) => [file, { kind: 'file', text }]),
  );
}

/** As memoryDisk; who reads what is not known is told that it may not. */
export function heldDisk(root: string, held: readonly (readonly [path: string, what: Held])[]): Disk {
  const all = new Map(held.map(([file, { kind, text }]) => [path.resolve(root, file), { kind, bytes: bytesOf(text) }]));
  const folders = new Map<string, Map<string, DiskEntry['kind']>>([[path.resolve(root), new Map()]]);
  for (const [file, { kind }] of all) addTo(folders, file, kind);
  return {
    entries: (folder) => [...(folders.get(folder) ?? refused('ENOENT', folder))].map(([name, kind]) => ({ name, kind })),
    look: (place) => {
      if (folders.has(place)) return { kind: 'folder', size: 0 };
      const found = all.get(place);
      return found?.kind === 'file' ? { kind: 'file', size: found.bytes?.length ?? 0 } : undefined;
    },
    read: (file) => {
      const found = all.get(file) ?? refused('ENOENT', file);
      return found.bytes ?? refused('EACCES', file);
    },
  };
}

function bytesOf(text: string | undefined): Uint8Array | undefined {
  return text === undefined ? undefined : Buffer.from(text);
}

function addTo(folders: Map<string, Map<string, DiskEntry['kind']>>, place: string, kind: DiskEntry['kind']): void {
  const parent = path.dirname(place);
  const known = folders.get(parent);
  if (known !== undefined) {
    known.set(path.basename(place), kind);
    return;
  }
  folders.set(parent, new Map([[path.basename(place), kind]]));
  if (parent !== path.dirname(parent)) addTo(folders, parent, 'folder');
}

function refused(code: 'ENOENT' | 'EACCES', place: string): never {
  throw Object.assign(new Error(`${code}: ${code === 'ENOENT' ? 'no such file or directory' : 'permission denied'}, '${place}'`), { code });
}

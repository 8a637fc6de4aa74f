import path from 'node:path';

import type { Disk, DiskEntry } from '../shared/disk.js';

/** Files by their paths relative to the root, and nothing else: no disk is read. */
export function memoryDisk(root: string, files: Readonly<Record<string, string>>): Disk {
  const bytes = new Map(Object.entries(files).map(([file, text]) => [path.resolve(root, file), Buffer.from(text)]));
  const folders = new Map<string, Map<string, DiskEntry['kind']>>([[path.resolve(root), new Map()]]);
  for (const file of bytes.keys()) addTo(folders, file, 'file');
  return {
    entries: (folder) => [...(folders.get(folder) ?? missing(folder))].map(([name, kind]) => ({ name, kind })),
    look: (place) => {
      if (folders.has(place)) return { kind: 'folder', size: 0 };
      const found = bytes.get(place);
      return found && { kind: 'file', size: found.length };
    },
    read: (file) => bytes.get(file) ?? missing(file),
  };
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

function missing(place: string): never {
  throw Object.assign(new Error(`ENOENT: no such file or directory, '${place}'`), { code: 'ENOENT' });
}

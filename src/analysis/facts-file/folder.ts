import path from 'node:path';

import { bytesOf, decoded, type Disk } from '../../shared/disk.js';

/** A folder under another name, in a root where nothing else is, and what was read of it. */
export interface WatchedFolder {
  readonly root: string;
  readonly disk: Disk;
  /** Texts of the files that were read, by their paths in the folder. */
  readonly texts: ReadonlyMap<string, string>;
  readonly textOf: (file: string) => string | undefined;
}

/** Nothing is there. */
const NOWHERE = path.resolve('/msa-facts');

export function watchedFolder(folder: string, name: string, disk: Disk): WatchedFolder {
  const top = path.join(NOWHERE, name);
  const texts = new Map<string, string>();
  const placeOf = (shown: string): string | undefined => {
    const inside = path.relative(top, shown);
    return inside === '..' || inside.startsWith(`..${path.sep}`) || path.isAbsolute(inside) ? undefined : path.join(folder, inside);
  };
  return {
    root: NOWHERE,
    texts,
    textOf: (file) => {
      const bytes = bytesOf(disk, path.join(folder, file));
      return bytes && decoded(bytes);
    },
    disk: {
      entries: (shown) => (shown === NOWHERE ? [{ name, kind: 'folder' }] : disk.entries(placeOf(shown) ?? shown)),
      look: (shown) => (shown === NOWHERE ? { kind: 'folder', size: 0 } : lookAt(disk, placeOf(shown))),
      read: (shown) => {
        const place = placeOf(shown);
        if (place === undefined) throw Object.assign(new Error(`ENOENT: no such file or directory, '${shown}'`), { code: 'ENOENT' });
        const bytes = disk.read(place);
        texts.set(path.relative(top, shown).split(path.sep).join('/'), decoded(bytes));
        return bytes;
      },
    },
  };
}

function lookAt(disk: Disk, place: string | undefined): ReturnType<Disk['look']> {
  return place === undefined ? undefined : disk.look(place);
}

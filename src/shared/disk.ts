import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';

export interface DiskEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/**
 * What lies at absolute paths: on the disk, or as another state of a repository has it. Nothing else could run meanwhile,
 * and a file read at once costs a tenth of one that is waited for.
 */
export interface Disk {
  /** What is in a folder; throws as Node does. */
  readonly entries: (folder: string) => readonly DiskEntry[];
  /** What is there, links followed; undefined: nothing. */
  readonly look: (place: string) => { readonly kind: 'file' | 'folder' | 'other'; readonly size: number } | undefined;
  /** The bytes of a file; throws as Node does. */
  readonly read: (file: string) => Uint8Array;
  /** Name of a file's content as git gives it, where that is known without reading it: it is the name of what was read last. */
  readonly blob?: (file: string) => string | undefined;
  /** What lies there now, where this is another state of it: installed packages, and what other programs will see. */
  readonly working?: Disk;
}

export const realDisk: Disk = {
  entries: (folder) => readdirSync(folder, { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kindOf(entry) })),
  look: (place) => {
    const found = statSync(place, { throwIfNoEntry: false });
    return found && { kind: found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other', size: found.size };
  },
  read: (file) => readFileSync(file),
};

function kindOf(entry: Dirent): DiskEntry['kind'] {
  if (entry.isSymbolicLink()) return 'link';
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'other';
}

/** Bytes of UTF-8 as text. */
export function decoded({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
}

/** undefined: it cannot be read. */
export function bytesOf(disk: Disk, file: string): Uint8Array | undefined {
  try {
    return disk.read(file);
  } catch {
    return undefined;
  }
}

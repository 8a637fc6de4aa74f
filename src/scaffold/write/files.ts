import { chmod, lstat, mkdir, open, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';

/** The disk below a root, paths relative to it with `/`. Tests put one that fails in its place. */
export interface Files {
  /** Undefined: it is not there. */
  readonly read: (file: string) => Promise<Uint8Array | undefined>;
  readonly kind: (place: string) => Promise<'file' | 'folder' | 'other' | undefined>;
  readonly list: (folder: string) => Promise<readonly string[]>;
  /** On the disk when it returns. `mode`: permissions. */
  readonly write: (file: string, content: Uint8Array | string, mode?: number) => Promise<void>;
  /** Fails where the file is there. */
  readonly create: (file: string, content: string) => Promise<void>;
  readonly mode: (file: string) => Promise<number | undefined>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly remove: (file: string) => Promise<void>;
  readonly makeFolder: (folder: string) => Promise<void>;
  /** Fails where it is not empty. */
  readonly removeFolder: (folder: string) => Promise<void>;
}

export function filesAt(root: string): Files {
  const at = (place: string): string => path.join(root, ...place.split('/'));
  return {
    read: (file) => readFile(at(file)).catch(absent),
    kind: async (place) => {
      const found = await lstat(at(place)).catch(absent);
      if (found === undefined) return undefined;
      if (found.isFile()) return 'file';
      return found.isDirectory() ? 'folder' : 'other';
    },
    list: async (folder) => (await readdir(at(folder)).catch(absent)) ?? [],
    write: async (file, content, mode) => {
      const handle = await open(at(file), 'w', mode);
      try {
        await handle.writeFile(content);
        await handle.sync();
      } finally {
        await handle.close();
      }
      if (mode !== undefined) await chmod(at(file), mode);
    },
    create: async (file, content) => {
      const handle = await open(at(file), 'wx');
      try {
        await handle.writeFile(content);
      } finally {
        await handle.close();
      }
    },
    mode: async (file) => {
      const found = await lstat(at(file)).catch(absent);
      return found === undefined ? undefined : found.mode & 0o777;
    },
    rename: (from, to) => rename(at(from), at(to)),
    remove: (file) => rm(at(file), { force: true }),
    makeFolder: async (folder) => {
      await mkdir(at(folder));
    },
    removeFolder: (folder) => rmdir(at(folder)),
  };
}

function absent(error: unknown): undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  throw error;
}

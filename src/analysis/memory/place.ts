import { createHash } from 'node:crypto';
import { lstatSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

export interface CachePlace {
  /** Absolute. Other systems may have theirs in it too. */
  readonly folder: string;
  /** Name of the system in it: twelve hex digits of its root. */
  readonly system: string;
}

/**
 * Where the facts of a system are kept: in the folder that is given, else below its node_modules, else in the user's cache folder.
 * A tree without node_modules is left as it is, and so is what a link leads to: a repository must not choose where msa writes.
 */
export function cachePlace(root: string, given?: string, env: Environment = process.env): CachePlace {
  const system = createHash('sha1').update(realpathSync(root)).digest('hex').slice(0, 12);
  if (given !== undefined) return { folder: path.resolve(given), system };
  const own = ['node_modules', 'node_modules/.cache', 'node_modules/.cache/msa'].map((folder) => path.join(root, folder));
  const [modules, ...below] = own.map(kindOf);
  const isOurs = modules === 'folder' && below.every((kind) => kind !== 'other');
  return { folder: isOurs ? path.join(root, 'node_modules/.cache/msa') : path.join(userCaches(env), 'msa'), system };
}

function kindOf(place: string): 'folder' | 'other' | undefined {
  const found = lstatSync(place, { throwIfNoEntry: false });
  return found && (found.isDirectory() ? 'folder' : 'other');
}

/** Absolute. */
export function userCaches({ XDG_CACHE_HOME: xdg, LOCALAPPDATA: local }: Environment): string {
  if (xdg !== undefined && path.isAbsolute(xdg)) return xdg;
  if (process.platform === 'win32' && local !== undefined && local !== '') return local;
  return path.join(os.homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
}

import path from 'node:path';

import type { Memory } from '../analysis/memory/memory.js';
import type { CachePlace } from '../analysis/memory/place.js';
import { plural } from '../shared/text.js';
import { UserError } from '../shared/errors.js';
import { writeError } from './output.js';
import { rootFolder } from './paths.js';

export interface CacheOptions {
  readonly use: boolean;
  /** Folder; default: below the root's node_modules, else the user's cache folder. */
  readonly location?: string;
}

/** What earlier runs kept; with --no-cache nothing, or, where two states are compared, what the run itself has read. */
export async function openCache(root: string, { use, location }: CacheOptions, states = 1): Promise<Memory | undefined> {
  if (!use && states === 1) return undefined;
  const { openMemory } = await import('../analysis/memory/memory.js');
  return openMemory({ place: use ? await place(root, location) : undefined });
}

/** Removes what is kept of the system at the root. */
export async function clearCache(given: string, location: string | undefined): Promise<void> {
  const found = await place(await rootFolder(given), location);
  const { clearPacks } = await import('../analysis/memory/store.js');
  const { files, bytes } = clearPacks(found);
  const folder = shown(found.folder);
  writeError(files === 0 ? `nothing is cached in ${folder}` : `removed ${plural(files, 'file')}, ${megabytes(bytes)} MB, from ${folder}`);
}

async function place(root: string, location: string | undefined): Promise<CachePlace> {
  if (location === '') throw new UserError('E_USAGE', '--cache-location names no folder', { hint: 'Write --cache-location DIR.' });
  return (await import('../analysis/memory/place.js')).cachePlace(root, location);
}

/** Below the working folder as people write it. */
function shown(folder: string): string {
  const relative = path.relative('.', folder);
  return relative.startsWith('..') || path.isAbsolute(relative) ? folder : relative;
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}

import path from 'node:path';

import type { FactsMemory } from '../analysis/source/memory.js';
import type { CachePlace } from '../analysis/source/place.js';
import { plural } from '../shared/text.js';
import { UserError } from '../shared/errors.js';
import { writeError } from './output.js';
import { rootFolder } from './paths.js';

export interface CacheOptions {
  readonly use: boolean;
  /** Folder; default: below the root's node_modules, else the user's cache folder. */
  readonly location?: string;
}

/** Facts of earlier runs, or nothing with --no-cache. Loaded on demand: `--no-cache` shall not depend on any of it. */
export async function openCache(root: string, { use, location }: CacheOptions): Promise<FactsMemory | undefined> {
  if (!use) return undefined;
  const [{ openMemory }, found] = await Promise.all([import('../analysis/source/memory.js'), place(root, location)]);
  return openMemory({ place: found });
}

/** Removes the facts that are kept for the system at the root. */
export async function clearCache(given: string, location: string | undefined): Promise<void> {
  const found = await place(await rootFolder(given), location);
  const { clearPacks } = await import('../analysis/source/store.js');
  const { files, bytes } = clearPacks(found);
  const folder = shown(found.folder);
  writeError(files === 0 ? `nothing is cached in ${folder}` : `removed ${plural(files, 'file')}, ${megabytes(bytes)} MB, from ${folder}`);
}

async function place(root: string, location: string | undefined): Promise<CachePlace> {
  if (location === '') throw new UserError('E_USAGE', '--cache-location names no folder', { hint: 'Write --cache-location DIR.' });
  return (await import('../analysis/source/place.js')).cachePlace(root, location);
}

/** Below the working folder as people write it. */
function shown(folder: string): string {
  const relative = path.relative('.', folder);
  return relative.startsWith('..') || path.isAbsolute(relative) ? folder : relative;
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}

import type { Unit } from '../../model/deployment.js';

/** POSIX paths relative to the root; '.' holds everything. */
export function isInside(file: string, folder: string): boolean {
  return folder === '.' || folder === '' || file === folder || file.startsWith(`${folder}/`);
}

/** The file is the unit's own source. */
export function isOwn(file: string, { sources, excludes }: Pick<Unit, 'sources' | 'excludes'>): boolean {
  return sources.some((folder) => isInside(file, folder)) && !excludes.some((folder) => isInside(file, folder));
}

import type { Unit } from '../../model/deployment.js';
import { isInside } from '../../shared/paths.js';

/** The file is the unit's own source. */
export function isOwn(file: string, { sources, excludes }: Pick<Unit, 'sources' | 'excludes'>): boolean {
  return sources.some((folder) => isInside(file, folder)) && !excludes.some((folder) => isInside(file, folder));
}

import { compareLocations, type Location } from '../../../model/location.js';
import type { ExternalCall } from '../../../model/program.js';

/** Is a place behind one of the looks into a cache of its function: what it asks for is asked for once, not in every round that leads there? */
export function behindCache(looks: readonly ExternalCall[]): (at: Location) => boolean {
  return (at) => looks.some((look) => look.at.file === at.file && compareLocations(look.at, at) < 0);
}

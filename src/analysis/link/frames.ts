import type { Program } from '../../model/program.js';

/** Ways that lead to more frames than this are not followed any further. */
const MAX_FRAMES = 5_000;

/** All frames that these lead to, and themselves; the nearest first. */
export function framesFrom({ frames }: Program, from: Iterable<number>, most = MAX_FRAMES): ReadonlySet<number> {
  const seen = new Set(from);
  // A set is walked on to what is added meanwhile.
  for (const frame of seen) {
    if (seen.size > most) break;
    for (const to of frames[frame]?.callsTo ?? []) seen.add(to.frame);
  }
  return seen;
}

import { compareLocations, type Location } from '../../model/location.js';
import type { Program } from '../../model/program.js';
import type { LinkedUnit } from './input.js';
import type { Caller } from './meeting.js';
import { isOwn } from './paths.js';

/** More places than this are a list that nobody reads. */
const MAX_PLACES = 20;

/**
 * Where a unit's own code asks for what shared code does: there a reader looks for it, and there it is mended. The call itself where
 * it is the unit's own, else the nearest steps towards it that are.
 */
export function stepsInto({ program, unit }: LinkedUnit): (call: Caller) => readonly Location[] {
  let callers: ReadonlyMap<number, readonly Step[]> | undefined;
  const known = new Map<number, readonly Location[]>();
  return ({ at, frame }) => {
    if (isOwn(at.file, unit)) return [at];
    const found = known.get(frame) ?? nearest(frame, (callers ??= callersOf(program)), (file) => isOwn(file, unit));
    known.set(frame, found);
    return found.length > 0 ? found : [at];
  };
}

interface Step {
  readonly frame: number;
  readonly at: Location;
}

function callersOf({ frames }: Program): ReadonlyMap<number, readonly Step[]> {
  const callers = new Map<number, Step[]>();
  for (const { id, callsTo } of frames) {
    for (const { frame, at } of callsTo) {
      const known = callers.get(frame);
      if (known) known.push({ frame: id, at });
      else callers.set(frame, [{ frame: id, at }]);
    }
  }
  return callers;
}

/** Breadth first, up from a frame; what lies behind a step of the unit's own is its own affair. */
function nearest(frame: number, callers: ReadonlyMap<number, readonly Step[]>, isOwnFile: (file: string) => boolean): Location[] {
  const found = new Map<string, Location>();
  const seen = new Set([frame]);
  for (const at of seen) {
    for (const caller of callers.get(at) ?? []) {
      if (isOwnFile(caller.at.file)) found.set(`${caller.at.file}:${caller.at.line}:${caller.at.column}`, caller.at);
      else seen.add(caller.frame);
    }
    if (found.size >= MAX_PLACES) break;
  }
  return [...found.values()].sort(compareLocations);
}

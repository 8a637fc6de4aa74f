import { compareLocations, type Location } from '../../model/location.js';
import type { ExternalCall, Program } from '../../model/program.js';
import type { LinkedUnit } from './input.js';
import { isOwn } from './paths.js';

/** Where a unit's own code asks for what shared code does: there a reader looks for it, and there it is mended. */
export type Askers = (unit: string, call: ExternalCall | undefined) => readonly Location[];

/** More places than this are a list that nobody reads. */
const MAX_PLACES = 20;

export function askersOf(linked: readonly LinkedUnit[]): Askers {
  const byUnit = new Map(linked.map((one) => [one.unit.name, stepsInto(one)]));
  return (unit, call) => (call === undefined ? [] : (byUnit.get(unit)?.(call) ?? []));
}

/** The call itself where it is the unit's own, else the nearest steps towards it that are. */
function stepsInto({ program, unit }: LinkedUnit): (call: ExternalCall) => readonly Location[] {
  let callers: ReadonlyMap<number, readonly Caller[]> | undefined;
  const known = new Map<number, readonly Location[]>();
  return ({ at, frame }) => {
    if (isOwn(at.file, unit)) return [at];
    const found = known.get(frame) ?? nearest(frame, (callers ??= callersOf(program)), (file) => isOwn(file, unit));
    known.set(frame, found);
    return found.length > 0 ? found : [at];
  };
}

interface Caller {
  readonly frame: number;
  readonly at: Location;
}

function callersOf({ frames }: Program): ReadonlyMap<number, readonly Caller[]> {
  const callers = new Map<number, Caller[]>();
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
function nearest(frame: number, callers: ReadonlyMap<number, readonly Caller[]>, isOwnFile: (file: string) => boolean): Location[] {
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

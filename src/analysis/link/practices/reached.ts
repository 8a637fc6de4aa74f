import type { Location } from '../../../model/location.js';
import type { FunctionFact, ModuleFacts } from '../../../model/module-facts.js';
import type { ExternalCall, Program } from '../../../model/program.js';
import { partsOf, type Value } from '../../../model/value.js';
import { framesFrom } from '../frames.js';
import type { LinkInput } from '../input.js';

/** Frames further from a route than this have more to do than to read what it is sent. */
const MAX_FRAMES = 60;

/** A function on the way from a route. */
export interface Reached {
  readonly module: ModuleFacts;
  readonly fact: FunctionFact;
  readonly at: Location;
}

/** Frames that a route runs: what stands before the handler, and the handler. */
export function startsOf({ decorates, callbacks }: ExternalCall): number[] {
  return decorates?.frame === undefined ? callbacks.map(({ frame }) => frame) : [decorates.frame];
}

/** The functions of these frames, and what they call. */
export function functionsFrom(starts: readonly number[], program: Program, modules: LinkInput['modules']): Reached[] {
  return [...framesFrom(program, starts, MAX_FRAMES)].flatMap((id) => {
    const frame = program.frames[id];
    const module = frame && modules.get(frame.at.file);
    const fact = frame && module?.functions[frame.fn];
    return module && fact ? [{ module, fact, at: frame.at }] : [];
  });
}

export function calledName(callee: Value): string {
  if (callee.k === 'prop' || callee.k === 'import' || callee.k === 'global') return callee.name;
  return '';
}

const MAX_DEPTH = 8;

/** Is it, or does any part of it? */
export function contains(value: Value, isWanted: (one: Value) => boolean, depth = MAX_DEPTH): boolean {
  if (depth === 0) return false;
  return isWanted(value) || partsOf(value).some((part) => contains(part, isWanted, depth - 1));
}

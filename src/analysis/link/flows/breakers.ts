import { compareLocations } from '../../../model/location.js';
import type { CallSite } from '../../../model/practice.js';
import type { ExternalCall, Frame } from '../../../model/program.js';
import { framesFrom } from '../frames.js';
import { signalsOf, type LinkedUnit, type LinkInput, type SignalOf } from '../input.js';

export type Protection = Pick<CallSite, 'ends' | 'isUntimed'>;

/** What ends a call of a unit. A breaker whose function is not known may stand around any of them. */
export function protectionOf(item: LinkedUnit, modules: LinkInput['modules']): (call: ExternalCall) => Protection {
  const limits = new Map(signalsOf(item, 'limit').map(({ call, isLimited }) => [call.id, isLimited]));
  const breakers = signalsOf(item, 'breaker');
  const inside = framesInside(item, breakers);
  const timed = framesInside(
    item,
    breakers.filter(({ isUntimed }) => isUntimed !== true),
  );
  const own = ownBreakers(item);
  const ownInside = framesFrom(
    item.program,
    own.map(({ id }) => id),
  );
  const isOwnTimed = own.some(({ at }) => measuresTime(modules.get(at.file)));
  const isOpaque = (breakers.length > 0 && inside.size === 0) || hasOwnBreaker(item);
  return ({ id, frame }) => {
    const isLimited = limits.get(id);
    if (inside.has(frame)) return isLimited === false && !timed.has(frame) ? { ends: 'breaker', isUntimed: true } : { ends: 'breaker' };
    if (ownInside.has(frame)) return isLimited === false && !isOwnTimed ? { ends: 'breaker', isUntimed: true } : { ends: 'breaker' };
    if (isLimited === true) return { ends: 'timeout' };
    return { ends: isLimited === undefined || isOpaque ? 'unknown' : 'never' };
  };
}

/** Frames that breakers run, and all that these lead to. */
function framesInside({ program }: LinkedUnit, breakers: readonly SignalOf<'breaker'>[]): ReadonlySet<number> {
  const { frames } = program;
  const first = breakers.flatMap(({ runs, wraps, call: { frame, at, callbacks } }) => {
    if (wraps?.k === 'fn') return frames.flatMap((one) => (one.fn === wraps.at && one.at.file === wraps.module ? one.id : []));
    if (!runs) return [];
    const called = (frames[frame]?.callsTo ?? []).filter((to) => compareLocations(to.at, at) === 0);
    return [...callbacks, ...called].map((one) => one.frame);
  });
  return framesFrom(program, first);
}

/** Methods of a breaker that is written by hand, where they run what they are given. */
function ownBreakers({ program: { frames } }: LinkedUnit): Frame[] {
  return frames.filter(({ name }) => /(?:^|Circuit)Breaker\.(?:run|execute|exec|call|fire|invoke)$/i.test(name));
}

/** Written by hand: what it stands around is in its own words. */
function hasOwnBreaker({ program: { classes, frames } }: LinkedUnit): boolean {
  const name = /circuit.?breaker|with.?timeout|retry.?policy/i;
  return classes.some((one) => name.test(one.name)) || frames.some((one) => name.test(one.name));
}

/** It sets a clock, or lets something race. */
function measuresTime(module: ReturnType<LinkInput['modules']['get']>): boolean {
  return (module?.calls ?? []).some(({ callee }) => {
    const name = callee.k === 'prop' || callee.k === 'global' || callee.k === 'import' ? callee.name : '';
    return /^(?:setTimeout|race)$|timeout/i.test(name);
  });
}

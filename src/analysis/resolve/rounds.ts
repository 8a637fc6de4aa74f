import { mix } from '../../model/mix.js';
import { isKnown, type ArrayResidual, type Residual } from '../../model/residual.js';
import type { Value } from '../../model/value.js';
import type { Engine, FrameState } from './engine.js';

/** Longer lists are data, not a table of routes; loops in loops multiply. */
const MAX_ROUNDS = 32;

/** A loop over a list that is known item by item: what one round of it sees. */
export interface Round {
  readonly over: Residual;
  readonly item: Residual;
}

/**
 * The frames in which a call is made: one for each round of the known lists that it stands in, else its own.
 * Path and handler of a table of routes so stay together.
 */
export function roundsAround(engine: Engine, frame: FrameState, at: number): readonly FrameState[] {
  let frames: readonly FrameState[] = [frame];
  for (const list of listsAround(frame, at)) {
    const inside = frames.flatMap((outer) => roundsOf(engine, outer, engine.evaluate(list, outer)));
    if (inside.length > MAX_ROUNDS) return frames;
    frames = inside;
  }
  return frames;
}

/** The item of this round, where the list is one that is gone through here. */
export function itemOfRound(frame: FrameState, over: Residual): Residual | undefined {
  for (let at: FrameState | undefined = frame; at; at = at.parent) {
    const round = at.rounds.find((one) => one.over.hash === over.hash);
    if (round) return round.item;
  }
  return undefined;
}

/** What the loops around the call go through, outermost first. */
function listsAround({ module }: FrameState, at: number): Value[] {
  const lists: Value[] = [];
  for (let index = module.calls[at]?.loop; index !== undefined; index = module.loops[index]?.outer) {
    const { kind, over } = module.loops[index] ?? {};
    if (kind === 'for-of' && over) lists.unshift(over);
  }
  return lists;
}

function roundsOf(engine: Engine, outer: FrameState, over: Residual): readonly FrameState[] {
  const isRound = over.k !== 'array' || !isTable(over) || outer.rounds.some((round) => round.over.hash === over.hash);
  return isRound ? [outer] : over.items.map((item) => roundOf(engine, outer, { over, item }));
}

function isTable({ items, open }: ArrayResidual): boolean {
  return !open && items.length > 1 && items.length <= MAX_ROUNDS && items.every(isKnown);
}

/** A frame of the same call, in which the list's element is this one. It is told under the frame that it is a part of. */
function roundOf(engine: Engine, outer: FrameState, round: Round): FrameState {
  const key = mix(round.over.hash, round.item.hash);
  const known = outer.roundByKey?.get(key);
  if (known) return known;
  const frame: FrameState = {
    id: engine.frames.length,
    of: outer.of,
    module: outer.module,
    fn: outer.fn,
    args: outer.args,
    blank: outer.blank,
    self: outer.self,
    parent: outer.parent,
    via: outer,
    rounds: [...outer.rounds, round],
    whole: outer.whole ?? outer,
    roundByKey: undefined,
    defs: undefined,
    made: undefined,
    returned: undefined,
    walked: true,
    calls: undefined,
    callsTo: undefined,
  };
  engine.frames.push(frame);
  (outer.roundByKey ??= new Map()).set(key, frame);
  return frame;
}

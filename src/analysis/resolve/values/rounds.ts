import { mix } from '../../../model/mix.js';
import { isKnown, type ArrayResidual, type Residual } from '../../../model/residual.js';
import type { Value } from '../../../model/value.js';
import type { Engine, FrameState } from '../engine.js';
import { keysOf } from './property.js';

/** Longer lists are data, not a table of routes; loops in loops multiply. */
const MAX_ROUNDS = 32;

/** A loop over a list that is known item by item: what one round of it sees. */
export interface Round {
  readonly over: Residual;
  /** The list as its file has it. */
  readonly written: string;
  readonly item: Residual;
}

/**
 * The frames in which a call is made: one for each round of the known lists that it stands in, else its own.
 * Path and handler of a table of routes so stay together.
 */
export function roundsAround(engine: Engine, frame: FrameState, at: number): readonly FrameState[] {
  let frames: readonly FrameState[] = [frame];
  if (frame.module.calls[at]?.loop === undefined) return frames;
  for (const { kind, over } of loopsAround(frame, at)) {
    const inside = frames.flatMap((outer) => {
      const of = engine.evaluate(over, outer);
      const list = kind === 'for-in' ? keysOf(of) : of;
      return list ? roundsOf(engine, outer, { list, over }) : [outer];
    });
    if (inside.length > MAX_ROUNDS) return frames;
    frames = inside;
  }
  return frames;
}

/**
 * The item of this round, where the list is one that is gone through here: the same expression, or an equal list.
 * Functions in a list that is looked at again from inside of a round are others than those outside.
 */
export function itemOfRound(engine: Engine, frame: FrameState, over: Value): Residual | undefined {
  for (let at: FrameState | undefined = frame; at; at = at.parent) {
    if (at.rounds.length === 0) continue;
    const written = JSON.stringify(over);
    const list = engine.evaluate(over, frame);
    const round = at.rounds.find((one) => (one.written === written && at.module === frame.module) || one.over.hash === list.hash);
    if (round) return round.item;
  }
  return undefined;
}

/** Loops around the call that go through something, outermost first. */
function loopsAround({ module }: FrameState, at: number): Through[] {
  const loops: Through[] = [];
  for (let index = module.calls[at]?.loop; index !== undefined; index = module.loops[index]?.outer) {
    const { kind, over } = module.loops[index] ?? {};
    if ((kind === 'for-of' || kind === 'for-in') && over) loops.unshift({ kind, over });
  }
  return loops;
}

interface Through {
  readonly kind: 'for-of' | 'for-in';
  readonly over: Value;
}

function roundsOf(engine: Engine, outer: FrameState, { list, over }: { list: Residual; over: Value }): readonly FrameState[] {
  if (list.k !== 'array' || !isTable(list) || outer.rounds.some((round) => round.over.hash === list.hash)) return [outer];
  const written = JSON.stringify(over);
  return list.items.map((item) => roundOf(engine, outer, { over: list, written, item }));
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

import { anyOf, propertyOf, unknown, type Residual } from '../../model/residual.js';
import type { Value } from '../../model/value.js';
import { BUDGET, type CallParts, type CallState, type Engine, type FrameState } from './engine.js';
import { homeOf } from './frames.js';

/** What a call gives while it is evaluated: it depends on itself. */
const RUNNING = unknown('recursion', 'recursion');

/** The result of a call of this file, evaluated once in the frame whose code makes it. */
export function result(engine: Engine, at: number, frame: FrameState): Residual {
  const facts = frame.module.calls[at];
  if (!facts) return unknown('?');
  const owner = homeOf(engine, frame, facts.fn);
  if (!owner) return unknown('call()');
  const state = callState(owner, at);
  if (state.result === RUNNING) engine.rounded++;
  if (state.result) return state.result;
  state.result = RUNNING;
  // Rounds of a loop are walked with the frame that they are a part of.
  if (owner.fn === 0 && !owner.whole) engine.used.push({ frame: owner, at });
  const { callee, args } = partsOf(engine, at, owner);
  const how = { site: siteOf(owner, at), isNew: facts.isNew === true, frame: owner };
  state.result =
    callee.k === 'any' || callee.k === 'first'
      ? anyOf(callee.of.slice(0, BUDGET.callees).map((c) => engine.apply(c, args, how)))
      : engine.apply(callee, args, how);
  return state.result;
}

/** Callee and arguments; `frame` is the one whose code makes the call. */
export function partsOf(engine: Engine, at: number, frame: FrameState): CallParts {
  const state = callState(frame, at);
  if (isEvaluated(state)) return state;
  const facts = frame.module.calls[at];
  const callee = facts ? calleeOf(engine, facts.callee, frame) : unknown('?');
  const args = facts ? evaluateArgs(engine, facts.args, frame) : NONE;
  return Object.assign(state, { callee, args });
}

const NONE: readonly Residual[] = [];

function isEvaluated(state: CallState): state is CallState & CallParts {
  return state.callee !== undefined;
}

export function callState(frame: FrameState, at: number): CallState {
  const slot = frame.of.index.callSlots[at] ?? 0;
  return ((frame.made ??= [])[slot] ??= { callee: undefined, args: NONE, result: undefined, followed: false });
}

/** The method's name stays known where its receiver is not: `ids.map(…)` iterates whatever `ids` is. */
function calleeOf(engine: Engine, callee: Value, frame: FrameState): Residual {
  const evaluated = engine.evaluate(callee, frame);
  return evaluated.k === 'unknown' && callee.k === 'prop' && callee.of.k !== 'super'
    ? propertyOf(engine.evaluate(callee.of, frame), callee.name)
    : evaluated;
}

export function siteOf(frame: FrameState, at: number): string {
  return frame.of.index.sites[at] ?? frame.module.file;
}

/** Arguments of a call with spreads of known arrays opened. */
export function evaluateArgs(engine: Engine, args: readonly Value[], frame: FrameState): Residual[] {
  const out: Residual[] = [];
  for (const arg of args) {
    const evaluated = engine.evaluate(arg, frame);
    if (arg.k === 'spread' && evaluated.k === 'array') out.push(...evaluated.items);
    else out.push(evaluated);
  }
  return out;
}

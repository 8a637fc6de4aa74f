import { anyOf, isKnown, unknown, type Closure, type Residual } from '../../../model/residual.js';
import type { Value } from '../../../model/value.js';
import { callbacksOf } from '../callbacks.js';
import { partsOf, result } from '../calls.js';
import type { Engine, FrameState } from '../engine.js';

/** Functions inside the one that a promise is made with. */
const DEPTH = 4;

/** Promises whose values are being looked for: what one settles with may lead back to it. */
const settling = new WeakSet<FrameState>();

/** What `new Promise((resolve) => …)` gives: all that its function hands to `resolve`, at once or in callbacks. */
export function settled(engine: Engine, executor: Residual | undefined, via: FrameState): Residual | undefined {
  if (executor?.k !== 'fn') return undefined;
  const facts = engine.graph.modules.get(executor.module)?.functions[executor.at];
  const args = (facts?.params ?? []).map((param) => unknown(param.name, 'param'));
  const frame = args.length === 0 ? undefined : engine.frameOf(executor, args, via);
  if (!frame || settling.has(frame)) return undefined;
  settling.add(frame);
  const values = givenTo(engine, { executor, frame, depth: DEPTH }).filter(isKnown);
  settling.delete(frame);
  return values.length === 0 ? undefined : anyOf(values);
}

interface Search {
  readonly executor: Closure;
  readonly frame: FrameState;
  readonly depth: number;
}

function givenTo(engine: Engine, { executor, frame, depth }: Search): Residual[] {
  const isResolve = (value: Value): boolean => value.k === 'param' && value.fn === executor.at && value.index === 0;
  return frame.of.facts.calls.flatMap((at): Residual[] => {
    const facts = frame.module.calls[at];
    if (!facts || depth === 0) return [];
    if (isResolve(bare(facts.callee))) return facts.args.slice(0, 1).map((value) => engine.evaluate(value, frame));
    // `work().then(resolve)`
    if (facts.callee.k === 'prop' && facts.callee.name === 'then' && facts.args[0] && isResolve(facts.args[0]))
      return [engine.evaluate(facts.callee.of, frame)];
    return inside(engine, at, frame).flatMap((to) => givenTo(engine, { executor, frame: to, depth: depth - 1 }));
  });
}

/** Functions of the same file that the call calls, or has called back. */
function inside(engine: Engine, at: number, frame: FrameState): FrameState[] {
  const facts = frame.module.calls[at];
  const { callee, args } = partsOf(engine, at, frame);
  if (callee.k === 'fn') return within(engine.frameOf(callee, args, frame), frame);
  if (callee.k === 'class' || !args.some(({ k }) => k === 'fn' || k === 'object')) return [];
  const called = callbacksOf(engine, { callee, args, result: result(engine, at, frame), frame, ...(facts && { facts }) });
  return called.flatMap(({ frame: to }) => within(to, frame));
}

function within(to: FrameState | undefined, frame: FrameState): FrameState[] {
  return to?.module === frame.module && to.fn !== frame.fn ? [to] : [];
}

function bare(value: Value): Value {
  return value.k === 'typed' && value.of ? bare(value.of) : value;
}

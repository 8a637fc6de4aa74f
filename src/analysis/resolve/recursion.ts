import type { ModuleFacts } from '../../model/module-facts.js';
import type { LoopContext } from '../../model/program.js';
import type { Value } from '../../model/value.js';
import type { FrameState } from './engine.js';

/** Frames that are looked back at, at most. */
const MAX_STEPS = 60;

export function isAncestor(to: FrameState, from: FrameState): boolean {
  return outwards(from).includes(to);
}

/** `all([first, ...rest])` that calls `all(rest)`, or `all(list.slice(1))`: once per item of the list that it was first given. */
export function listOf(frame: FrameState, at: number): Pick<LoopContext, 'over' | 'text'> {
  const { module, of } = frame;
  const index =
    module.calls[at]?.args.findIndex((arg, position) => isRest(module, arg, { k: 'param', fn: frame.fn, index: position })) ?? -1;
  const over = outwards(frame).findLast((outer) => outer.of === of)?.args[index];
  const text = of.facts.params[index]?.name;
  return { ...(over && { over }), ...(over && text !== undefined && { text }) };
}

function isRest(module: ModuleFacts, arg: Value, list: Value): boolean {
  if (arg.k === 'element') return isSame(arg.of, list);
  const made = arg.k === 'call' ? module.calls[arg.at] : undefined;
  const [from] = made?.args ?? [];
  return made?.callee.k === 'prop' && made.callee.name === 'slice' && isSame(made.callee.of, list) && from?.k === 'lit' && from.v === 1;
}

function isSame(value: Value, other: Value): boolean {
  return JSON.stringify(value) === JSON.stringify(other);
}

function outwards(from: FrameState): FrameState[] {
  const frames: FrameState[] = [];
  for (let at: FrameState | undefined = from; at && frames.length < MAX_STEPS; at = at.via) frames.push(at);
  return frames;
}

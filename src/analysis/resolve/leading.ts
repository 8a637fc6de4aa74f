import type { Frame, Program } from '../../model/program.js';
import type { Signal } from '../../model/signal.js';

/**
 * The program without steps that lead to no call that means something: most of a frontend's. Whoever follows steps, down to
 * such a call or up from one, never comes to them.
 */
export function leading(program: Program, signals: readonly Signal[]): Program {
  const wanted = new Set(signals.flatMap(({ call }) => (call === undefined ? [] : [call.frame])));
  for (const { id, calls } of program.frames) if (calls.length > 0) wanted.add(id);
  const callers = callersOf(program.frames);
  for (const frame of wanted) for (const caller of callers.get(frame) ?? []) wanted.add(caller);
  const isLeading = ({ frame }: Frame['callsTo'][number]): boolean => wanted.has(frame);
  return { ...program, frames: program.frames.map((frame) => ({ ...frame, callsTo: frame.callsTo.filter(isLeading) })) };
}

function callersOf(frames: readonly Frame[]): ReadonlyMap<number, readonly number[]> {
  const callers = new Map<number, number[]>();
  for (const { id, callsTo } of frames) {
    for (const { frame } of callsTo) {
      const known = callers.get(frame);
      if (known) known.push(id);
      else callers.set(frame, [id]);
    }
  }
  return callers;
}

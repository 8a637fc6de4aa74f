import { framesLeadingTo, type Frame, type Program } from '../../model/program.js';
import type { Signal } from '../../model/signal.js';

/**
 * The program without steps that lead to no call that means something: most of a frontend's. Whoever follows steps, down to
 * such a call or up from one, never comes to them.
 */
export function leading(program: Program, signals: readonly Signal[]): Program {
  const meaning = signals.flatMap(({ call }) => (call === undefined ? [] : [call.frame]));
  const calling = program.frames.flatMap(({ id, calls }) => (calls.length > 0 ? [id] : []));
  const wanted = framesLeadingTo([...meaning, ...calling], program.frames);
  const isLeading = ({ frame }: Frame['callsTo'][number]): boolean => wanted.has(frame);
  return { ...program, frames: program.frames.map((frame) => ({ ...frame, callsTo: frame.callsTo.filter(isLeading) })) };
}

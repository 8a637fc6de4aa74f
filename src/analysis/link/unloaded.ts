import { framesFrom } from './frames.js';
import type { LinkedUnit } from './input.js';
import type { Caller, Meeting } from './meeting.js';

/** Code that only functions of files lead to which nothing loads: whether it ever runs nobody knows, so what it says is inferred. */
export function doubtedWhereUnloaded(meetings: readonly Meeting[], isDoubtedIn: (unit: string, call: Caller) => boolean): Meeting[] {
  return meetings.map((one) => {
    const isDoubted = one.kind === 'edge' && one.tier === 'static' && one.call !== undefined && isDoubtedIn(one.from, one.call);
    return isDoubted ? { ...one, tier: 'inferred' } : one;
  });
}

/** Frames that only such code leads to. */
export function doubtedFrames(program: LinkedUnit['program']): ReadonlySet<number> {
  const { frames, entries } = program;
  const unloaded = new Set(program.unloaded);
  const isDoubted = ({ kind, frame, via }: (typeof entries)[number]): boolean =>
    kind === 'exported' && via === undefined && unloaded.has(frames[frame]?.at.file ?? '');
  const from = entries.filter(isDoubted);
  if (from.length === 0) return new Set();
  const rest = entries.filter((entry) => !isDoubted(entry)).map(({ frame }) => frame);
  const sure = framesFrom(program, rest, Infinity);
  return new Set(
    [
      ...framesFrom(
        program,
        from.map(({ frame }) => frame),
        Infinity,
      ),
    ].filter((frame) => !sure.has(frame)),
  );
}

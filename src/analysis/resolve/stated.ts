import type { Location } from '../../model/location.js';
import type { ExternalCall } from '../../model/program.js';
import type { Residual } from '../../model/residual.js';
import type { FrameState } from './engine.js';

/** Functions that hand a text on, at most. */
const MAX_STEPS = 12;

/**
 * Where the text is written that a call gets first, when functions of ours hand it on: `db.query('select …')` and not the
 * helper that every statement passes. undefined: it is written at the call, or is no text.
 */
export function statedAt(frames: readonly FrameState[], { args: [text], frame }: ExternalCall): Location | undefined {
  if (text === undefined || !isText(text)) return undefined;
  let found: Location | undefined;
  let at = frames[frame];
  for (let steps = 0; at !== undefined && steps < MAX_STEPS; steps++) {
    const given = givenTo(at, text);
    const caller = given?.via?.whole ?? given?.via;
    const step = caller?.callsTo?.find((one) => one.frame === given?.id);
    if (step === undefined) break;
    found = step.at;
    at = given?.via;
  }
  return found;
}

function isText(value: Residual): boolean {
  return value.k === 'tpl' || (value.k === 'lit' && typeof value.v === 'string');
}

/** The function around that has the text as an argument. */
function givenTo(frame: FrameState, { hash }: Residual): FrameState | undefined {
  for (let at: FrameState | undefined = frame; at; at = at.parent) if (at.args.some((arg) => arg.hash === hash)) return at;
  return undefined;
}

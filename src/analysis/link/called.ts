import type { Location } from '../../model/location.js';
import type { Signal } from '../../model/signal.js';
import { stepsInto } from './askers.js';
import { practisedAt, type Practised } from './flows/call-sites.js';
import { signalsOf, type LinkedUnit, type LinkInput } from './input.js';
import type { Caller } from './meeting.js';
import { doubtedFrames } from './unloaded.js';

/** What a unit tells of a call that may lead to another unit. */
export interface Called {
  /** Its id. */
  readonly call: number;
  readonly practised: Practised;
  /** Where the unit's own code asks for it. */
  readonly asked: readonly Location[];
  /** Only code leads to it that may never run. */
  readonly isDoubted?: true;
}

const CALLING = ['request', 'proxy', 'invoke', 'message-send', 'publish', 'grpc-call'] as const satisfies readonly Signal['kind'][];

export function calledBy(item: LinkedUnit, modules: LinkInput['modules']): Called[] {
  const calls = new Map(CALLING.flatMap((kind) => signalsOf(item, kind).map(({ call }) => [call.id, call] as const)));
  if (calls.size === 0) return [];
  const [asked, practised, doubted] = [stepsInto(item), practisedAt(item, modules), doubtedFrames(item.program)];
  return [...calls.values()].map((call) => ({
    call: call.id,
    practised: practised(call),
    asked: asked(call),
    ...(doubted.has(call.frame) && { isDoubted: true }),
  }));
}

/** Looks up what the units tell. */
export function calledIn(
  all: Iterable<readonly [unit: string, called: readonly Called[]]>,
): (unit: string, call: Caller | undefined) => Called | undefined {
  const byUnit = new Map([...all].map(([unit, called]) => [unit, new Map(called.map((one) => [one.call, one]))] as const));
  return (unit, call) => call && byUnit.get(unit)?.get(call.id);
}

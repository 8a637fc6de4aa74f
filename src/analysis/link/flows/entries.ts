import type { Location } from '../../../model/location.js';
import type { Entry, ExternalCall, Frame, Program } from '../../../model/program.js';
import { alternatives, NULL, type Residual } from '../../../model/residual.js';
import { isInside } from '../../../shared/paths.js';
import type { LinkedUnit } from '../input.js';
import type { Offered } from '../operations/operations.js';

/** Where its function is written; of a wrapper in a library, which wraps all of them, where it is registered. */
export function beginningOf({ program, unit }: LinkedUnit, { frame, via }: Entry): Location | undefined {
  const at = program.frames[frame]?.at;
  const isOwn = at !== undefined && unit.sources.some((source) => isInside(at.file, source));
  return isOwn || via === undefined ? at : (program.calls[via]?.at ?? at);
}

/** The operation that the entry serves; of a service with many methods the one that is named like the function. */
export function nameOf({ frames, calls }: Program, { frame, via, kind }: Entry, offered: readonly Offered[]): string {
  const name = frames[frame]?.name ?? '';
  const call = via === undefined ? undefined : calls[via];
  const own = call === undefined ? [] : offered.filter((one) => one.call.id === call.id && one.call.site === call.site);
  const method = name.split('.').at(-1)?.toLowerCase();
  const found =
    own.find(({ call: { callbacks } }) => callbacks.length === 1 && callbacks[0]?.frame === frame) ??
    own.find(({ call: { args } }) => own.length > 1 && args.some((arg) => isHandledBy(arg, frames[frame]))) ??
    own.find(({ operation }) => operation.protocol === 'grpc' && operation.method?.toLowerCase() === method) ??
    own[0] ??
    listenedTo(call, offered);
  if (found !== undefined) return found.operation.name;
  return name !== '' ? name : kind;
}

/** `{ handler }`, `{ options: { handler } }`: a function of the frame stands in the object. */
function isHandledBy(spec: Residual, frame: Frame | undefined): boolean {
  return alternatives(spec).some((one) => {
    if (one.k === 'fn') return one.at === frame?.fn && one.module === frame.at.file;
    return one.k === 'object' && ['handler', 'options', 'config'].some((name) => isHandledBy(one.props.get(name) ?? NULL, frame));
  });
}

/** `subscription.on('message', …)` beside the call that says what is listened to. */
function listenedTo(call: ExternalCall | undefined, offered: readonly Offered[]): Offered | undefined {
  if (call === undefined) return undefined;
  const beside = offered.filter((one) => one.call.frame === call.frame && one.operation.protocol === 'event');
  return beside.length === 1 ? beside[0] : undefined;
}

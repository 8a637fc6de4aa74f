import type { RemoteCall, System } from '../../model/system.js';

/** Whether a call waits for an operation that is seen to write data. */
export function changesData({ effects }: System): (call: RemoteCall) => boolean {
  const writing = new Set(effects.flatMap(({ service, entry, writes }) => (writes.length > 0 ? `${service}\n${entry.name}` : [])));
  return ({ to, style, operation, confidence }) =>
    style === 'sync' && confidence !== 'inferred' && operation !== undefined && writing.has(`${to}\n${operation}`);
}

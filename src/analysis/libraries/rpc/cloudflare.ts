import type { ExternalCall } from '../../../model/program.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { publish } from '../rows.js';
import { receiver } from '../select.js';
import { statement } from '../data/sql.js';

/** What a binding may be beside a Worker: stores of keys and files, vectors, models, objects, limits, workflows. */
const OF_OTHERS = new Set(['idFromName', 'idFromString', 'newUniqueId', 'getByName', 'limit', 'writeDataPoint', 'connect']);

/** `env.STOCK.fetch(…)`, `env.STOCK.reserve(…)`: whether it is a Worker, only its configuration knows. */
const calls: Row = (call) => {
  const bound = receiver(call);
  if (bound === undefined || OF_OTHERS.has(call.path.slice(call.path.lastIndexOf('.') + 1))) return undefined;
  return { kind: 'invoke', function: bound, waits: true, isBinding: true, call };
};

/** `env.DB.prepare('SELECT …')`, `env.DB.exec('…')`. */
function* queries(call: ExternalCall): Generator<Signal> {
  const [bound, sql] = [receiver(call), statement(call)];
  if (bound === undefined || sql === undefined) return;
  yield { kind: 'open', engine: 'sqlite', url: bound, call };
  yield { kind: 'access', engine: 'sqlite', access: 'read', sql, store: call.result, call };
}

/** What wrangler binds to names of a Worker's environment. */
export const cloudflare = defineLibrary({
  package: 'cloudflare:workers',
  calls: {
    'globalThis.bindings.*': calls,
    'globalThis.bindings.{send,sendBatch}': publish('queues', { topic: receiver }),
    'globalThis.bindings.{prepare,exec}': queries,
  },
});

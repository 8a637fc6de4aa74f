import type { ExternalCall } from '../../../model/program.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { publish } from '../rows.js';
import { calleeName, receiver } from '../select.js';
import { statement } from '../data/sql.js';

/** What a binding may be beside a Worker: stores of keys and files, vectors, models, objects, limits, workflows. */
const OF_OTHERS = new Set(['idFromName', 'idFromString', 'newUniqueId', 'getByName', 'limit', 'writeDataPoint', 'connect']);

/** `env.STOCK.fetch(…)`, `env.STOCK.reserve(…)`: whether it is a Worker, only its configuration knows. */
const calls: Row = (call) => {
  const bound = receiver(call);
  if (bound === undefined || OF_OTHERS.has(call.path.slice(call.path.lastIndexOf('.') + 1))) return undefined;
  const method = calleeName(call);
  return { kind: 'invoke', function: bound, waits: true, isBinding: true, ...(method !== 'fetch' && { method }), call };
};

const ENTRYPOINT = 'cloudflare:workers.WorkerEntrypoint';

/** `class Stock extends WorkerEntrypoint { reserve() {} }`: what the platform calls by itself is no method for others. */
const offered: Row = (call) => {
  const { className, member = '' } = call.decorates ?? {};
  return className === undefined || OWN.has(member) ? undefined : { kind: 'remote-method', name: `${className}.${member}`, call };
};
const OWN = new Set(['fetch', 'queue', 'scheduled', 'tail', 'email', 'constructor']);

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
    [`${ENTRYPOINT}.*`]: offered,
  },
  entries: {
    [`${ENTRYPOINT}.{fetch,tail,email}`]: 'route',
    [`${ENTRYPOINT}.queue`]: 'consumer',
    [`${ENTRYPOINT}.scheduled`]: 'schedule',
    [`${ENTRYPOINT}.*`]: 'rpc',
  },
});

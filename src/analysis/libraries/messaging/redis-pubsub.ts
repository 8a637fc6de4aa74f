import type { ExternalCall } from '../../../model/program.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { listOf } from '../select.js';

const CLIENTS = ['ioredis()', 'ioredis.Redis()', 'redis.createClient()', 'redis.createClient().duplicate()', 'ioredis().duplicate()'];

const publish = (call: ExternalCall): Signal | undefined => call.args[0] && { kind: 'publish', broker: 'redis', topic: call.args[0], call };
function* subscribe(call: ExternalCall): Generator<Signal> {
  for (const topic of listOf(call.args[0])) if (topic.k !== 'fn') yield { kind: 'subscribe', broker: 'redis', topic, call };
}

export const redisPubSub = defineLibrary({
  package: 'redis',
  calls: Object.fromEntries(
    CLIENTS.flatMap((c) => [
      [`${c}.publish`, publish],
      [`${c}.{subscribe,psubscribe,pSubscribe}`, subscribe],
    ]),
  ),
  callbacks: Object.fromEntries(
    CLIENTS.flatMap((c) => [
      [`${c}.{subscribe,pSubscribe,on}`, { args: 'all' as const, when: 'registered' as const, entry: 'consumer' as const }],
    ]),
  ),
});

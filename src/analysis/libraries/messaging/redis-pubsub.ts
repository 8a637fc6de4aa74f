import type { CallbackRow, ExternalCall } from '../../../model/program.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { listOf } from '../select.js';

const CLIENTS = ['ioredis()', 'ioredis.Redis()', 'redis.createClient()', 'redis.createClient().duplicate()', 'ioredis().duplicate()'];

const publish = (call: ExternalCall): Signal | undefined => call.args[0] && { kind: 'publish', broker: 'redis', topic: call.args[0], call };
function* subscribe(call: ExternalCall): Generator<Signal> {
  for (const topic of listOf(call.args[0])) if (topic.k !== 'fn') yield { kind: 'subscribe', broker: 'redis', topic, call };
}

const WHEN_SENT: CallbackRow = { args: 'all', when: 'registered', entry: 'consumer' };

export const redisPubSub = defineLibrary({
  package: 'redis',
  calls: Object.fromEntries(
    CLIENTS.flatMap((c): [string, Row][] => [
      [`${c}.publish`, publish],
      [`${c}.{subscribe,psubscribe,pSubscribe}`, subscribe],
    ]),
  ),
  callbacks: Object.fromEntries(CLIENTS.map((c): [string, CallbackRow] => [`${c}.{subscribe,pSubscribe,on}`, WHEN_SENT])),
});

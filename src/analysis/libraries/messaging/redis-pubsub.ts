import type { ExternalCall } from '../../../model/program.js';
import type { Broker, Signal } from '../../../model/signal.js';
import { MADE } from '../data/redis.js';
import { defineLibrary, type Row } from '../define-library.js';
import { onEach } from '../rows.js';
import { isText, listOf, option, receiver } from '../select.js';

const publish =
  (broker: Broker): Row =>
  (call) => {
    const topic = call.args[0];
    return topic && talk(call, { kind: 'publish', broker, topic, call });
  };

/** `subscribe('a', 'b')`, `subscribe(['a', 'b'], listener)`. */
const subscribe: Row = function* (call) {
  const channels = call.args.flatMap(listOf).filter(isText);
  for (const topic of channels) yield* talk(call, { kind: 'subscribe', broker: 'redis', topic, call });
};

/** A client that only talks keeps nothing: its Redis is no datastore. */
function* talk(call: ExternalCall, signal: Signal): Generator<Signal> {
  yield signal;
  const store = receiver(call);
  if (store) yield { kind: 'access', engine: 'redis', access: signal.kind === 'publish' ? 'write' : 'read', role: 'queue', store, call };
}

/** `xreadgroup('GROUP', g, c, 'STREAMS', 'orders', '>')`, `xReadGroup(g, c, { key: 'orders', id: '>' })`. */
const readStream: Row = function* (call) {
  const at = call.args.findIndex((one) => one.k === 'lit' && /^streams$/i.test(String(one.v)));
  const keys = at >= 0 ? call.args.slice(at + 1, at + 1 + Math.ceil((call.args.length - at - 1) / 2)) : call.args.flatMap(keysIn);
  for (const topic of keys) yield* talk(call, { kind: 'subscribe', broker: 'redis-stream', topic, call });
};

/** `xGroupCreate('orders', g, '$')`, `xgroup('CREATE', 'orders', g, '$')`: a group is made by those who read in it. */
const readInGroup: Row = (call) => {
  const [first, second] = call.args;
  const isCommand = first?.k === 'lit' && /^create$/i.test(String(first.v));
  const topic = isCommand ? second : /create$/i.test(call.path) ? first : undefined;
  return isText(topic) ? [...talk(call, { kind: 'subscribe', broker: 'redis-stream', topic, call })] : undefined;
};

function keysIn(given: ExternalCall['args'][number]): readonly ExternalCall['args'][number][] {
  return listOf(given).flatMap((one) => (one.k === 'object' ? (option(one, 'key') ?? []) : []));
}

export const redisPubSub = defineLibrary({
  package: 'redis',
  calls: {
    ...onEach(MADE, '{publish,sPublish,spublish}', publish('redis')),
    ...onEach(MADE, '{subscribe,psubscribe,pSubscribe,sSubscribe,ssubscribe}', subscribe),
    ...onEach(MADE, '{xadd,xAdd}', publish('redis-stream')),
    ...onEach(MADE, '{xread,xreadgroup,xRead,xReadGroup}', readStream),
    ...onEach(MADE, '{xgroup,xGroupCreate}', readInGroup),
  },
  callbacks: onEach(MADE, '{subscribe,pSubscribe,sSubscribe,on}', {
    args: 'all' as const,
    when: 'registered' as const,
    entry: 'consumer' as const,
  }),
});

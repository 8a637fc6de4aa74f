import type { CallbackRow, ExternalCall } from '../../../model/program.js';
import { lit, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { onEach } from '../rows.js';
import { isText, option, options, origin } from '../select.js';

/** What the handlers of a container are given. */
const CONTEXT = 'rhea.context';
const CONTAINERS = ['rhea', 'rhea.create_container()', 'rhea-promise.Container()', 'rhea.context.container'];
const CONNECTIONS = [
  ...CONTAINERS.map((container) => `${container}.connect()`),
  `${CONTEXT}.connection`,
  'rhea-promise.Connection()',
  ...CONTAINERS.map((container) => `${container}.createConnection()`),
];
const LINKED = [...CONNECTIONS, ...CONNECTIONS.flatMap((one) => [`${one}.create_session()`, `${one}.createSession()`])];

/** `'orders'`, `{ target: 'orders' }`, `{ target: { address: 'orders' } }`. */
function addressOf(given: Residual | undefined, end: 'source' | 'target'): Residual | undefined {
  if (isText(given)) return given;
  const at = option(given, end);
  return isText(at) ? at : option(at, 'address');
}

/** A queue by its name or as RabbitMQ 4 writes addresses: `/queues/orders`, `/exchanges/shop/order.placed`. */
function placed(address: Residual): { readonly exchange: Residual; readonly topic: Residual } {
  const written = address.k === 'lit' ? String(address.v) : '';
  const [, kind, name = '', key = ''] = /^\/(queues?|exchanges?)\/([^/]+)(?:\/(.*))?$/.exec(written) ?? [];
  if (kind === undefined) return { exchange: lit(''), topic: address };
  return kind.startsWith('queue') ? { exchange: lit(''), topic: lit(name) } : { exchange: lit(name), topic: lit(key) };
}

const sends: Row = (call) => {
  const address = addressOf(call.args[0], 'target');
  return address && { kind: 'publish', broker: 'amqp', ...placed(address), call };
};

const receives: Row = (call) => {
  const address = addressOf(call.args[0], 'source');
  return address && { kind: 'subscribe', broker: 'amqp', topic: placed(address).topic, call };
};

const RABBIT = '{rabbitmq-amqp-js-client.createEnvironment(),rabbitmq-amqp-js-client.Environment()}.createConnection()';

/** `createPublisher({ queue: { name } })`, `createPublisher({ exchange: { name, routingKey } })`. */
const publishes: Row = (call) => {
  const made = origin(call.callee, /\.createPublisher$/)?.args[0];
  const [queue, exchange] = [options(made, 'queue', 'name'), options(made, 'exchange', 'name')];
  const topic = queue ?? options(made, 'exchange', 'routingKey') ?? lit('');
  return queue || exchange
    ? { kind: 'publish', broker: 'amqp', exchange: queue ? lit('') : (exchange ?? lit('')), topic, call }
    : undefined;
};

function* consumes(call: ExternalCall): Generator<Signal> {
  const [given] = call.args;
  const queue = isText(given) ? given : options(given, 'queue', 'name');
  if (queue) yield { kind: 'subscribe', broker: 'amqp', topic: queue, call };
}

/** `management.bind('key', { source: exchange, destination: queue })`. */
const binds: Row = (call) => {
  const [pattern, ends] = call.args;
  const named = (end: string): Residual | undefined => {
    const given = option(ends, end);
    return isText(given) ? given : (options(given, 'getInfo', 'name') ?? option(given, 'name'));
  };
  const [exchange, queue] = [named('source'), named('destination')];
  return exchange && queue && { kind: 'bind', queue, exchange, pattern: pattern ?? lit(''), call };
};

const heard: CallbackRow = { args: 'all', when: 'registered', entry: 'consumer', params: [CONTEXT] };

/** Clients that speak AMQP 1.0: RabbitMQ 4, ActiveMQ, Qpid, Service Bus. */
export const amqpOne = defineLibrary({
  package: 'rhea',
  types: { 'rhea.Connection': 'rhea.connect()', 'rhea.EventContext': CONTEXT },
  calls: {
    ...onEach(LINKED, '{open_sender,attach_sender,createSender,createAwaitableSender}', sends),
    ...onEach(LINKED, '{open_receiver,attach_receiver,createReceiver}', receives),
    [`${RABBIT}.createPublisher().publish`]: publishes,
    [`${RABBIT}.createConsumer`]: consumes,
    [`${RABBIT}.management().bind`]: binds,
  },
  callbacks: {
    ...onEach([...CONTAINERS, ...CONNECTIONS], '{on,once}', heard),
    ...onEach(LINKED, 'createReceiver', {
      args: [],
      when: 'registered',
      entry: 'consumer',
      properties: ['onMessage'],
    } satisfies CallbackRow),
    [`${RABBIT}.createConsumer`]: { args: 'all', when: 'registered', entry: 'consumer', properties: ['messageHandler'] },
  },
});

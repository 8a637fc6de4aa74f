import type { ExternalCall } from '../../../model/program.js';
import { lit, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { bind, onEach } from '../rows.js';
import { isText, listOf, option, options, origin, originArg, receiver, text, written } from '../select.js';

const address = originArg(/\.Connection$/, 0);

/** Of what is given: the name of a queue, or `{ exchange, routingKey }`. */
function* sent(call: ExternalCall, given: Residual | undefined, reply: boolean): Generator<Signal> {
  const [exchange, topic] = isText(given)
    ? [lit(''), given]
    : [option(given, 'exchange') ?? lit(''), option(given, 'routingKey') ?? lit('')];
  const at = address(call);
  const url = isText(at) ? at : option(at, 'url');
  if (given) yield { kind: 'publish', broker: 'amqp', exchange, topic, ...(url && { address: url }), ...(reply && { reply }), call };
}

const sends =
  (reply: boolean): Row =>
  (call) =>
    sent(call, call.args[0], reply);

/** `createConsumer({ queue, queueBindings: [{ exchange, routingKey }] }, handler)` */
function* consumes(call: ExternalCall): Generator<Signal> {
  const queue = written(call.args[0], 'queue');
  if (!queue) return;
  yield { kind: 'subscribe', broker: 'amqp', topic: queue, call };
  for (const one of listOf(option(call.args[0], 'queueBindings'))) {
    const exchange = option(one, 'exchange');
    if (exchange) yield bind(call, { queue, exchange, pattern: option(one, 'routingKey') ?? lit('') });
  }
}

const BROKERS = '{rascal.Broker.create(),rascal.BrokerAsPromised.create()}';

/** Rascal names what is sent and read in its configuration, by virtual host or for all of them. */
function configured(
  call: ExternalCall,
  kind: 'publications' | 'subscriptions',
): { config: Residual | undefined; entry: Residual | undefined } {
  const config = origin(call.callee, /^rascal\.Broker(?:AsPromised)?\.create$/)?.args[0];
  const name = text(call.args[0]);
  const hosts = option(config, 'vhosts');
  const scopes = [config, ...(hosts?.k === 'object' ? [...hosts.props.values()] : [])];
  const found = scopes.flatMap((scope) => {
    const entry = name === undefined ? undefined : options(scope, kind, name);
    return entry ? [{ config: scope, entry }] : [];
  });
  return found[0] ?? { config: undefined, entry: undefined };
}

function* rascalPublishes(call: ExternalCall): Generator<Signal> {
  const { entry } = configured(call, 'publications');
  const queue = option(entry, 'queue');
  yield* sent(call, queue ?? entry, false);
}

function* rascalReads(call: ExternalCall): Generator<Signal> {
  const { config, entry } = configured(call, 'subscriptions');
  const queue = option(entry, 'queue');
  if (!queue) return;
  yield { kind: 'subscribe', broker: 'amqp', topic: queue, call };
  for (const one of bindingsOf(option(config, 'bindings'))) {
    if (one.queue === text(queue)) yield bind(call, { queue, exchange: lit(one.exchange), pattern: lit(one.pattern) });
  }
}

interface Binding {
  readonly exchange: string;
  readonly queue: string;
  readonly pattern: string;
}

/** `'orders[order.*] -> mails'`, `{ source, destination, bindingKey }`, in a list or under names. */
function bindingsOf(given: Residual | undefined): Binding[] {
  const all = given?.k === 'object' ? [...given.props.values()] : listOf(given);
  return all.flatMap((one) => {
    const short = /^\s*([^[\s]+)\s*(?:\[([^\]]*)\])?\s*->\s*(\S+)\s*$/.exec(text(one) ?? '');
    if (short) return [{ exchange: short[1] ?? '', pattern: short[2] ?? '#', queue: short[3] ?? '' }];
    const [exchange, queue] = [text(option(one, 'source')), text(option(one, 'destination'))];
    return exchange !== undefined && queue !== undefined ? [{ exchange, queue, pattern: text(option(one, 'bindingKey')) ?? '#' }] : [];
  });
}

const AMQP_TS = ['amqp-ts', 'amqp-ts-async', '@droidsolutions-oss/amqp-ts'];
const QUEUES = AMQP_TS.map((name) => `${name}.Connection().declareQueue()`);
const EXCHANGES = AMQP_TS.map((name) => `${name}.Connection().declareExchange()`);

/** What was declared, by its name; a queue without one is the queue of that call. */
function declared(of: Residual | undefined): Residual | undefined {
  const name = of?.k === 'call' ? of.args[0] : undefined;
  return name === undefined || text(name) === '' ? of : name;
}

/** `queue.send(message)`, `exchange.send(message, routingKey)`. */
const toDeclared =
  (kind: 'queue' | 'exchange', reply: boolean): Row =>
  (call) => {
    const [name, at] = [declared(receiver(call)), address(call)];
    const [exchange, topic] = kind === 'queue' ? [lit(''), name] : [name, call.args[1] ?? lit('')];
    const more = { ...(at && { address: at }), ...(reply && { reply }) };
    return topic && exchange && { kind: 'publish', broker: 'amqp', exchange, topic, ...more, call };
  };

const consumesDeclared: Row = (call) => {
  const queue = declared(receiver(call));
  return queue && { kind: 'subscribe', broker: 'amqp', topic: queue, call };
};

/** Who reads an exchange reads a queue of its own that is bound to it. */
function* consumesExchange(call: ExternalCall): Generator<Signal> {
  const [queue, exchange] = [receiver(call), declared(receiver(call))];
  if (!queue || !exchange) return;
  yield { kind: 'subscribe', broker: 'amqp', topic: queue, call };
  yield bind(call, { queue, exchange, pattern: lit('') });
}

const boundTo: Row = (call) => {
  const [queue, exchange] = [declared(receiver(call)), declared(call.args[0])];
  return queue && exchange && bind(call, { queue, exchange, pattern: call.args[1] ?? lit('') });
};

const onMessage = { args: [0], when: 'registered', entry: 'consumer' } as const;

/** Clients of RabbitMQ that are not amqplib's interface. */
export const amqpClients = defineLibrary({
  package: 'rabbitmq-client',
  types: { 'rabbitmq-client.Connection': 'rabbitmq-client.Connection()' },
  calls: {
    'rabbitmq-client.Connection().createPublisher().send': sends(false),
    'rabbitmq-client.Connection().createRPCClient().send': sends(true),
    'rabbitmq-client.Connection().createConsumer': consumes,
    [`${BROKERS}.{publish,forward}`]: rascalPublishes,
    [`${BROKERS}.subscribe`]: rascalReads,
    ...onEach(QUEUES, '{send,publish}', toDeclared('queue', false)),
    ...onEach(QUEUES, 'rpc', toDeclared('queue', true)),
    ...onEach(QUEUES, 'bind', boundTo),
    ...onEach(QUEUES, '{activateConsumer,startConsumer}', consumesDeclared),
    ...onEach(EXCHANGES, '{send,publish}', toDeclared('exchange', false)),
    ...onEach(EXCHANGES, 'rpc', toDeclared('exchange', true)),
    ...onEach(EXCHANGES, '{activateConsumer,startConsumer}', consumesExchange),
  },
  values: { 'rascal.withDefaultConfig': ({ args }) => args[0], 'rascal.withTestConfig': ({ args }) => args[0] },
  callbacks: {
    'rabbitmq-client.Connection().createConsumer': { args: [1], when: 'registered', entry: 'consumer' },
    'rascal.Broker.create': { args: 'all', when: 'registered', entry: 'startup', gives: 'result', givesAt: 1 },
    ...onEach([...QUEUES, ...EXCHANGES], '{activateConsumer,startConsumer}', onMessage),
    [`${BROKERS}.subscribe().on`]: { args: 'all', when: 'registered', entry: 'consumer' },
  },
});

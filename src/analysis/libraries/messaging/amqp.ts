import type { ExternalCall } from '../../../model/program.js';
import { lit, pathOf, type Residual } from '../../../model/residual.js';
import type { PublishSignal, Signal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { bind, onEach, publish, subscribe } from '../rows.js';
import { arg, listOf, option, origin, text, written, type Selector } from '../select.js';

const CONNECTIONS = ['amqplib.connect()', 'amqplib/callback_api.connect()', 'amqp-connection-manager.connect()'];
const CHANNELS = CONNECTIONS.flatMap((of) => [`${of}.createChannel()`, `${of}.createConfirmChannel()`]);

/** `connect(url)`, `connect([urls])`, `connect({ hostname })`. */
const address: Selector = ({ callee }) => {
  const given = origin(callee, /\.connect$/)?.args[0];
  return given?.k === 'object' ? option(given, 'hostname') : given?.k === 'array' ? given.items[0] : given;
};

/** A message that says where its answer is to go is a question. */
const published: Row = (call, program) =>
  publish('amqp', { topic: arg(1), exchange: arg(0), address, reply: written(call.args[3], 'replyTo') !== undefined })(call, program);

/** To a queue: the default exchange with the queue's name as key. The queue that a message wants its answer in is no topic. */
function sent(call: ExternalCall): PublishSignal | undefined {
  const [topic, content, options] = call.args;
  if (!topic || (topic.k === 'unknown' && topic.text.endsWith('replyTo'))) return undefined;
  const at = address(call);
  return {
    kind: 'publish',
    broker: 'amqp',
    exchange: lit(''),
    topic,
    ...(written(options, 'replyTo') && { reply: true }),
    ...(content && { content: unpacked(content) }),
    ...(at && { address: at }),
    call,
  };
}

/** `Buffer.from(JSON.stringify(message))`. */
function unpacked(content: Residual): Residual {
  const isBuffer = content.k === 'call' && pathOf(content.callee) === 'globalThis.Buffer.from';
  return (isBuffer ? content.args[0] : undefined) ?? content;
}

const consumed: Row = (call, program) =>
  isDirectReply(call.args[0])
    ? undefined
    : subscribe('amqp', { topic: ({ args: [queue] }) => queue && queueName(queue), address })(call, program);

/** RabbitMQ's own queue of the answers to this connection: nobody can publish to it by name. */
function isDirectReply(queue: Residual | undefined): boolean {
  return text(queue) === 'amq.rabbitmq.reply-to';
}

const bound: Row = (call) => {
  const [queue, exchange, pattern] = call.args;
  return queue && exchange && bind(call, { queue: queueName(queue), exchange, pattern: pattern ?? lit('') });
};

/** `(await ch.assertQueue('x')).queue` is 'x'; `assertQueue('')` is the queue of that call. */
function queueName(queue: Residual): Residual {
  if (queue.k !== 'prop' || queue.name !== 'queue' || queue.of.k !== 'call') return queue;
  const [name] = queue.of.args;
  return !name || name.k === 'fn' || (name.k === 'lit' && name.v === '') ? queue.of : name;
}

/** `@RabbitSubscribe({ exchange, routingKey, queue })`. */
function* subscribed(call: ExternalCall): Generator<Signal> {
  const [config] = call.args;
  const [exchange, queue] = [option(config, 'exchange'), option(config, 'queue')];
  for (const key of listOf(option(config, 'routingKey'))) {
    const name = queue ?? key;
    yield { kind: 'subscribe', broker: 'amqp', topic: name, call };
    if (exchange) yield bind(call, { queue: name, exchange, pattern: key });
  }
}

const GOLEVELUP = '@golevelup/nestjs-rabbitmq';
const now = { args: 'all' as const, when: 'immediate' as const, gives: 'result' as const, givesAt: 1 };

export const amqp = defineLibrary({
  package: 'amqplib',
  types: {
    'amqplib.ConfirmChannel': 'amqplib.connect().createChannel()',
    'amqplib.Connection': 'amqplib.connect()',
    'amqplib.ChannelModel': 'amqplib.connect()',
    'amqplib.Channel': 'amqplib.connect().createChannel()',
    'amqplib/callback_api.Channel': 'amqplib.connect().createChannel()',
    'amqp-connection-manager.ChannelWrapper': 'amqp-connection-manager.connect().createChannel()',
  },
  calls: {
    ...onEach(CHANNELS, 'publish', published),
    ...onEach(CHANNELS, 'sendToQueue', sent),
    ...onEach(CHANNELS, '{consume,get}', consumed),
    ...onEach(CHANNELS, 'bindQueue', bound),
    [`${GOLEVELUP}.AmqpConnection().publish`]: publish('amqp', { topic: arg(1), exchange: arg(0) }),
    [`${GOLEVELUP}.AmqpConnection().request`]: publish('amqp', { topic: arg(0, 'routingKey'), exchange: arg(0, 'exchange'), reply: true }),
    [`${GOLEVELUP}.{RabbitSubscribe,RabbitRPC}`]: subscribed,
  },
  callbacks: {
    ...onEach(CHANNELS, 'consume', { args: [1], when: 'registered' as const, entry: 'consumer' as const }),
    'amqp-connection-manager.connect().createChannel': {
      args: [0],
      when: 'immediate',
      properties: ['setup'],
      params: ['amqplib.connect().createChannel()'],
    },
    'amqplib/callback_api.connect': now,
    'amqplib/callback_api.connect().{createChannel,createConfirmChannel}': now,
    ...onEach(CHANNELS, 'assertQueue', now),
  },
  entries: { [`${GOLEVELUP}.RabbitSubscribe`]: 'consumer', [`${GOLEVELUP}.RabbitRPC`]: 'rpc' },
});

import type { ExternalCall } from '../../../model/program.js';
import { lit, pathOf, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { listOf, option, origin, text } from '../select.js';

const CHANNELS = [
  'amqplib.connect().createChannel()',
  'amqplib.connect().createConfirmChannel()',
  'amqplib.Channel()',
  'amqplib/callback_api.connect().createChannel()',
  'amqplib/callback_api.connect().createConfirmChannel()',
  'amqp-connection-manager.connect().createChannel()',
];

function address(call: ExternalCall): { readonly address: Residual } | undefined {
  const url = origin(call.callee, /\.connect$/)?.args[0];
  return url && { address: listOf(url)[0] ?? url };
}

function publish(call: ExternalCall): Signal | undefined {
  const [exchange, topic] = call.args;
  return exchange && topic && { kind: 'publish', broker: 'amqp', exchange, topic, ...address(call), call };
}

/** To a queue: the default exchange with the queue's name as key. A reply queue of the message is no topic. */
function sendToQueue(call: ExternalCall): Signal | undefined {
  const [topic, content] = call.args;
  const reply = topic?.k === 'unknown' && topic.text.endsWith('replyTo');
  return topic && !reply
    ? {
        kind: 'publish',
        broker: 'amqp',
        exchange: lit(''),
        topic,
        ...(option(call.args[2], 'replyTo') && { reply: true }),
        ...(content && { content: unpacked(content) }),
        ...address(call),
        call,
      }
    : undefined;
}

/** `Buffer.from(JSON.stringify(message))`. */
function unpacked(content: Residual): Residual {
  const isBuffer = content.k === 'call' && pathOf(content.callee) === 'globalThis.Buffer.from';
  return (isBuffer ? content.args[0] : undefined) ?? content;
}

function consume(call: ExternalCall): Signal | undefined {
  const [topic] = call.args;
  if (!topic || isDirectReply(topic)) return undefined;
  return { kind: 'subscribe', broker: 'amqp', topic: queueName(topic), ...address(call), call };
}

/** RabbitMQ's own queue of the answers to this connection: nobody can publish to it by name. */
function isDirectReply(queue: Residual): boolean {
  return text(queue) === 'amq.rabbitmq.reply-to';
}

function bind(call: ExternalCall): Signal | undefined {
  const [queue, exchange, pattern] = call.args;
  return queue && exchange && { kind: 'bind', queue: queueName(queue), exchange, pattern: pattern ?? lit(''), call };
}

/** `(await ch.assertQueue('x')).queue` is 'x'; `assertQueue('')` is the queue of that call. */
function queueName(queue: Residual): Residual {
  if (queue.k !== 'prop' || queue.name !== 'queue' || queue.of.k !== 'call') return queue;
  const [name] = queue.of.args;
  return name?.k === 'lit' && name.v === '' ? queue.of : (name ?? queue);
}

function golevelup(call: ExternalCall): Signal | undefined {
  const [exchange, topic] = call.args;
  return exchange && topic && { kind: 'publish', broker: 'amqp', exchange, topic, call };
}

/** `@RabbitSubscribe({ exchange, routingKey, queue })`. */
function* subscribed(call: ExternalCall): Generator<Signal> {
  const [config] = call.args;
  const [exchange, queue] = [option(config, 'exchange'), option(config, 'queue')];
  for (const key of listOf(option(config, 'routingKey'))) {
    const name = queue ?? key;
    yield { kind: 'subscribe', broker: 'amqp', topic: name, call };
    if (exchange) yield { kind: 'bind', queue: name, exchange, pattern: key, call };
  }
}

const each = <T>(suffix: string, row: T): Record<string, T> => Object.fromEntries(CHANNELS.map((c) => [`${c}.${suffix}`, row]));

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
    ...each('publish', publish),
    ...each('sendToQueue', sendToQueue),
    ...each('consume', consume),
    ...each('bindQueue', bind),
    '@golevelup/nestjs-rabbitmq.AmqpConnection().publish': golevelup,
    '@golevelup/nestjs-rabbitmq.{RabbitSubscribe,RabbitRPC}': subscribed,
  },
  callbacks: {
    ...each('consume', { args: [1], when: 'registered' as const, entry: 'consumer' as const }),
    'amqp-connection-manager.connect().createChannel': {
      args: [0],
      when: 'immediate',
      properties: ['setup'],
      params: ['amqplib.connect().createChannel()'],
    },
    'amqplib/callback_api.connect': { args: [1, 2], when: 'immediate', params: [undefined, 'amqplib/callback_api.connect()'] },
    'amqplib/callback_api.connect().{createChannel,createConfirmChannel}': {
      args: [0],
      when: 'immediate',
      params: [undefined, 'amqplib/callback_api.connect().createChannel()'],
    },
    'amqplib/callback_api.connect().createChannel().assertQueue': { args: [2], when: 'immediate' },
  },
  entries: { '@golevelup/nestjs-rabbitmq.RabbitSubscribe': 'consumer', '@golevelup/nestjs-rabbitmq.RabbitRPC': 'rpc' },
});

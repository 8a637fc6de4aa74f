import { setTimeout as sleep } from 'node:timers/promises';

import { type ChannelModel, connect, type ConfirmChannel, type ConsumeMessage } from 'amqplib';

import type { Broker, Message, Subscription } from '../broker.js';

const EXCHANGE = 'events';
const KEY = 'x-event-key';
/** Messages that a consumer holds and has not acknowledged. */
const PREFETCH = 20;
/** Between two attempts to connect again, in milliseconds. */
const PAUSE = 1000;

/** RabbitMQ: a topic exchange, a durable queue for each consumer and topic, confirms. */
export async function rabbitBroker(url: string): Promise<Broker> {
  const subscriptions: Subscription[] = [];
  let closed = false;
  let link: { readonly connection: ChannelModel; readonly channel: ConfirmChannel } | undefined;

  async function open(): Promise<void> {
    const connection = await connect(url);
    // The event that follows, `close`, is the one that is acted on.
    connection.on('error', () => undefined);
    const channel = await connection.createConfirmChannel();
    channel.on('error', () => undefined);
    channel.on('close', () => void connection.close().catch(() => undefined));
    connection.on('close', () => void reopen());
    await channel.assertExchange(EXCHANGE, 'topic', { durable: true });
    await channel.prefetch(PREFETCH);
    for (const subscription of subscriptions) await listen(channel, subscription);
    link = { connection, channel };
  }

  async function reopen(): Promise<void> {
    link = undefined;
    while (!closed && link === undefined) {
      await sleep(PAUSE);
      await open().catch(() => undefined);
    }
  }

  await open();
  return {
    name: 'rabbitmq',
    async publish({ id, topic, key, headers, body }) {
      const channel = link?.channel;
      if (channel === undefined) throw new Error('RabbitMQ is not connected');
      await new Promise<void>((resolve, reject) => {
        const options = { messageId: id, persistent: true, contentType: 'application/json', headers: { ...headers, [KEY]: key } };
        channel.publish(EXCHANGE, topic, Buffer.from(body), options, (error: unknown) => {
          if (error === null || error === undefined) resolve();
          else reject(error instanceof Error ? error : new Error('RabbitMQ has refused a message'));
        });
      });
    },
    async subscribe(subscription) {
      subscriptions.push(subscription);
      if (link !== undefined) await listen(link.channel, subscription);
    },
    async close() {
      closed = true;
      await link?.channel.close();
      await link?.connection.close().catch(() => undefined);
    },
  };
}

async function listen(channel: ConfirmChannel, { topic, consumer, accept }: Subscription): Promise<void> {
  const { queue } = await channel.assertQueue(`${consumer}.${topic}`, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.bindQueue(queue, EXCHANGE, topic);
  await channel.consume(queue, (message) => {
    if (message === null) return;
    void accept(messageOf(message))
      .then(
        () => {
          channel.ack(message);
        },
        async () => {
          await sleep(PAUSE);
          channel.nack(message);
        },
      )
      // Of a channel that has closed meanwhile: what it has not acknowledged comes again.
      .catch(() => undefined);
  });
}

function messageOf({ content, fields, properties }: ConsumeMessage): Message {
  const all = Object.entries(properties.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  const { [KEY]: key = '', ...headers } = Object.fromEntries(all);
  const id: unknown = properties.messageId;
  return { id: typeof id === 'string' ? id : '', topic: fields.routingKey, key, headers, body: content.toString() };
}

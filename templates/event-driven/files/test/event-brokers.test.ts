import { randomUUID } from 'node:crypto';

import { afterEach, describe, expect, test } from 'vitest';

import { type Broker, type Message, openBroker } from '../src/events/broker.js';
import { until } from './events-support.js';

/** Servers to test with as well: `NATS_URL=nats://localhost RABBITMQ_URL=amqp://localhost npm test`. */
const { NATS_URL, RABBITMQ_URL } = process.env;
const servers = [NATS_URL, RABBITMQ_URL].filter((url) => url !== undefined);

const opened: Broker[] = [];

afterEach(async () => {
  for (const broker of opened.splice(0)) await broker.close();
});

/** Names that no other run has. */
const names = () => ({ topic: `test.${randomUUID()}`, consumer: `test-${randomUUID()}` });

const message = (topic: string, body = '{"a":1}'): Message => ({
  id: randomUUID(),
  topic,
  key: 'k',
  headers: { 'x-correlation-id': 'c' },
  body,
});

async function openFor(url: string): Promise<Broker> {
  const broker = await openBroker(url);
  opened.push(broker);
  return broker;
}

describe.each(['memory:', ...servers])('%s', (url) => {
  const open = async (): Promise<Broker> => openFor(url);

  test('carries a message as it is, to every consumer, and to nobody else', async () => {
    const broker = await open();
    const { topic } = names();
    const [one, two, other]: [Message[], Message[], Message[]] = [[], [], []];
    await broker.subscribe({ topic, consumer: names().consumer, accept: async (each) => Promise.resolve(void one.push(each)) });
    await broker.subscribe({ topic, consumer: names().consumer, accept: async (each) => Promise.resolve(void two.push(each)) });
    await broker.subscribe({ ...names(), accept: async (each) => Promise.resolve(void other.push(each)) });
    const sent = message(topic);

    await broker.publish(sent);

    await until(() => one.length > 0 && two.length > 0);
    expect([one, two, other]).toEqual([[sent], [sent], []]);
  });

  test('keeps the order', async () => {
    const broker = await open();
    const { topic, consumer } = names();
    const seen: string[] = [];
    await broker.subscribe({ topic, consumer, accept: async ({ body }) => Promise.resolve(void seen.push(body)) });

    for (const body of ['1', '2', '3']) await broker.publish(message(topic, body));

    await until(() => seen.length === 3);
    expect(seen).toEqual(['1', '2', '3']);
  });

  test('gives a message again that was not accepted', async () => {
    const broker = await open();
    const { topic, consumer } = names();
    let attempts = 0;
    const accept = async () => (++attempts < 2 ? Promise.reject(new Error('no')) : Promise.resolve());
    await broker.subscribe({ topic, consumer, accept });
    const sent = message(topic);

    // In process the one who publishes hears of it, and publishes again.
    await broker.publish(sent).catch(async () => broker.publish(sent));

    await until(() => attempts === 2);
  });
});

test.each(servers)('%s keeps messages for a consumer that is away', async (url) => {
  const { topic, consumer } = names();
  const first = await openBroker(url);
  await first.subscribe({ topic, consumer, accept: async () => Promise.resolve() });
  await first.close();
  await (await openFor(url)).publish(message(topic, 'meanwhile'));

  const seen: string[] = [];
  await (await openFor(url)).subscribe({ topic, consumer, accept: async ({ body }) => Promise.resolve(void seen.push(body)) });

  await until(() => seen.length === 1);
  expect(seen).toEqual(['meanwhile']);
});

test('a broker that is not known is refused', async () => {
  await expect(openBroker('kafka://localhost')).rejects.toThrow('nothing is known of kafka://');
});

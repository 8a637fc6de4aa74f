import { randomUUID } from 'node:crypto';

import { afterEach, describe, expect, test } from 'vitest';

import { type Broker, type Message, openBroker } from '../src/events/broker.js';
import { servers, until } from './events-support.js';
import { type Line, lineTo } from './line.js';

const opened: Broker[] = [];
const lines: Line[] = [];

afterEach(async () => {
  for (const broker of opened.splice(0)) await broker.close();
  for (const line of lines.splice(0)) await line.close();
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

test.each(servers)('%s gives each message to one instance of a consumer, to the other when that is gone', async (url) => {
  const { topic, consumer } = names();
  const seen: [string[], string[]] = [[], []];
  const all = (): string[] => seen.flat().sort();
  const sender = await openFor(url);
  for (const mine of seen) {
    const broker = await openFor(url);
    await broker.subscribe({ topic, consumer, accept: async ({ body }) => Promise.resolve(void mine.push(body)) });
  }
  await sender.publish(message(topic, '1'));
  await sender.publish(message(topic, '2'));
  await until(() => all().length === 2);

  // The one that has received more, or as much.
  const [gone] = opened.splice(seen[0].length > seen[1].length ? 1 : 2, 1);
  await gone?.close();
  await sender.publish(message(topic, '3'));
  await sender.publish(message(topic, '4'));

  await until(() => all().length === 4);
  expect(all()).toEqual(['1', '2', '3', '4']);
});

test.each(servers)('%s: who loses the connection refuses messages and leaves them to others, until it is back', async (url) => {
  const { topic, consumer } = names();
  const seen: string[] = [];
  const subscription = { topic, consumer, accept: async ({ body }: Message) => Promise.resolve(void seen.push(body)) };
  const other = await openFor(url);
  await other.subscribe(subscription);
  const { hostname, port } = new URL(url);
  const line = await lineTo(hostname, Number(port));
  lines.push(line);
  const broker = await openFor(Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(line.port) }).href);
  await broker.subscribe(subscription);

  line.cut();
  await expect(broker.publish(message(topic, 'refused'))).rejects.toThrow();
  await other.publish(message(topic, 'meanwhile'));
  await until(() => seen.includes('meanwhile'));
  line.mend();

  const later = message(topic, 'later');
  const isTaken = async () =>
    broker.publish(later).then(
      () => true,
      () => false,
    );
  await until(isTaken);
  await until(() => seen.includes('later'));
});

test('a broker that is not known is refused', async () => {
  await expect(openBroker('kafka://localhost')).rejects.toThrow('nothing is known of kafka://');
});

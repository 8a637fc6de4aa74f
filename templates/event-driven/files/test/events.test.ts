import { setTimeout as sleep } from 'node:timers/promises';

import { beforeEach, expect, test } from 'vitest';

import { correlationId } from '../src/correlation.js';
import { db } from '../src/database/db.js';
import type { Broker, Message } from '../src/events/broker.js';
import { memoryBroker } from '../src/events/brokers/memory.js';
import { newEvent, topicOf } from '../src/events/event.js';
import { relay } from '../src/events/outbox.js';
import { widgetsOf } from '../src/widgets/repository.js';
import { newWidget } from '../src/widgets/widget.js';
import { instance, ownDatabase, paid, recorder, until } from './events-support.js';

const pay = (invoice: string, key = invoice) => ({ key, data: { invoice, amount: 1 } });

function messageOf(invoice: string, changes: Partial<Message> = {}): Message {
  const event = newEvent(paid, 'billing', pay(invoice));
  return { id: event.id, topic: topicOf(paid), key: invoice, headers: {}, body: JSON.stringify(event), ...changes };
}

/** Remembers what it takes over; refuses while it is broken. */
function recordingBroker() {
  const state = { broken: false, taken: [] as Message[] };
  const inner = memoryBroker();
  const broker: Broker = {
    ...inner,
    async publish(message) {
      if (state.broken) throw new Error('no connection');
      state.taken.push(message);
      await inner.publish(message);
    },
  };
  return { state, broker };
}

let env: Record<string, string>;

beforeEach(async () => {
  env = await ownDatabase();
});

test('a change and what is told of it are one transaction', async () => {
  const { state, broker } = recordingBroker();
  const { app } = await instance({ env, broker });
  const [widgets, store] = [widgetsOf(app.service), app.service.use(db)];
  await app.listen();
  const kept = newWidget({ name: 'kept' });

  const undone = store.transaction(async () => {
    await widgets.add(newWidget({ name: 'undone' }));
    throw new Error('no');
  });
  await expect(undone).rejects.toThrow('no');
  await widgets.add(kept);
  await widgets.update({ ...kept, name: 'changed' });
  await widgets.remove(kept.id);

  const told = () => state.taken.filter(({ topic }) => topic.startsWith('widget.'));
  await until(() => told().length === 3);
  expect(told().map(({ topic, key }) => [topic, key])).toEqual([
    ['widget.created.v1', kept.id],
    ['widget.updated.v1', kept.id],
    ['widget.removed.v1', kept.id],
  ]);
});

test('nothing is lost when the process dies between the write and the sending', async () => {
  const first = await instance({ env });
  await first.bus.publish(paid, pay('a'));
  await first.app.stop();

  const { seen, listen } = recorder();
  await (await instance({ env, listen })).app.listen();

  await until(() => seen.length === 1);
  expect(seen).toEqual(['a']);
});

test('nothing is doubled when the process dies between the sending and the note of it', async () => {
  const { seen, listen } = recorder();
  const { state, broker } = recordingBroker();
  const { app, bus } = await instance({ env, broker, listen });
  const store = app.service.use(db);
  await bus.publish(paid, pay('a'));
  await app.listen();
  await until(() => seen.length === 1);

  await store.query('update event_outbox set sent_at = null');
  await relay(store, broker);
  await bus.publish(paid, pay('b'));

  await until(() => seen.length === 2);
  expect(seen).toEqual(['a', 'b']);
  expect(state.taken.filter(({ key }) => key === 'a').map(({ id }) => id)).toEqual([expect.any(String), expect.any(String)]);
});

test('a broker that is away only delays', async () => {
  const { seen, listen } = recorder();
  const { state, broker } = recordingBroker();
  const { app, bus, http } = await instance({ env, broker, listen });
  await app.listen();

  state.broken = true;
  await bus.publish(paid, pay('a'));
  await sleep(100);
  expect(seen).toEqual([]);
  expect((await http.inject('/health/ready')).statusCode).toBe(200);
  expect((await http.inject('/metrics')).body).toContain('events_waiting{where="outbox"} 1');
  state.broken = false;

  await until(() => seen.length === 1);
});

test('a message that arrives twice is handled once, by each consumer', async () => {
  const one = recorder();
  const broker = memoryBroker();
  const other: string[] = [];
  const { app } = await instance({
    env,
    broker,
    listen: (bus) => {
      one.listen(bus);
      bus.subscribe(paid, { name: 'other', handle: async ({ data }) => Promise.resolve(void other.push(data.invoice)) });
    },
  });
  await app.listen();
  const message = messageOf('a');

  await Promise.all([broker.publish(message), broker.publish(message)]);
  await broker.publish(messageOf('b'));

  await until(() => one.seen.length >= 2 && other.length >= 2);
  await sleep(50);
  expect([one.seen, other]).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
});

test('what a handler did before it failed is undone, and it is tried again', async () => {
  const widget = newWidget({ name: 'by handler' });
  let attempts = 0;
  const broker = memoryBroker();
  const { app } = await instance({
    env,
    broker,
    listen: (bus) => {
      bus.subscribe(paid, {
        name: 'writer',
        handle: async () => {
          expect(await widgetsOf(app.service).add(widget)).toBe(true);
          if (++attempts < 3) throw new Error('not yet');
        },
      });
    },
  });
  await app.listen();

  await broker.publish(messageOf('a'));

  await until(async () => (await widgetsOf(app.service).find(widget.id)) !== undefined);
  expect(attempts).toBe(3);
});

test('events of one key keep their order, others do not wait for them', async () => {
  let broken = true;
  const { seen, listen } = recorder(({ data }) => data.invoice === 'a1' && broken);
  const { app, bus } = await instance({ env: { ...env, EVENTS_MAX_ATTEMPTS: '1000' }, listen });
  await bus.publish(paid, pay('a1', 'a'));
  await bus.publish(paid, pay('a2', 'a'));
  await bus.publish(paid, pay('b1', 'b'));
  await app.listen();

  await until(() => seen.length === 1);
  expect(seen).toEqual(['b1']);
  broken = false;

  await until(() => seen.length === 3);
  expect(seen).toEqual(['b1', 'a1', 'a2']);
});

test('poison goes to the dead letters, and can be replayed', async () => {
  let broken = true;
  const { seen, listen } = recorder(() => broken);
  const broker = memoryBroker();
  const { app, http } = await instance({ env, broker, listen });
  await app.listen();
  const dead = async () => (await http.inject('/operations/dead-letters')).json<{ items: { position: number; attempts: number; error: string }[] }>().items;

  await broker.publish(messageOf('unreadable', { body: '{"no":' }));
  await broker.publish(messageOf('refused'));
  await until(async () => (await dead()).length === 2);

  const letters = (await dead()).sort((a, b) => a.attempts - b.attempts);
  expect(letters).toMatchObject([
    { attempts: 1, error: expect.stringContaining('not a invoice.paid.v1') as string },
    { attempts: 3, error: expect.stringContaining('cannot handle refused') as string },
  ]);
  broken = false;
  const replayed = await http.inject({ method: 'POST', url: `/operations/dead-letters/${letters[1]?.position ?? 0}/replay` });
  expect(replayed.statusCode).toBe(202);
  await until(() => seen.length === 1);
  expect((await http.inject({ method: 'POST', url: '/operations/dead-letters/999/replay' })).statusCode).toBe(404);
});

test('a message that kills the process is tried a few times only', async () => {
  const { seen, listen } = recorder();
  const broker = memoryBroker();
  const { app, http } = await instance({ env, broker, listen });
  await app.listen();
  await app.service.use(db).query(`alter table event_inbox alter column attempts set default 3`);

  await broker.publish(messageOf('a'));

  await until(async () => (await http.inject('/operations/dead-letters')).body.includes('no attempt has come to an end'));
  expect(seen).toEqual([]);
});

test('two instances share the work', async () => {
  const [one, two] = [recorder(), recorder()];
  const first = await instance({ env, listen: one.listen });
  const second = await instance({ env, listen: two.listen });
  const invoices = Array.from({ length: 20 }, (_, index) => `i${index}`);
  for (const invoice of invoices) await first.bus.publish(paid, pay(invoice));

  await Promise.all([first.app.listen(), second.app.listen()]);

  await until(() => one.seen.length + two.seen.length >= 20);
  expect([...one.seen, ...two.seen].sort()).toEqual([...invoices].sort());
});

test('the correlation id of the request arrives at the consumer', async () => {
  const seen: (string | undefined)[] = [];
  const { app, bus } = await instance({
    env,
    listen: (events) => {
      events.subscribe(paid, { name: 'ids', handle: async () => Promise.resolve(void seen.push(correlationId())) });
    },
  });
  await app.listen();

  const request = { carrier: 'http', operation: 'POST /', headers: { 'x-correlation-id': 'request-1' } } as const;
  await app.service.calls.receive(request, async () => bus.publish(paid, pay('a')));

  await until(() => seen.length === 1);
  expect(seen).toEqual(['request-1']);
});

test('data that are not what the contract says are not told', async () => {
  const { bus } = await instance({ env });

  await expect(bus.publish(paid, { key: 'a', data: { invoice: 'a' } as never })).rejects.toThrow('amount');
});

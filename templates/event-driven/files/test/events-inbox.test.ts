import { setTimeout as sleep } from 'node:timers/promises';

import { beforeEach, expect, test } from 'vitest';

import { CallError } from '../src/calls.js';
import { correlationId } from '../src/correlation.js';
import { db } from '../src/database/db.js';
import { memoryBroker } from '../src/events/brokers/memory.js';
import { widgetsOf } from '../src/widgets/repository.js';
import { newWidget } from '../src/widgets/widget.js';
import { instance, messageOf, ownDatabase, paid, pay, recorder, until } from './events-support.js';

let env: Record<string, string>;

beforeEach(async () => {
  env = await ownDatabase();
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
  const dead = async () =>
    (await http.inject('/operations/dead-letters')).json<{ items: { position: number; attempts: number; error: string }[] }>().items;

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

test('a call that is held back was not sent: it is no attempt', async () => {
  let asked = 0;
  const { app, bus } = await instance({
    env,
    listen: (listening) => {
      listening.subscribe(paid, {
        name: 'asker',
        handle: async () =>
          ++asked < 10 ? Promise.reject(new CallError('left alone', 'ledger', 'peer', { heldBackMs: 1 })) : Promise.resolve(),
      });
    },
  });
  await app.listen();
  await bus.publish(paid, pay('a'));

  await until(() => asked === 10);
  const attempts = async () => app.service.use(db).query('select attempts from event_inbox where done_at is not null');
  await until(async () => (await attempts()).length === 1);
  expect(await attempts()).toEqual([{ attempts: 1 }]);
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

test('domain events are handled in the transaction that publishes them', async () => {
  const checked = { ...paid, kind: 'domain' } as const;
  const { seen, listen } = recorder();
  const { app, bus } = await instance({
    env,
    listen: (events) => {
      listen(events);
      events.subscribe(checked, {
        name: 'refuses',
        handle: async ({ data }) => (data.amount > 1 ? Promise.reject(new Error('no')) : Promise.resolve()),
      });
    },
  });
  await app.listen();

  await expect(bus.publish(checked, { key: 'a', data: { invoice: 'a', amount: 2 } })).rejects.toThrow('no');
  await bus.publish(checked, pay('a'));
  await sleep(50);

  expect(seen).toEqual([]);
});

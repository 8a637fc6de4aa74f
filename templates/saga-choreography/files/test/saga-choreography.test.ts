import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { orderCancelled, orderPlaced } from '../src/choreography/contract.js';
import { sagaChoreography } from '../src/choreography/module.js';
import { db } from '../src/database/db.js';
import { database } from '../src/database/module.js';
import { type Broker, type Message, messageBroker } from '../src/events/broker.js';
import { memoryBroker } from '../src/events/brokers/memory.js';
import { events } from '../src/events/bus.js';
import { topicOf } from '../src/events/event.js';
import { eventDriven } from '../src/events/module.js';
import type { Module } from '../src/module.js';
import { freshDatabase } from './database.js';
import { testApp } from './support.js';

type Role = 'order' | 'payment' | 'inventory';

let broker: Broker;
let delivery: NodeJS.Timeout;

/** As a broker between services does: takes a message over, and delivers it outside of the transaction of its sender. */
function brokerBetween(): Broker {
  const inner = memoryBroker();
  const taken: Message[] = [];
  let last: Promise<void> = Promise.resolve();
  delivery = setInterval(() => {
    for (const message of taken.splice(0)) last = last.then(async () => inner.publish(message));
  }, 5);
  return { ...inner, publish: async (message) => Promise.resolve(void taken.push(message)) };
}

afterEach(() => {
  clearInterval(delivery);
});

beforeEach(async () => {
  broker = brokerBetween();
  // The embedded engine starts here, where there is time for it.
  await testApp({ modules: [database] });
});

/** A service of its own, with its own database, that plays one part. */
async function service(role: Role, settings: Record<string, string> = {}) {
  const given: Module = { name: 'given', stage: 'foundation', env: {}, start: (each) => each.provide(messageBroker, broker) };
  const env = {
    ...(await freshDatabase()),
    SAGA_ROLES: role,
    SAGA_POLL_MS: '20',
    EVENTS_POLL_MS: '20',
    EVENTS_RETRY_MS: '10',
    ...settings,
  };
  const app = await testApp({ env, modules: [given, database, eventDriven, sagaChoreography] });
  const store = app.service.use(db);
  const booked = async () => (await store.query<{ kind: string }>('select kind from saga_booking')).map(({ kind }) => kind);
  const steps = async () => (await store.query<{ status: string }>('select status from saga_step')).map(({ status }) => status);
  return { app, http: app.service.http, store, booked, steps, bus: app.service.use(events) };
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await sleep(10);
}

async function place(http: Awaited<ReturnType<typeof service>>['http'], change: Record<string, number> = {}) {
  const payload = { widget: randomUUID(), quantity: 1, amount: 10, ...change };
  const { id } = (await http.inject({ method: 'POST', url: '/v1/widgets/fulfilments', payload })).json<{ id: string }>();
  const state = async () => (await http.inject(`/v1/widgets/fulfilments/${id}`)).json<{ status: string; reason: string | null }>();
  return { id, state };
}

async function system(settings: Record<string, string> = {}) {
  const all = { order: await service('order', settings), payment: await service('payment'), inventory: await service('inventory') };
  for (const { app } of Object.values(all)) await app.listen();
  return all;
}

test('order, payment, inventory: it completes', async () => {
  const { order, payment, inventory } = await system();

  const { state } = await place(order.http);

  await until(async () => (await state()).status === 'completed');
  expect([await payment.booked(), await inventory.booked()]).toEqual([['money'], ['stock']]);
});

test('payment refuses: the order fails, nothing was done', async () => {
  const { order, payment, inventory } = await system();

  const { state } = await place(order.http, { amount: 5000 });

  await until(async () => (await state()).status === 'failed');
  expect((await state()).reason).toBe('more than 1000');
  expect([await payment.booked(), await inventory.booked()]).toEqual([[], []]);
  expect(await payment.steps()).toEqual(['refused']);
});

test('inventory refuses: the money goes back, what it had begun is undone', async () => {
  const { order, payment, inventory } = await system();

  const { state } = await place(order.http, { quantity: 50 });

  await until(async () => (await state()).status === 'failed' && (await payment.steps()).includes('undone'));
  expect([await payment.booked(), await inventory.booked()]).toEqual([[], []]);
});

test('inventory is away: after the deadline the money goes back, and a late request does nothing', async () => {
  const order = await service('order', { SAGA_DEADLINE_MS: '100' });
  const payment = await service('payment');
  for (const { app } of [order, payment]) await app.listen();

  const { id, state } = await place(order.http);
  await until(async () => (await state()).status === 'failed' && (await payment.steps()).includes('undone'));
  expect((await state()).reason).toBe('not settled in time');
  expect(await payment.booked()).toEqual([]);

  const inventory = await service('inventory');
  await inventory.app.listen();
  await inventory.bus.publish(orderCancelled, { key: id, data: { saga: id, reason: 'not settled in time' } });
  await until(async () => (await inventory.steps()).length === 1);
  expect(await inventory.steps()).toEqual(['barred']);
});

test('a cancellation that overtakes the request bars the step', async () => {
  const payment = await service('payment');
  await payment.app.listen();
  const order = randomUUID();

  await payment.bus.publish(orderCancelled, { key: order, data: { saga: order, reason: 'late' } });
  await until(async () => (await payment.steps()).includes('barred'));
  await payment.bus.publish(orderPlaced, { key: order, data: { saga: order, widget: randomUUID(), quantity: 1, amount: 10 } });
  const handled = `select 1 from event_inbox where topic = $1 and done_at is not null`;
  await until(async () => (await payment.store.query(handled, [topicOf(orderPlaced)])).length === 1);

  expect(await payment.steps()).toEqual(['barred']);
  expect(await payment.booked()).toEqual([]);
});

test('an order that is placed twice is one; one service may play all parts', async () => {
  const all = await service('order', { SAGA_ROLES: 'order, payment, inventory' });
  await all.app.listen();
  const headers = { 'idempotency-key': randomUUID() };
  const payload = { widget: randomUUID(), quantity: 1, amount: 10 };

  for (let time = 0; time < 2; time++) await all.http.inject({ method: 'POST', url: '/v1/widgets/fulfilments', headers, payload });

  await until(async () => (await all.booked()).length === 2);
  expect(await all.store.query('select 1 from event_outbox where topic = $1', [topicOf(orderPlaced)])).toHaveLength(1);
  expect((await all.http.inject('/asyncapi.json')).body).toContain('widget-order.reserved.v1');
  expect((await all.http.inject(`/v1/widgets/fulfilments/${randomUUID()}`)).statusCode).toBe(404);
});

test('a part that nobody knows is refused', async () => {
  await expect(service('judge' as Role)).rejects.toThrow('SAGA_ROLES');
});

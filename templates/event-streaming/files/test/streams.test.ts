import { setTimeout as sleep } from 'node:timers/promises';

import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';

import { correlationId } from '../src/correlation.js';
import { db } from '../src/database/db.js';
import { database } from '../src/database/module.js';
import type { Module } from '../src/module.js';
import { streamLog } from '../src/streams/log.js';
import { eventStreaming } from '../src/streams/module.js';
import { defineStream, partitionOf, type StreamRecord } from '../src/streams/stream.js';
import { streams } from '../src/streams/streams.js';
import { widgetStream } from '../src/streams/widget-changes.js';
import { widgetsOf } from '../src/widgets/repository.js';
import { newWidget } from '../src/widgets/widget.js';
import { freshDatabase } from './database.js';
import { testApp } from './support.js';

const readings = defineStream({ name: 'readings', partitions: 4, data: z.object({ n: z.number() }) });
type Reading = StreamRecord<{ n: number }>;

const KEYS = ['a', 'b', 'c', 'd', 'e'];

let env: Record<string, string>;

beforeEach(async () => {
  env = { STREAM_POLL_MS: '20', STREAM_BATCH: '5', ...(await freshDatabase()) };
  // The embedded engine starts here, where there is time for it.
  await testApp({ env, modules: [database] });
});

/** An instance; those of one test share the database. */
async function instance(handle?: (record: Reading) => Promise<void>, group = 'test') {
  const module: Module = {
    name: 'readers',
    stage: 'feature',
    env: {},
    start: (service) => {
      if (handle !== undefined) service.use(streams).consume(readings, group, handle);
    },
  };
  const app = await testApp({ env, modules: [database, eventStreaming, module] });
  const store = app.service.use(db);
  const all = app.service.use(streams);
  const append = async (from: number, to: number) => {
    for (let n = from; n < to; n++) for (const key of KEYS) await all.append(readings, key, { n });
  };
  const done = async () => (await streamLog(store).lags()).every(({ lag }) => lag === 0);
  return { app, store, append, done, streams: all, http: app.service.http };
}

/** A consumer that remembers what it has handled, for each key. */
function recorder() {
  const seen = new Map<string, number[]>();
  const handle = async ({ key, data }: Reading) => Promise.resolve(void seen.set(key, [...(seen.get(key) ?? []), data.n]));
  const count = () => [...seen.values()].flat().length;
  return { seen, handle, count };
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await sleep(10);
}

const upTo = (n: number) => Array.from({ length: n }, (_, index) => index);

test('records of a key arrive in their order, once, whichever instance of the group handles them', async () => {
  const order = new Map<string, number[]>();
  const handle = async ({ key, data }: Reading) => {
    await sleep(1);
    order.set(key, [...(order.get(key) ?? []), data.n]);
  };
  const [one, two] = [await instance(handle), await instance(handle)];
  await Promise.all([one.app.listen(), two.app.listen()]);

  await one.append(0, 20);

  await until(one.done);
  expect(Object.fromEntries(order)).toEqual(Object.fromEntries(KEYS.map((key) => [key, upTo(20)])));
});

test('a group goes on where it was before the restart', async () => {
  const first = recorder();
  const before = await instance(first.handle);
  await before.app.listen();
  await before.append(0, 3);
  await until(before.done);
  await before.app.stop();

  const writer = await instance();
  await writer.append(3, 6);
  const second = recorder();
  const after = await instance(second.handle);
  await after.app.listen();

  await until(() => second.count() === 3 * KEYS.length);
  expect(first.seen.get('a')).toEqual([0, 1, 2]);
  expect(second.seen.get('a')).toEqual([3, 4, 5]);
});

test('a batch that dies in the middle leaves nothing, and is handled again', async () => {
  let broken = true;
  const app = await instance(async ({ data }) => {
    const widgets = widgetsOf(app.app.service);
    await widgets.add(newWidget({ name: `n${data.n}` }));
    if (broken && data.n === 1) throw new Error('killed');
  });
  await app.app.listen();
  for (let n = 0; n < 3; n++) await app.streams.append(readings, 'a', { n });
  await sleep(100);
  expect(await app.done()).toBe(false);
  broken = false;

  await until(app.done);
  const names = (await widgetsOf(app.app.service).list({ limit: 10 })).map(({ name }) => name);
  expect(names.sort()).toEqual(['n0', 'n1', 'n2']);
});

test('every group gets every record', async () => {
  const [one, two] = [recorder(), recorder()];
  const first = await instance(one.handle, 'one');
  const second = await instance(two.handle, 'two');
  await Promise.all([first.app.listen(), second.app.listen()]);

  await first.append(0, 3);

  await until(() => one.count() === 15 && two.count() === 15);
  expect(one.seen).toEqual(two.seen);
});

test('a group can be replayed from a position and from a time', async () => {
  const { handle, seen, count } = recorder();
  const { app, append, done, http, store } = await instance(handle);
  await app.listen();
  await append(0, 2);
  await until(done);
  await sleep(20);
  const [now] = await store.query<{ now: Date }>('select clock_timestamp() as now');
  await sleep(20);
  await append(2, 3);
  await until(() => count() === 15);
  const seek = async (payload: object, group = 'test') =>
    (await http.inject({ method: 'POST', url: `/operations/streams/readings/groups/${group}/seek`, payload })).statusCode;

  seen.clear();
  expect(await seek({ at: now?.now.toISOString() })).toBe(204);
  await until(() => count() === 5);
  expect(seen.get('a')).toEqual([2]);

  seen.clear();
  expect(await seek({ position: 0 })).toBe(204);
  await until(() => count() === 15);
  expect(seen.get('a')).toEqual([0, 1, 2]);
  expect(await seek({ position: 0 }, 'nobody')).toBe(404);
});

test('writers at the same time leave no gap', async () => {
  const { seen, handle, count } = recorder();
  const { app, streams: all, http } = await instance(handle);
  await app.listen();

  await Promise.all(upTo(40).map(async (n) => all.append(readings, 'a', { n })));

  await until(() => count() === 40);
  expect([...(seen.get('a') ?? [])].sort((a, b) => a - b)).toEqual(upTo(40));
  // What was handled is noted when its batch is committed.
  await until(async () => (await http.inject('/metrics')).body.includes('stream_lag{stream="readings",group="test"} 0'));
});

test('changes of widgets are in the stream, undone ones are not; the correlation id arrives', async () => {
  const lines: unknown[] = [];
  const logTo = { write: (line: string) => void (line.includes('widget changed') && lines.push(JSON.parse(line))) };
  const app = await testApp({ env: { ...env, LOG_LEVEL: 'info' }, modules: [database, eventStreaming, widgetStream], logTo });
  const [widgets, store] = [widgetsOf(app.service), app.service.use(db)];
  await app.listen();
  const undone = store.transaction(async () => {
    await widgets.add(newWidget({ name: 'undone' }));
    throw new Error('no');
  });
  await expect(undone).rejects.toThrow('no');
  const request = { carrier: 'http', operation: 'POST /', headers: { 'x-correlation-id': 'request-1' } } as const;

  await app.service.calls.receive(request, async () => widgets.add(newWidget({ name: correlationId() ?? 'none' })));

  await until(() => lines.length === 1);
  expect(lines).toMatchObject([{ type: 'created', position: 1, correlationId: 'request-1' }]);
});

test('a key stays in its partition for ever', () => {
  expect(partitionOf({ partitions: 1024 }, 'a')).toBe(55);
});

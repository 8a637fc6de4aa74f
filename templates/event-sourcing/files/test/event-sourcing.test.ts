import { setTimeout as sleep } from 'node:timers/promises';

import { beforeEach, describe, expect, test } from 'vitest';

import { feed as feedToken } from '../src/cqrs/feed.js';
import { Projector } from '../src/cqrs/projection.js';
import { widgetQueries, widgetView } from '../src/cqrs/widget-view.js';
import { db } from '../src/database/db.js';
import { database } from '../src/database/module.js';
import { eventSourcing, history } from '../src/event-store/module.js';
import { eventStore } from '../src/event-store/store.js';
import { upcast } from '../src/event-store/upcast.js';
import { evolve, NOTHING } from '../src/event-store/widget.js';
import { newWidget } from '../src/widgets/widget.js';
import { freshDatabase } from './database.js';
import { testApp } from './support.js';
import { describeRepository } from './widget-contract.js';

let env: Record<string, string>;

beforeEach(async () => {
  env = await freshDatabase();
});

async function instance(settings: Record<string, string> = {}) {
  const { service } = await testApp({ env: { ...env, ...settings }, modules: [database, eventSourcing] });
  const store = service.use(db);
  return { http: service.http, db: store, events: eventStore(store), widgets: service.use(history), feed: service.use(feedToken) };
}

describe('repository', () => {
  describeRepository(async () => (await instance()).widgets);
});

test('of appends at the same time with the same expectation exactly one wins', async () => {
  const [one, two] = [await instance(), await instance()];
  const widget = newWidget({ name: 'first' });
  await one.widgets.add(widget);
  const event = { type: 'widget-renamed', schemaVersion: 2, data: { name: 'other', from: 'first' } };

  const all = Array.from({ length: 10 }, async (_, index) => (index % 2 === 0 ? one : two).events.append(widget.id, 1, event));

  const won = (await Promise.all(all)).filter((stored) => stored !== undefined);
  expect(won.map(({ version }) => version)).toEqual([2]);
  expect(await one.events.read(widget.id)).toHaveLength(2);
  expect(await one.events.append(widget.id, 7, event)).toBeUndefined();
});

test('the past can be asked for: by version, and by time', async () => {
  const { widgets, http } = await instance();
  const widget = newWidget({ name: 'first' });
  const before = new Date();
  await sleep(20);
  await widgets.add(widget);
  await sleep(20);
  const between = new Date();
  await sleep(20);
  await widgets.update({ ...widget, name: 'second' });
  await widgets.remove(widget.id);

  expect(await widgets.asOf(widget.id, { at: before })).toBeUndefined();
  expect((await widgets.asOf(widget.id, { at: between }))?.name).toBe('first');
  expect((await widgets.asOf(widget.id, { version: 2 }))?.name).toBe('second');
  expect(await widgets.asOf(widget.id, {})).toBeUndefined();
  const url = `/v1/widget-history/${widget.id}`;
  expect((await http.inject(`${url}/state?version=1`)).json()).toEqual(widget);
  expect((await http.inject(`${url}/state`)).statusCode).toBe(404);
  expect((await http.inject(url)).json<{ items: object[] }>().items).toMatchObject([
    { type: 'widget-created', version: 1 },
    { type: 'widget-renamed', version: 2, data: { name: 'second', from: 'first' } },
    { type: 'widget-removed', version: 3 },
  ]);
});

test('snapshots are used, and change nothing', async () => {
  const { widgets, db: store } = await instance({ SNAPSHOT_EVERY: '3' });
  const widget = newWidget({ name: 'v1' });
  await widgets.add(widget);
  for (let version = 1; version < 10; version++) await widgets.update({ id: widget.id, version, name: `v${version + 1}` });
  const expected = { ...widget, name: 'v10', version: 10 };

  expect(await store.query('select version from stream_snapshot')).toEqual([{ version: 9 }]);
  expect(await widgets.find(widget.id)).toEqual(expected);
  await store.query(`update stream_snapshot set state = jsonb_set(state, '{widget,createdAt}', '"2000-01-01T00:00:00.000Z"')`);
  expect((await widgets.find(widget.id))?.createdAt).toBe('2000-01-01T00:00:00.000Z');
  await store.query('update stream_snapshot set schema_version = 0');
  expect(await widgets.find(widget.id)).toEqual(expected);
});

test('events of older versions are still read', async () => {
  const { widgets, events } = await instance();
  const widget = newWidget({ name: 'first' });
  await widgets.add(widget);

  await events.append(widget.id, 1, { type: 'widget-renamed', schemaVersion: 1, data: { name: 'long ago' } });

  expect((await widgets.find(widget.id))?.name).toBe('long ago');
  expect((await widgets.history(widget.id))[1]?.data).toEqual({ name: 'long ago', from: null });
});

test('upcasters run one after the other; an event of the future is refused', () => {
  const upcasters = { e: [({ a }: Record<string, unknown>) => ({ b: a }), ({ b }: Record<string, unknown>) => ({ c: b })] };

  expect(upcast(upcasters, { type: 'e', schemaVersion: 1, data: { a: 1 } })).toEqual({ type: 'e', schemaVersion: 3, data: { c: 1 } });
  expect(upcast(upcasters, { type: 'e', schemaVersion: 2, data: { b: 1 } }).data).toEqual({ c: 1 });
  expect(() => upcast(upcasters, { type: 'e', schemaVersion: 4, data: {} })).toThrow('version 4, this release knows 3');
});

test('lists and projections that are made anew from the events are the same', async () => {
  const { widgets, db: store, feed } = await instance();
  const made = Array.from({ length: 10 }, (_, index) => newWidget({ name: `w${index}` }));
  for (const widget of made) await widgets.add(widget);
  for (const widget of made.slice(0, 5)) await widgets.update({ ...widget, name: `${widget.name}+` });
  for (const { id } of made.slice(3, 7)) await widgets.remove(id);
  const projector = new Projector(store, feed, widgetView(store));
  while (await projector.catchUp());
  const read = async () => [await widgets.list({ limit: 100 }), await widgetQueries(store).latest({ limit: 100 })];
  const before = await read();

  await widgets.rebuild();
  await projector.rebuild();

  expect(before.map((rows) => rows.length)).toEqual([6, 6]);
  expect(await read()).toEqual(before);
});

test('a state is a pure function of its events', () => {
  const events = [
    { type: 'widget-created', data: { name: 'a', createdAt: '2026-01-01T00:00:00.000Z' } },
    { type: 'widget-renamed', data: { name: 'b', from: 'a' } },
  ] as const;

  const state = events.reduce((before, event) => evolve(before, 'id', event), NOTHING);

  expect(state).toEqual({ version: 2, widget: { id: 'id', name: 'b', createdAt: '2026-01-01T00:00:00.000Z', version: 2 } });
});

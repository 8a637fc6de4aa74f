import { randomUUID } from 'node:crypto';

import { beforeEach, expect, test } from 'vitest';

import { cqrs } from '../src/cqrs/module.js';
import { changeLog } from '../src/cqrs/feed.js';
import { Projector } from '../src/cqrs/projection.js';
import { widgetQueries, widgetView } from '../src/cqrs/widget-view.js';
import { db } from '../src/database/db.js';
import { database } from '../src/database/module.js';
import { widgetsOf } from '../src/widgets/repository.js';
import { newWidget } from '../src/widgets/widget.js';
import { freshDatabase } from './database.js';
import { testApp } from './support.js';

let env: Record<string, string>;

beforeEach(async () => {
  env = { PROJECTION_POLL_MS: '20', ...(await freshDatabase()) };
});

async function instance(settings: Record<string, string> = {}) {
  const app = await testApp({ env: { ...env, ...settings }, modules: [database, cqrs] });
  const { http } = app.service;
  const command = async (payload: Record<string, unknown>) => http.inject({ method: 'POST', url: '/v1/widgets/commands', payload });
  const view = async (query = '') =>
    (await http.inject(`/v1/widgets/views${query}`)).json<{ items: { id: string; name: string; changes: number }[] }>().items;
  return { app, http, command, view, store: app.service.use(db) };
}

test('a command changes, the query that names its position sees it', async () => {
  const { app, command, view } = await instance();
  await app.listen();
  const id = randomUUID();

  await command({ type: 'create', id, name: 'first' });
  const { position } = (await command({ type: 'rename', id, version: 1, name: 'second' })).json<{ position: number }>();

  expect(await view(`?after=${position}`)).toEqual([{ id, name: 'second', changes: 1, changedAt: expect.any(String) as string }]);
  const removed = (await command({ type: 'remove', id })).json<{ position: number }>();
  expect(await view(`?after=${removed.position}`)).toEqual([]);
});

test('a command that is sent twice is done once; one about an older state is refused', async () => {
  const { command, store } = await instance();
  const id = randomUUID();
  const create = { type: 'create', id, name: 'first' };

  const [one, two] = [await command(create), await command(create)];

  expect(two.json()).toEqual(one.json());
  expect((await command({ ...create, name: 'other' })).statusCode).toBe(409);
  expect((await command({ type: 'rename', id, version: 2, name: 'second' })).statusCode).toBe(409);
  expect((await command({ type: 'destroy', id })).statusCode).toBe(400);
  expect(await store.query('select type from widget_change')).toEqual([{ type: 'created' }]);
});

test('a query does not wait for ever', async () => {
  const { command, http } = await instance({ PROJECTION_WAIT_MS: '50' });
  await command({ type: 'create', id: randomUUID(), name: 'first' });

  // It does not listen: nothing is projected.
  expect((await http.inject('/v1/widgets/views?after=1')).statusCode).toBe(503);
  expect((await http.inject('/metrics')).body).toContain('projection_lag{projection="widget-view"} 1');
});

test('the view that is rebuilt from nothing is the one that has grown', async () => {
  const { app, store } = await instance();
  const widgets = widgetsOf(app.service);
  const made = Array.from({ length: 30 }, (_, index) => newWidget({ name: `w${index}` }));
  for (const widget of made) await widgets.add(widget);
  for (const widget of made.slice(0, 20)) await widgets.update({ ...widget, name: `${widget.name}+` });
  for (const { id } of made.slice(10, 15)) await widgets.remove(id);
  const projector = new Projector(store, changeLog(store, widgets), widgetView(store));
  const all = async () => widgetQueries(store).latest({ limit: 100 });
  while (await projector.catchUp());
  const grown = await all();

  await projector.rebuild();

  expect(grown).toHaveLength(25);
  expect(await all()).toEqual(grown);
  expect(await projector.lag()).toBe(0);
});

test('what dies in the middle is applied once after all', async () => {
  const { app, store, view } = await instance();
  const widgets = widgetsOf(app.service);
  const widget = newWidget({ name: 'first' });
  await widgets.add(widget);
  await widgets.update({ ...widget, name: 'second' });
  const real = widgetView(store);
  let count = 0;
  const dies = {
    ...real,
    apply: async (change: Parameters<typeof real.apply>[0]) => {
      await real.apply(change);
      if (++count === 2) throw new Error('killed');
    },
  };
  const feed = changeLog(store, widgets);

  await expect(new Projector(store, feed, dies).catchUp()).rejects.toThrow('killed');
  expect(await view()).toEqual([]);
  await new Projector(store, feed, real).catchUp();

  expect(await view()).toMatchObject([{ name: 'second', changes: 1 }]);
});

test('two instances project each change once', async () => {
  const [one, two] = [await instance(), await instance()];
  await Promise.all([one.app.listen(), two.app.listen()]);
  const id = randomUUID();
  await one.command({ type: 'create', id, name: 'v1' });
  let position = 0;
  for (let version = 1; version <= 10; version++) {
    const side = version % 2 === 0 ? one : two;
    ({ position } = (await side.command({ type: 'rename', id, version, name: `v${version + 1}` })).json<{ position: number }>());
  }

  expect(await one.view(`?after=${position}`)).toMatchObject([{ name: 'v11', changes: 10 }]);
});

test('writers at the same time leave no gap that a projection would miss', async () => {
  const { app, store, view } = await instance();
  await app.listen();
  const widgets = widgetsOf(app.service);

  await Promise.all(Array.from({ length: 30 }, async (_, index) => widgets.add(newWidget({ name: `w${index}` }))));

  const [last] = await store.query<{ position: number }>('select max(position) as position from widget_change');
  expect(await view(`?after=${last?.position ?? 0}&limit=100`)).toHaveLength(30);
  expect(await view('?search=W29')).toHaveLength(1);
});

import { beforeEach, describe, expect, test } from 'vitest';

import { type Db, db } from '../src/database/db.js';
import { migrate } from '../src/database/migrate.js';
import { database } from '../src/database/module.js';
import { widgetRepository, type WidgetRepository } from '../src/widgets/repository.js';
import { newWidget } from '../src/widgets/widget.js';
import { freshDatabase } from './database.js';
import { testApp } from './support.js';
import { describeRepository } from './widget-contract.js';

async function start(env?: Record<string, string>) {
  const { service } = await testApp({ modules: [database], ...(env === undefined ? {} : { env }) });
  return { service, db: service.use(db), widgets: service.use(widgetRepository) };
}

describe('repository', () => {
  describeRepository(async () => (await start()).widgets);
});

describe('transactions', () => {
  let store: Db;
  let widgets: WidgetRepository;
  const widget = newWidget({ name: 'first' });

  beforeEach(async () => {
    ({ db: store, widgets } = await start());
  });

  test('roll back everything that was done inside', async () => {
    const work = store.transaction(async () => {
      await widgets.add(widget);
      throw new Error('no');
    });

    await expect(work).rejects.toThrow('no');
    expect(await widgets.find(widget.id)).toBeUndefined();
  });

  test('inside of another one are a part of it', async () => {
    const work = store.transaction(async () => {
      await store.transaction(async () => widgets.add(widget));
      throw new Error('no');
    });

    await expect(work).rejects.toThrow('no');
    expect(await widgets.find(widget.id)).toBeUndefined();
  });

  test('what waits for the commit hears nothing of a rollback', async () => {
    const heard: string[] = [];

    await store.transaction(async () => Promise.resolve(store.afterCommit(() => heard.push('committed'))));
    const rolledBack = store.transaction(async () => {
      store.afterCommit(() => heard.push('rolled back'));
      return Promise.reject(new Error('no'));
    });

    await expect(rolledBack).rejects.toThrow('no');
    expect(heard).toEqual(['committed']);
  });

  test('do not see each other', async () => {
    const add = async (name: string) => store.transaction(async () => widgets.add(newWidget({ name })));

    await Promise.all(['a', 'b', 'c', 'd'].map(add));

    expect(await widgets.list({ limit: 10 })).toHaveLength(4);
  });
});

describe('migrations', () => {
  const migration = { name: '9000-test.sql', sql: 'create table test (id int); insert into test values (1);' };
  const count = async (store: Db) => (await store.query<{ n: number }>('select count(*) as n from test'))[0]?.n;

  test('are applied once', async () => {
    const { db: store, service } = await start();

    await migrate(store, [migration], service.log);
    await migrate(store, [migration], service.log);

    expect(await count(store)).toBe(1);
  });

  test('that were changed afterwards are refused', async () => {
    const { db: store, service } = await start();
    await migrate(store, [migration], service.log);

    await expect(migrate(store, [{ ...migration, sql: 'select 1' }], service.log)).rejects.toThrow('9000-test.sql was changed');
  });

  test('are all applied or none', async () => {
    const { db: store, service } = await start();
    const broken = { name: '9001-broken.sql', sql: 'create table other (id int); select nonsense;' };

    await expect(migrate(store, [migration, broken], service.log)).rejects.toThrow('nonsense');

    await expect(count(store)).rejects.toThrow('does not exist');
  });

  test('two instances that start together migrate once', async () => {
    const env = await freshDatabase();

    const [one, two] = await Promise.all([start(env), start(env)]);

    const widget = newWidget({ name: 'first' });
    await one.widgets.add(widget);
    expect(await two.widgets.find(widget.id)).toEqual(widget);
    expect(await one.db.query('select name from schema_migration')).toContainEqual({ name: '0100-widgets.sql' });
  });
});

test('the service is unready when its database is gone', async () => {
  const { service, db: store } = await start();
  expect((await service.http.inject('/health/ready')).statusCode).toBe(200);

  store.query = async () => Promise.reject(new Error('gone'));

  expect((await service.http.inject('/health/ready')).json()).toEqual({ status: 'unready', failed: ['database'] });
});

test.each(['file:.data/database', 'memory:x', ''])('production refuses %j', async (url) => {
  await expect(testApp({ env: { NODE_ENV: 'production', DATABASE_URL: url }, modules: [database] })).rejects.toThrow('DATABASE_URL');
});

test('an address of another database is refused', async () => {
  await expect(start({ DATABASE_URL: 'mysql://db' })).rejects.toThrow('it must be a postgres:// URL');
});

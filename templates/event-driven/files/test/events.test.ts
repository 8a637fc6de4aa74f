import { setTimeout as sleep } from 'node:timers/promises';

import { beforeEach, expect, test } from 'vitest';

import { db } from '../src/database/db.js';
import { relay } from '../src/events/outbox.js';
import { widgetsOf } from '../src/widgets/repository.js';
import { newWidget } from '../src/widgets/widget.js';
import { instance, ownDatabase, paid, pay, recorder, recordingBroker, until } from './events-support.js';

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

test('data that are not what the contract says are not told', async () => {
  const { bus } = await instance({ env });

  await expect(bus.publish(paid, { key: 'a', data: { invoice: 'a' } as never })).rejects.toThrow('amount');
});

test('system events are sent at once, and never fail the caller', async () => {
  const { state, broker } = recordingBroker();
  const { app, bus } = await instance({ env, broker });
  const failed = { ...paid, kind: 'system' } as const;

  await app.listen();
  expect(state.taken.map(({ topic }) => topic)).toEqual(['widget-service.started.v1']);
  state.broken = true;

  await expect(bus.publish(failed, pay('a'))).resolves.toBeUndefined();
});

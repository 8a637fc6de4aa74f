import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';

import { CallError } from '../src/calls.js';
import { database } from '../src/database/module.js';
import type { Module } from '../src/module.js';
import { sagaOrchestration } from '../src/orchestration/module.js';
import { orchestrator } from '../src/orchestration/orchestrator.js';
import { defineSaga, NotYet, type Step } from '../src/orchestration/saga.js';
import type { Status } from '../src/orchestration/store.js';
import { rest } from '../src/rest/module.js';
import { freshDatabase } from './database.js';
import { testApp } from './support.js';

type State = z.output<typeof state>;
const state = z.object({ seen: z.array(z.string()).default([]) });

let env: Record<string, string>;

beforeEach(async () => {
  env = { SAGA_POLL_MS: '20', SAGA_RETRY_MS: '5', SAGA_MAX_ATTEMPTS: '3', ...(await freshDatabase()) };
});

const fine = (name: string): Step<State> => ({
  name,
  run: async ({ seen }) => Promise.resolve({ seen: [...seen, name] }),
  compensate: 'nothing to undo',
});

/** An instance that knows a saga of these steps. */
async function instance(steps: readonly Step<State>[], settings: Record<string, string> = {}) {
  const saga = defineSaga({ kind: 'test', state, steps });
  const module: Module = { name: 'sagas', stage: 'feature', env: {}, start: (service) => service.use(orchestrator).register(saga) };
  const app = await testApp({ env: { ...env, ...settings }, modules: [database, rest, sagaOrchestration, module] });
  const sagas = app.service.use(orchestrator);
  const ended = async (id: string, status: Status) => {
    while ((await sagas.find(id))?.status !== status) await sleep(10);
    return sagas.find(id);
  };
  return { app, sagas, saga, ended, http: app.service.http };
}

test('steps run in their order, each with what those before have learnt', async () => {
  const { app, sagas, saga, ended } = await instance([fine('a'), fine('b'), fine('c')]);
  await app.listen();
  const id = randomUUID();

  expect(await sagas.begin(saga, id, {})).toBe(true);
  expect(await sagas.begin(saga, id, {})).toBe(false);

  expect((await ended(id, 'completed'))?.state).toEqual({ seen: ['a', 'b', 'c'] });
});

test('a saga that was left by another process goes on', async () => {
  const first = await instance([fine('a')]);
  const id = randomUUID();
  await first.sagas.begin(first.saga, id, {});
  await first.app.stop();

  const second = await instance([fine('a')]);
  await second.app.listen();

  await second.ended(id, 'completed');
});

test('a step that fails for a while is tried again', async () => {
  const keys: string[] = [];
  const flaky: Step<State> = {
    ...fine('flaky'),
    async run(_state, { key, number }) {
      keys.push(key);
      if (number < 3) throw new Error('busy');
      return Promise.resolve(undefined);
    },
  };
  const { app, sagas, saga, ended } = await instance([flaky]);
  await app.listen();
  const id = randomUUID();

  await sagas.begin(saga, id, {});

  const { history } = (await ended(id, 'completed')) ?? {};
  expect(history?.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'done']);
  expect(keys).toEqual([`${id}:flaky`, `${id}:flaky`, `${id}:flaky`]);
});

test('a step may wait for as long as it takes', async () => {
  let asked = 0;
  const slow: Step<State> = {
    ...fine('person'),
    run: async () => (++asked < 10 ? Promise.reject(new NotYet(1)) : Promise.resolve(undefined)),
  };
  const { app, sagas, saga, ended } = await instance([slow]);
  await app.listen();
  const id = randomUUID();

  await sagas.begin(saga, id, {});

  await ended(id, 'completed');
  expect(asked).toBe(10);
});

test('a call that is held back was not sent: it is no attempt', async () => {
  const numbers: number[] = [];
  const leftAlone: Step<State> = {
    ...fine('left alone'),
    async run(_state, { number }) {
      numbers.push(number);
      if (numbers.length < 10) throw new CallError('inventory is left alone', 'inventory', 'peer', { heldBackMs: 1 });
      return Promise.resolve(undefined);
    },
  };
  const { app, sagas, saga, ended } = await instance([leftAlone]);
  await app.listen();
  const id = randomUUID();

  await sagas.begin(saga, id, {});

  expect((await ended(id, 'completed'))?.history).toHaveLength(1);
  expect(numbers).toEqual(Array.from({ length: 10 }, () => 1));
});

test('a step that hangs is given up, and may have happened: it is compensated', async () => {
  const undone: string[] = [];
  const hangs: Step<State> = {
    name: 'hangs',
    run: async () => new Promise<undefined>(() => undefined),
    compensate: async () => Promise.resolve(void undone.push('hangs')),
  };
  const { app, sagas, saga, ended } = await instance([fine('a'), hangs], { SAGA_STEP_TIMEOUT_MS: '50', SAGA_MAX_ATTEMPTS: '1' });
  await app.listen();
  const id = randomUUID();

  await sagas.begin(saga, id, {});

  expect(await ended(id, 'compensated')).toMatchObject({ reason: 'hangs: Error: the step took too long' });
  expect(undone).toEqual(['hangs']);
});

test('a compensation that does not succeed is stuck, until somebody retries it', async () => {
  let broken = true;
  const step: Step<State> = {
    name: 'a',
    run: async () => Promise.reject(new Error('no')),
    compensate: async () => (broken ? Promise.reject(new Error('no way back')) : Promise.resolve()),
  };
  const { app, sagas, saga, ended, http } = await instance([step]);
  await app.listen();
  const id = randomUUID();
  await sagas.begin(saga, id, {});
  await ended(id, 'stuck');
  broken = false;

  expect((await http.inject({ method: 'POST', url: `/operations/sagas/${id}/retry` })).statusCode).toBe(202);

  await ended(id, 'compensated');
  expect((await http.inject({ method: 'POST', url: `/operations/sagas/${id}/retry` })).statusCode).toBe(404);
});

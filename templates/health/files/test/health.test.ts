import { expect, test } from 'vitest';

import { cached } from '../src/health/cached.js';
import { watchEventLoop } from '../src/health/event-loop.js';
import { health } from '../src/health/module.js';
import type { Module } from '../src/module.js';
import { testApp } from './support.js';

/** A service with one dependency that the test breaks and repairs. */
async function withDependency(env: Record<string, string> = {}) {
  const dependency = { broken: true };
  const module: Module = {
    name: 'store',
    stage: 'feature',
    env: {},
    start(service) {
      service.addCheck('store', () => {
        if (dependency.broken) throw new Error('no route to 10.0.0.7');
      });
    },
  };
  const { http } = (await testApp({ env: { HEALTH_CACHE_MS: '0', ...env }, modules: [health, module] })).service;
  const status = async (path: string) => (await http.inject(path)).statusCode;
  return { dependency, http, status };
}

test('start-up is over once, readiness falls and recovers, liveness asks nobody', async () => {
  const { dependency, status } = await withDependency();

  expect(await status('/health/startup')).toBe(503);
  dependency.broken = false;
  expect(await status('/health/startup')).toBe(200);
  expect(await status('/health/ready')).toBe(200);

  dependency.broken = true;
  expect(await status('/health/ready')).toBe(503);
  expect(await status('/health/startup')).toBe(200);
  expect(await status('/health/live')).toBe(200);

  dependency.broken = false;
  expect(await status('/health/ready')).toBe(200);
});

test('the report tells about each dependency, and hides reasons', async () => {
  const { http } = await withDependency();

  const report = await http.inject('/health');

  expect(report.statusCode).toBe(503);
  expect(report.json()).toMatchObject({
    status: 'unready',
    checks: [
      { name: 'event loop', ok: true },
      { name: 'store', ok: false },
    ],
  });
  expect(report.body).not.toContain('10.0.0.7');
});

test('reasons are shown to whoever asks for them', async () => {
  const { http } = await withDependency({ HEALTH_SHOW_ERRORS: 'true' });

  expect((await http.inject('/health')).body).toContain('10.0.0.7');
});

test('probes share one result for a while', async () => {
  let time = 0;
  let runs = 0;
  const read = cached(
    1000,
    async () => Promise.resolve(++runs),
    () => time,
  );

  expect([await read(), await read()]).toEqual([1, 1]);
  time = 1000;
  expect(await read()).toBe(2);
});

test('an event loop that is blocked makes the service unready', async () => {
  const loop = watchEventLoop(50);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const end = performance.now() + 300;
  while (performance.now() < end);
  await new Promise((resolve) => setTimeout(resolve, 50));

  expect(() => void loop.check()).toThrow(/the event loop is \d+ ms late/);
  loop.stop();
});

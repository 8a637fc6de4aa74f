import { setTimeout as sleep } from 'node:timers/promises';

import { expect, test } from 'vitest';
import { z } from 'zod';

import { buildApp } from '../src/app.js';
import { ConfigError, count, embedded } from '../src/config.js';
import { correlationId } from '../src/correlation.js';
import { defineModule, type Module } from '../src/module.js';
import { Problem } from '../src/problem.js';
import { token } from '../src/service.js';
import { logLines, testApp, testEnvironment } from './support.js';

const nothing = { env: {}, stage: 'feature' } as const;

test('is alive and ready', async () => {
  const { service } = await testApp({ modules: [] });

  expect((await service.http.inject('/health/live')).statusCode).toBe(200);
  expect((await service.http.inject('/health/ready')).json()).toEqual({ status: 'ok' });
});

test('is unready while a check fails, and alive all the same', async () => {
  let broken = true;
  const module = defineModule({
    ...nothing,
    name: 'store',
    start(service) {
      service.addCheck('store', () => {
        if (broken) throw new Error('gone');
      });
    },
  });
  const { http } = (await testApp({ modules: [module] })).service;

  expect((await http.inject('/health/ready')).statusCode).toBe(503);
  expect((await http.inject('/health/ready')).json()).toEqual({ status: 'unready', failed: ['store'] });
  expect((await http.inject('/health/live')).statusCode).toBe(200);
  broken = false;
  expect((await http.inject('/health/ready')).statusCode).toBe(200);
});

test('tells every bad variable at once, before anything starts', async () => {
  let started = false;
  const module = defineModule({
    stage: 'feature',
    name: 'limits',
    env: { LIMIT: count(5), TARGET: z.url() },
    start() {
      started = true;
    },
  });

  const start = testApp({ env: { PORT: 'many', LIMIT: '0' }, modules: [module] });

  await expect(start).rejects.toThrow(ConfigError);
  await expect(start).rejects.toThrow(/PORT: .*\n.*LIMIT: .*\n.*TARGET is missing/);
  expect(started).toBe(false);
});

test('production refuses an embedded stand-in, even when it is spelled out', async () => {
  const module: Module = { ...nothing, name: 'store', env: { STORE_URL: embedded('embedded:') }, start: () => undefined };
  const production = { NODE_ENV: 'production' };

  await expect(testApp({ env: production, modules: [module] })).rejects.toThrow('STORE_URL is missing');
  await expect(testApp({ env: { ...production, STORE_URL: 'embedded:' }, modules: [module] })).rejects.toThrow('STORE_URL is missing');
  await expect(testApp({ env: { ...production, STORE_URL: 'postgres://db/x' }, modules: [module] })).resolves.toBeDefined();
});

test('modules start by stage, give things to later ones, and stop in reverse', async () => {
  const events: string[] = [];
  const store = token<string>('a store');
  const module = (name: string, stage: Module['stage'], start: Module['start'] = () => undefined): Module => ({
    name,
    stage,
    env: {},
    start(service, env) {
      events.push(`start ${name}`);
      service.onStop(() => void events.push(`stop ${name}`));
      return start(service, env);
    },
  });

  const app = await testApp({
    modules: [
      module('routes', 'feature', (service) => {
        expect(service.use(store)).toBe('the store');
      }),
      module('store', 'foundation', (service) => {
        service.provide(store, 'the store');
      }),
    ],
  });
  await app.stop();

  expect(events).toEqual(['start store', 'start routes', 'stop routes', 'stop store']);
});

test('what nobody provides is told by name', async () => {
  const missing = token<string>('a store');
  const module: Module = {
    ...nothing,
    name: 'routes',
    start(service) {
      expect(service.find(missing)).toBeUndefined();
      service.use(missing);
    },
  };

  await expect(testApp({ modules: [module] })).rejects.toThrow('Nothing provides a store');
});

const echo: Module = {
  ...nothing,
  name: 'echo',
  start({ http, log }) {
    const body = z.object({ text: z.string().max(5) });
    http.post('/echo', { schema: { body } }, async ({ body: { text } }) => {
      await sleep(1);
      log.info({ text }, 'echo');
      if (text === 'boom') throw new Error('secret detail');
      if (text === 'no') throw new Problem(409, 'Conflict', 'already there');
      return { text, correlationId: correlationId() };
    });
  },
};

test('the correlation id of the caller reaches the handler, its log and the answer', async () => {
  const log = logLines();
  const { http } = (await testApp({ env: { LOG_LEVEL: 'info' }, modules: [echo], logTo: log })).service;

  const answer = await http.inject({ method: 'POST', url: '/echo', payload: { text: 'hi' }, headers: { 'x-correlation-id': 'abc-1' } });

  expect(answer.json()).toEqual({ text: 'hi', correlationId: 'abc-1' });
  expect(answer.headers['x-correlation-id']).toBe('abc-1');
  expect(log.lines.find(({ msg }) => msg === 'echo')).toMatchObject({ correlationId: 'abc-1' });
  expect(log.lines.find(({ msg }) => msg === 'request')).toMatchObject({ correlationId: 'abc-1', route: '/echo', status: 200 });
});

test('a correlation id that could forge log lines is replaced', async () => {
  const { http } = (await testApp({ modules: [echo] })).service;

  const answer = await http.inject({ method: 'POST', url: '/echo', payload: { text: 'hi' }, headers: { 'x-correlation-id': 'a\tb' } });

  expect(answer.headers['x-correlation-id']).toMatch(/^[\da-f-]{36}$/);
});

test('errors are problem documents, and unexpected ones tell nothing', async () => {
  const { http } = (await testApp({ modules: [echo] })).service;
  const post = async (payload: object) => http.inject({ method: 'POST', url: '/echo', payload });

  const invalid = await post({ text: 'too long' });
  expect(invalid.statusCode).toBe(400);
  expect(invalid.headers['content-type']).toContain('application/problem+json');
  expect(invalid.json()).toMatchObject({ title: 'The request is not valid', errors: [{ path: '/text' }] });
  expect((await post({ text: 'no' })).json()).toMatchObject({ status: 409, title: 'Conflict', detail: 'already there' });
  expect((await post({ text: 'boom' })).json()).toEqual({ type: 'about:blank', status: 500, title: 'Internal error' });
  expect((await http.inject('/nowhere')).json()).toMatchObject({ status: 404 });
});

test('measures requests and publishes its contract', async () => {
  const { http } = (await testApp({ modules: [echo] })).service;
  await http.inject({ method: 'POST', url: '/echo', payload: { text: 'hi' } });

  const metrics = await http.inject('/metrics');
  expect(metrics.body).toContain('http_request_duration_seconds_count{method="POST",route="/echo",status="200"} 1');
  const contract = await http.inject('/openapi.json');
  expect(contract.json()).toMatchObject({ openapi: '3.1.0', paths: { '/echo': { post: {} } } });
});

test('a request in flight is finished before the modules stop', async () => {
  const events: string[] = [];
  let enter: () => void = () => undefined;
  const entered = new Promise<void>((resolve) => (enter = resolve));
  const slow: Module = {
    ...nothing,
    name: 'slow',
    start(service) {
      service.onStop(() => void events.push('stopped'));
      service.http.get('/slow', async () => {
        enter();
        await sleep(100);
        events.push('answered');
        return { done: true };
      });
    },
  };
  const app = await testApp({ modules: [slow] });
  const address = await app.listen();

  const request = fetch(`${address}/slow`);
  await entered;
  await app.stop();

  expect((await request).status).toBe(200);
  expect(events).toEqual(['answered', 'stopped']);
});

test('a module that does not stop in time is told', async () => {
  const stuck: Module = {
    ...nothing,
    name: 'stuck',
    start(service) {
      service.onStop(async () => sleep(500));
    },
  };
  const app = await buildApp({ env: { ...testEnvironment, SHUTDOWN_TIMEOUT_MS: '20' }, modules: [stuck] });

  await expect(app.stop()).rejects.toThrow('did not stop within 20 ms');
});

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { beforeEach, expect, test } from 'vitest';

import { CallError } from '../src/calls.js';
import { correlationId } from '../src/correlation.js';
import { db } from '../src/database/db.js';
import { database } from '../src/database/module.js';
import type { Module } from '../src/module.js';
import { type Job, Reject } from '../src/queue/job.js';
import { widgetJobs } from '../src/queue/jobs.js';
import { messageQueue } from '../src/queue/module.js';
import { type Queue, queue } from '../src/queue/queue.js';
import { jobStore } from '../src/queue/store.js';
import { widgetsOf } from '../src/widgets/repository.js';
import { newWidget } from '../src/widgets/widget.js';
import { freshDatabase } from './database.js';
import { print } from './queue-jobs.js';
import { testApp } from './support.js';

type Print = Job<{ page: number }>;

let env: Record<string, string>;

beforeEach(async () => {
  env = { QUEUE_POLL_MS: '20', QUEUE_RETRY_MS: '10', QUEUE_MAX_ATTEMPTS: '3', ...(await freshDatabase()) };
});

/** An instance of the service; two of one test share the database. */
async function instance(work?: (job: Print) => Promise<void>, settings: Record<string, string> = {}) {
  const worker: Module = {
    name: 'worker',
    stage: 'feature',
    env: {},
    start: (service) => {
      if (work !== undefined) service.use(queue).work(print, work);
    },
  };
  const app = await testApp({ env: { ...env, ...settings }, modules: [database, messageQueue, worker] });
  const { http } = app.service;
  const dead = async () =>
    (await http.inject('/operations/dead-jobs')).json<{ items: { id: string; attempts: number; error: string }[] }>().items;
  const store = app.service.use(db);
  const jobs = async () => (await store.query<{ n: number }>('select count(*) as n from queue_job'))[0]?.n;
  return { app, http, dead, jobs, store, queue: app.service.use(queue) };
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await sleep(10);
}

async function enqueueAll(target: Queue, pages: readonly number[]): Promise<void> {
  for (const page of pages) await target.enqueue(print, { page });
}

test('workers of several instances share the jobs, each is worked on once', async () => {
  const [one, two]: [number[], number[]] = [[], []];
  const slow = (seen: number[]) => async (job: Print) => {
    seen.push(job.payload.page);
    await until(() => one.length > 0 && two.length > 0);
  };
  const first = await instance(slow(one));
  const second = await instance(slow(two));
  const pages = Array.from({ length: 20 }, (_, index) => index);
  await enqueueAll(first.queue, pages);

  await Promise.all([first.app.listen(), second.app.listen()]);

  await until(async () => (await first.jobs()) === 0);
  expect([...one, ...two].sort((a, b) => a - b)).toEqual(pages);
});

test('a job that was enqueued in a transaction that is undone never was', async () => {
  const { queue: target, store, jobs } = await instance();

  const undone = store.transaction(async () => {
    await target.enqueue(print, { page: 1 });
    throw new Error('no');
  });

  await expect(undone).rejects.toThrow('no');
  expect(await jobs()).toBe(0);
});

test('a job whose worker dies is given to another one', async () => {
  const first = await instance();
  const id = await first.queue.enqueue(print, { page: 1 });
  const seen: Print[] = [];
  const second = await instance(async (job) => Promise.resolve(void seen.push(job)));
  const started = performance.now();
  // Taken, and never acknowledged.
  expect(await jobStore(first.store).take('print', 300)).toMatchObject({ id });

  await second.app.listen();

  await until(() => seen.length === 1);
  expect(seen[0]).toMatchObject({ id, attempt: 2 });
  expect(performance.now() - started).toBeGreaterThan(250);
  await until(async () => (await first.jobs()) === 0);
});

test('a job that takes longer than the visibility timeout stays with its worker', async () => {
  let runs = 0;
  const slow = async () => {
    runs++;
    await sleep(500);
  };
  const settings = { QUEUE_VISIBILITY_MS: '200' };
  const [first, second] = [await instance(slow, settings), await instance(slow, settings)];
  await first.queue.enqueue(print, { page: 1 });

  await Promise.all([first.app.listen(), second.app.listen()]);

  await until(async () => (await first.jobs()) === 0);
  expect(runs).toBe(1);
});

test('a worker that was believed dead cannot acknowledge the job of another one', async () => {
  const { store, queue: target, jobs } = await instance();
  const jobsOf = jobStore(store);
  await target.enqueue(print, { page: 1 });

  const early = await jobsOf.take('print', 0);
  const late = await jobsOf.take('print', 1000);
  expect(early && late).toBeDefined();
  if (early === undefined || late === undefined) return;
  await jobsOf.acknowledge(early);

  expect(await jobs()).toBe(1);
  expect(await jobsOf.extend(early, 1000)).toBe(false);
  await jobsOf.acknowledge(late);
  expect(await jobs()).toBe(0);
});

test('what fails is tried again, and goes to the dead letters at last; from there it can be retried', async () => {
  let broken = true;
  const attempts: number[] = [];
  const {
    app,
    queue: target,
    dead,
    http,
    jobs,
  } = await instance(async ({ attempt }) => {
    attempts.push(attempt);
    if (broken) throw new Error('no paper');
    return Promise.resolve();
  });
  await app.listen();
  const id = await target.enqueue(print, { page: 1 });

  await until(async () => (await dead()).length === 1);
  expect(attempts).toEqual([1, 2, 3]);
  expect(await dead()).toMatchObject([{ id, attempts: 3, error: 'Error: no paper' }]);
  expect((await http.inject('/metrics')).body).toContain('queue_jobs{kind="print",state="dead"} 1');
  broken = false;
  expect((await http.inject({ method: 'POST', url: `/operations/dead-jobs/${id}/retry` })).statusCode).toBe(202);

  await until(async () => (await jobs()) === 0);
  expect((await http.inject({ method: 'POST', url: `/operations/dead-jobs/${id}/retry` })).statusCode).toBe(404);
});

test('a call that is held back was not sent: it is no attempt', async () => {
  const attempts: number[] = [];
  const {
    app,
    queue: target,
    jobs,
  } = await instance(async ({ attempt }) => {
    attempts.push(attempt);
    if (attempts.length < 10) throw new CallError('left alone', 'printer', 'peer', { heldBackMs: 1 });
    return Promise.resolve();
  });
  await app.listen();

  await target.enqueue(print, { page: 1 });

  await until(async () => (await jobs()) === 0);
  expect(attempts).toEqual(Array.from({ length: 10 }, () => 1));
});

test('what no attempt can help is dead at once', async () => {
  const { app, queue: target, dead } = await instance(async () => Promise.reject(new Reject('no such page')));
  await app.listen();

  await target.enqueue(print, { page: 1 });

  await until(async () => (await dead()).length === 1);
  expect((await dead())[0]?.attempts).toBe(1);
});

test('one id is one job', async () => {
  const { queue: target, jobs } = await instance();
  const id = randomUUID();

  await target.enqueue(print, { page: 1 }, { id });
  await target.enqueue(print, { page: 1 }, { id });

  expect(await jobs()).toBe(1);
});

test('a job can be for later, and knows the correlation id of the request', async () => {
  const seen: (string | undefined)[] = [];
  const { app, queue: target } = await instance(async () => Promise.resolve(void seen.push(correlationId())));
  await app.listen();
  const request = { carrier: 'http', operation: 'POST /', headers: { 'x-correlation-id': 'request-1' } } as const;

  await app.service.calls.receive(request, async () => target.enqueue(print, { page: 1 }, { delay: 150 }));
  await sleep(75);
  expect(seen).toEqual([]);

  await until(() => seen.length === 1);
  expect(seen).toEqual(['request-1']);
});

test('a service that stops asks its workers to end', async () => {
  const { app, queue: target } = await instance(async ({ signal }) => {
    await sleep(60_000, undefined, { signal });
  });
  await app.listen();
  await target.enqueue(print, { page: 1 });
  await sleep(50);

  await app.stop();
});

test('a new widget is prepared, beside the request that made it', async () => {
  const app = await testApp({ env, modules: [database, messageQueue, widgetJobs] });
  const store = app.service.use(db);
  const jobs = async () => store.query<{ kind: string }>('select kind from queue_job');
  await widgetsOf(app.service).add(newWidget({ name: 'first' }));
  expect(await jobs()).toEqual([{ kind: 'prepare-widget' }]);

  await app.listen();

  await until(async () => (await jobs()).length === 0);
});

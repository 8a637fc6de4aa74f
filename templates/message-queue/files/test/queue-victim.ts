// A process that dies by SIGKILL, for queue-kill.test.ts: `enqueuer`, before it commits; `worker`, in the middle of a job.
import { buildApp } from '../src/app.js';
import { db } from '../src/database/db.js';
import { database } from '../src/database/module.js';
import type { Module } from '../src/module.js';
import { messageQueue } from '../src/queue/module.js';
import { queue } from '../src/queue/queue.js';
import { print } from './queue-jobs.js';

const moment = process.argv[2];

async function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
}

const worker: Module = { name: 'worker', stage: 'feature', env: {}, start: (service) => service.use(queue).work(print, die) };

const app = await buildApp({ env: process.env, modules: [database, messageQueue, worker] });
await app.service.use(queue).enqueue(print, { page: 1 });
if (moment === 'enqueuer') {
  await app.service.use(db).transaction(async () => {
    await app.service.use(queue).enqueue(print, { page: 2 });
    await die();
  });
}
await app.listen();

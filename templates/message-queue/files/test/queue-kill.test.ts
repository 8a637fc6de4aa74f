import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { db } from '../src/database/db.js';
import { database } from '../src/database/module.js';
import type { Module } from '../src/module.js';
import { messageQueue } from '../src/queue/module.js';
import { queue } from '../src/queue/queue.js';
import { freshDatabase } from './database.js';
import { print } from './queue-jobs.js';
import { testApp } from './support.js';

const VICTIM = fileURLToPath(new URL('queue-victim.ts', import.meta.url));

// An embedded database belongs to one process: this needs a server, `DATABASE_URL=postgres://… npm test`.
test.skipIf(process.env['DATABASE_URL'] === undefined).each([
  { moment: 'worker', attempt: 2 },
  { moment: 'enqueuer', attempt: 1 },
])('a process that is killed as $moment leaves its job to others, and nothing that it had not committed', async ({ moment, attempt }) => {
  const env = { ...(await freshDatabase()), QUEUE_POLL_MS: '20', QUEUE_VISIBILITY_MS: '500' };
  const settings = { ...env, PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'silent' };
  const child = spawn(process.execPath, ['--import', 'tsx', VICTIM, moment], { env: settings, stdio: 'inherit' });
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);

  const seen: object[] = [];
  const worker: Module = {
    name: 'worker',
    stage: 'feature',
    env: {},
    start: (service) => {
      service.use(queue).work(print, async (job) => Promise.resolve(void seen.push({ page: job.payload.page, attempt: job.attempt })));
    },
  };
  const app = await testApp({ env, modules: [database, messageQueue, worker] });
  await app.listen();

  while ((await app.service.use(db).query('select 1 from queue_job')).length > 0) await sleep(10);
  expect(seen).toEqual([{ page: 1, attempt }]);
});

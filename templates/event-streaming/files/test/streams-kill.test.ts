import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { db } from '../src/database/db.js';
import { database } from '../src/database/module.js';
import type { Module } from '../src/module.js';
import { streamLog } from '../src/streams/log.js';
import { eventStreaming } from '../src/streams/module.js';
import { streams } from '../src/streams/streams.js';
import { widgetsOf } from '../src/widgets/repository.js';
import { newWidget } from '../src/widgets/widget.js';
import { freshDatabase } from './database.js';
import { counted } from './streams-counted.js';
import { testApp } from './support.js';

const VICTIM = fileURLToPath(new URL('streams-victim.ts', import.meta.url));

// An embedded database belongs to one process: this needs a server, `DATABASE_URL=postgres://… npm test`.
test.skipIf(process.env['DATABASE_URL'] === undefined)(
  'a process that is killed in a batch loses nothing and doubles nothing',
  async () => {
    const env = { ...(await freshDatabase()), STREAM_POLL_MS: '20' };
    const settings = { ...env, PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'silent' };
    const child = spawn(process.execPath, ['--import', 'tsx', VICTIM], { env: settings, stdio: 'inherit' });
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);

    const reader: Module = {
      name: 'reader',
      stage: 'feature',
      env: {},
      start: (service) => {
        service
          .use(streams)
          .consume(counted, 'test', async ({ data }) => void (await widgetsOf(service).add(newWidget({ name: `n${data.n}` }))));
      },
    };
    const { listen, service } = await testApp({ env, modules: [database, eventStreaming, reader] });
    await listen();

    while ((await streamLog(service.use(db)).lags()).some(({ lag }) => lag > 0)) await sleep(10);
    const names = (await widgetsOf(service).list({ limit: 10 })).map(({ name }) => name);
    expect(names.sort()).toEqual(['n0', 'n1', 'n2']);
  },
);

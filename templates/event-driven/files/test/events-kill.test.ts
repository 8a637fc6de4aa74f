import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { openBroker } from '../src/events/broker.js';
import { widgetsOf } from '../src/widgets/repository.js';
import { newWidget } from '../src/widgets/widget.js';
import { paidIn } from './events-contract.js';
import { instance, ownDatabase, servers, until } from './events-support.js';

const VICTIM = fileURLToPath(new URL('events-victim.ts', import.meta.url));

const MOMENTS = ['relay', 'sent', 'receive', 'handler'];
const kills = ['memory:', ...servers].flatMap((url) => MOMENTS.map((moment) => [moment, url] as const));

// An embedded database belongs to one process: this needs a server, `DATABASE_URL=postgres://… npm test`.
test.skipIf(process.env['DATABASE_URL'] === undefined).each(kills)(
  'a process that is killed at the moment `%s` loses nothing and doubles nothing, by %s',
  async (moment, url) => {
    const env = { ...(await ownDatabase()), EVENTS_LEASE_MS: '500' };
    const settings = { ...env, PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'silent', EVENTS_POLL_MS: '20' };
    const run = randomUUID();
    const child = spawn(process.execPath, ['--import', 'tsx', VICTIM, moment, run, url], { env: settings, stdio: 'inherit' });
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);

    const { app } = await instance({
      env,
      broker: await openBroker(url),
      listen: (bus) => {
        bus.subscribe(paidIn(run), {
          name: 'writer',
          handle: async ({ data }) => void (await widgetsOf(app.service).add(newWidget({ name: data.invoice }))),
        });
      },
    });
    await app.listen();

    const names = async () => (await widgetsOf(app.service).list({ limit: 10 })).map(({ name }) => name);
    await until(async () => (await names()).length > 0);
    // A second one would follow at once.
    await sleep(100);
    expect(await names()).toEqual(['a']);
  },
);

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { widgetsOf } from '../src/widgets/repository.js';
import { newWidget } from '../src/widgets/widget.js';
import { instance, ownDatabase, paid, until } from './events-support.js';

const VICTIM = fileURLToPath(new URL('events-victim.ts', import.meta.url));

// An embedded database belongs to one process: this needs a server, `DATABASE_URL=postgres://… npm test`.
test.skipIf(process.env['DATABASE_URL'] === undefined).each(['relay', 'handler'])(
  'a process that is killed in its %s loses nothing and doubles nothing',
  async (moment) => {
    const env = { ...(await ownDatabase()), EVENTS_LEASE_MS: '500' };
    const settings = { ...env, PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'silent', EVENTS_POLL_MS: '20' };
    const child = spawn(process.execPath, ['--import', 'tsx', VICTIM, moment], { env: settings, stdio: 'inherit' });
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);

    const { app } = await instance({
      env,
      listen: (bus) => {
        bus.subscribe(paid, {
          name: 'writer',
          handle: async ({ data }) => void (await widgetsOf(app.service).add(newWidget({ name: data.invoice }))),
        });
      },
    });
    await app.listen();

    const names = async () => (await widgetsOf(app.service).list({ limit: 10 })).map(({ name }) => name);
    await until(async () => (await names()).length > 0);
    expect(await names()).toEqual(['a']);
  },
);

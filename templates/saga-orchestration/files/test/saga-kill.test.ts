import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { expect, onTestFinished, test } from 'vitest';

import { db } from '../src/database/db.js';
import { database } from '../src/database/module.js';
import { sagaStore } from '../src/orchestration/store.js';
import { freshDatabase } from './database.js';
import { freshEnvironment, testApp } from './support.js';

/** Inventory and payment. The first request of each kind kills who asks before it is done, the second one afterwards. */
async function participants(refuses: string, kill: () => void) {
  const made = new Set<string>();
  const asked = new Map<string, number>();
  const server = createServer(({ method = '', url = '' }, response) => {
    const [, , collection = ''] = url.split('/');
    const kind = `${method} ${collection}`;
    const times = (asked.get(kind) ?? 0) + 1;
    asked.set(kind, times);
    if (times === 1) {
      kill();
      return;
    }
    const isRefused = method === 'PUT' && collection === refuses;
    if (method === 'DELETE') made.delete(url);
    else if (!isRefused) made.add(url);
    if (times === 2) kill();
    else response.writeHead(isRefused ? 409 : 200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, collections: () => [...made].map((path) => path.split('/')[2]).sort() };
}

// An embedded database belongs to one process: this needs a server, `DATABASE_URL=postgres://… npm test`.
test.skipIf(process.env['DATABASE_URL'] === undefined).each([
  { ends: 'completed', refuses: '', made: ['payments', 'reservations'], deaths: 4 },
  { ends: 'compensated', refuses: 'payments', made: [], deaths: 6 },
])(
  'killed before and after each step, it ends $ends, and nothing is done twice',
  { timeout: 180_000 },
  async ({ ends, refuses, made, deaths }) => {
    const shared = await freshDatabase();
    let child: ChildProcess | undefined;
    onTestFinished(() => void child?.kill('SIGKILL'));
    const others = await participants(refuses, () => void child?.kill('SIGKILL'));
    const { service } = await testApp({ env: shared, modules: [database] });
    const store = sagaStore(service.use(db));
    const id = randomUUID();
    const state = { widget: randomUUID(), quantity: 1, amount: 10 };
    await store.add({ id, kind: 'fulfil-widget', state, headers: {} });
    const hasEnded = async () => (await store.find(id))?.status === ends;

    const settings = {
      INVENTORY_URL: others.url,
      PAYMENT_URL: others.url,
      SAGA_POLL_MS: '20',
      SAGA_RETRY_MS: '5',
      SAGA_MAX_ATTEMPTS: '10',
    };
    const env = { PATH: process.env['PATH'], ...(await freshEnvironment({ ...shared, ...settings })) };
    let died = 0;
    while (!(await hasEnded())) {
      const alive = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], { env, stdio: 'inherit' });
      child = alive;
      const gone = once(alive, 'exit');
      while (alive.exitCode === null && alive.signalCode === null && !(await hasEnded())) await sleep(20);
      alive.kill('SIGKILL');
      await gone;
      if (!(await hasEnded())) died++;
      // The lease of the dead one runs out.
      await service.use(db).query('update saga set next_attempt_at = now()');
    }

    expect(others.collections()).toEqual(made);
    expect(died).toBe(deaths);
  },
);

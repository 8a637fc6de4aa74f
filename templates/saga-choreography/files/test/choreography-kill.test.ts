import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { expect, onTestFinished, test } from 'vitest';

import { sagaChoreography } from '../src/choreography/module.js';
import { db } from '../src/database/db.js';
import { database } from '../src/database/module.js';
import { eventDriven } from '../src/events/module.js';
import { createBroker, deaths } from './choreography-broker.js';
import { freshDatabase } from './database.js';
import { freshEnvironment, testApp } from './support.js';

const VICTIM = fileURLToPath(new URL('choreography-victim.ts', import.meta.url));

/** A part of the saga that is started again whenever it dies. */
function immortal(env: Record<string, string | undefined>) {
  let child: ChildProcess | undefined;
  let over = false;
  const lives = (async () => {
    while (!over) {
      child = spawn(process.execPath, ['--import', 'tsx', VICTIM], { env, stdio: 'inherit' });
      const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
      if (signal !== 'SIGKILL') throw new Error(`a part of the saga has ended with ${code ?? signal}`);
    }
  })();
  // A part that has ended otherwise is told by `end`.
  lives.catch(() => undefined);
  return {
    async end() {
      over = true;
      child?.kill('SIGKILL');
      await lives;
    },
  };
}

/** The database of a part, seen from outside: the app that has made its tables does nothing. */
async function partOf(role: 'order' | 'payment' | 'inventory') {
  const own = { ...(await freshDatabase()), SAGA_ROLES: role };
  const { service } = await testApp({ env: own, modules: [database, eventDriven, sagaChoreography] });
  const store = service.use(db);
  const rows = async (sql: string) => (await store.query<{ what: string }>(sql)).map(({ what }) => what);
  return {
    own,
    http: service.http,
    steps: async () => rows(`select step || ' ' || status as what from saga_step order by 1`),
    booked: async () => rows('select kind as what from saga_booking order by 1'),
    told: async () => rows(`select topic as what from event_outbox where topic like 'widget-order.%' order by 1`),
    waiting: async () =>
      rows(`select id::text as what from event_outbox where sent_at is null
            union all select message_id from event_inbox where done_at is null`),
  };
}

const aroundAll = (what: readonly string[]) => what.flatMap((does) => [`after ${does}`, `before ${does}`]).sort();

// An embedded database belongs to one process: this needs a server, `DATABASE_URL=postgres://… npm test`.
test.skipIf(process.env['DATABASE_URL'] === undefined).each([
  {
    ends: 'completed',
    quantity: 1,
    booked: ['money', 'stock'],
    steps: ['inventory done', 'payment done'],
    told: ['widget-order.paid.v1', 'widget-order.placed.v1', 'widget-order.reserved.v1'],
    died: [
      ...['order sends widget-order.placed.v1', 'payment takes widget-order.placed.v1', 'payment sends widget-order.paid.v1'],
      ...['inventory takes widget-order.paid.v1', 'inventory sends widget-order.reserved.v1', 'order takes widget-order.reserved.v1'],
    ],
  },
  {
    ends: 'failed',
    quantity: 50,
    booked: [],
    steps: ['inventory refused', 'payment undone'],
    told: ['widget-order.paid.v1', 'widget-order.placed.v1', 'widget-order.stock-refused.v1'],
    died: [
      ...['order sends widget-order.placed.v1', 'payment takes widget-order.placed.v1', 'payment sends widget-order.paid.v1'],
      ...['inventory takes widget-order.paid.v1', 'inventory sends widget-order.stock-refused.v1'],
      ...['order takes widget-order.stock-refused.v1', 'payment takes widget-order.stock-refused.v1'],
    ],
  },
])(
  'every part killed before and after all that it sends and takes, the saga has $ends, and nothing is lost or done twice',
  { timeout: 300_000 },
  async ({ ends, quantity, booked, steps, told, died }) => {
    const broker = (await freshDatabase()).DATABASE_URL;
    await createBroker(broker);
    const parts = { order: await partOf('order'), payment: await partOf('payment'), inventory: await partOf('inventory') };
    const all = Object.values(parts);
    const quick = { EVENTS_POLL_MS: '20', EVENTS_RETRY_MS: '10', EVENTS_LEASE_MS: '500', SAGA_POLL_MS: '50', SAGA_DEADLINE_MS: '600000' };
    const payload = { widget: randomUUID(), quantity, amount: 10 };
    const { id } = (await parts.order.http.inject({ method: 'POST', url: '/v1/widgets/fulfilments', payload })).json<{ id: string }>();

    const processes: ReturnType<typeof immortal>[] = [];
    for (const { own } of all) {
      const env = await freshEnvironment({ ...own, ...quick });
      processes.push(immortal({ PATH: process.env['PATH'], ...env, BROKER_TABLES: broker }));
    }
    onTestFinished(async () => void (await Promise.all(processes.map(async (one) => one.end()))));
    const status = async () => (await parts.order.http.inject(`/v1/widgets/fulfilments/${id}`)).json<{ status: string }>().status;
    const concat = async (read: (part: (typeof all)[number]) => Promise<string[]>) => (await Promise.all(all.map(read))).flat().sort();
    while (
      (await status()) !== ends ||
      (await deaths(broker)).length < died.length * 2 ||
      (await concat(async (part) => part.waiting())).length > 0
    )
      await sleep(50);

    expect(await deaths(broker)).toEqual(aroundAll(died));
    expect(await concat(async (part) => part.booked())).toEqual(booked);
    expect(await concat(async (part) => part.steps())).toEqual(steps);
    expect(await concat(async (part) => part.told())).toEqual(told);
  },
);

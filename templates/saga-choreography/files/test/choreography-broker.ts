import pg from 'pg';

import { type Broker, type Message } from '../src/events/broker.js';

/** Between two looks for messages, in milliseconds. */
const POLL = 10;

/** Where a process may die: the side of what a role does with an event. */
export type Moment = `${'before' | 'after'} ${string} ${'sends' | 'takes'} ${string}`;

/**
 * A broker between processes, in a database of its own: it keeps what it was given, and gives a consumer every message
 * until it has said that it has it. It calls `pass` before and after everything that a process does with it.
 */
export async function tableBroker(url: string, role: string, pass: (moment: Moment) => Promise<void>): Promise<Broker> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const stopped = new AbortController();
  const running: Promise<void>[] = [];

  async function around(does: 'sends' | 'takes', topic: string, work: () => Promise<unknown>): Promise<void> {
    await pass(`before ${role} ${does} ${topic}`);
    await work();
    await pass(`after ${role} ${does} ${topic}`);
  }

  return {
    name: 'a table',
    publish: async ({ id, topic, key, headers, body }) =>
      around('sends', topic, async () =>
        pool.query('insert into message (id, topic, key, headers, body) values ($1, $2, $3, $4, $5)', [id, topic, key, headers, body]),
      ),
    async subscribe({ topic, consumer, accept }) {
      const next = async () => {
        const { rows } = await pool.query<Message & { position: string }>(
          `select * from message where topic = $1 and not exists (
             select 1 from taken where taken.consumer = $2 and taken.position = message.position
           ) order by position limit 1`,
          [topic, consumer],
        );
        const [message] = rows;
        if (message === undefined) return;
        await around('takes', topic, async () => accept(message));
        await pool.query('insert into taken (consumer, position) values ($1, $2) on conflict do nothing', [consumer, message.position]);
      };
      running.push(repeated(next, stopped.signal));
      return Promise.resolve();
    },
    async close() {
      stopped.abort();
      await Promise.all(running);
      await pool.end();
    },
  };
}

/** Makes the tables of the broker, and the one of the deaths: each is died once. */
export async function createBroker(url: string): Promise<void> {
  await withClient(url, async (client) =>
    client.query(`
      create table message (position bigserial primary key, id text, topic text, key text, headers jsonb, body text);
      create table taken (consumer text, position bigint, primary key (consumer, position));
      create table death (moment text primary key, position bigserial)`),
  );
}

/** True for the first who asks for this moment. */
export async function dies(url: string, moment: Moment): Promise<boolean> {
  const text = 'insert into death (moment) values ($1) on conflict do nothing returning moment';
  return withClient(url, async (client) => (await client.query(text, [moment])).rows.length > 0);
}

export async function deaths(url: string): Promise<readonly string[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ moment: string }>('select moment from death order by moment');
    return rows.map(({ moment }) => moment);
  });
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function repeated(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await work();
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
}

import { randomUUID } from 'node:crypto';

import pg from 'pg';
import { afterAll } from 'vitest';

/** A server to test with, instead of the embedded one: `DATABASE_URL=postgres://… npm test`. */
const SERVER = process.env['DATABASE_URL'];

const made: string[] = [];

afterAll(async () => {
  for (const name of made.splice(0)) await administer(`drop database "${name}" with (force)`);
});

/** An empty database; give it to two apps and they share it. */
export async function freshDatabase(): Promise<{ DATABASE_URL: string }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  if (SERVER === undefined) return { DATABASE_URL: `memory:${name}` };
  await administer(`create database "${name}"`);
  made.push(name);
  return { DATABASE_URL: Object.assign(new URL(SERVER), { pathname: name }).href };
}

async function administer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

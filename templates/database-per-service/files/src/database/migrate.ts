import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

import type { Logger } from '../log.js';
import type { Db } from './db.js';

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** Any number, the same in all instances. */
const LOCK = 7_206_471;

const TABLE = `create table if not exists schema_migration (
  name text primary key,
  checksum text not null,
  applied_at timestamptz not null default now()
)`;

/** The `.sql` files of a folder in the order of their names. */
export async function readMigrations(folder: URL): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(names.map(async (name) => ({ name, sql: await readFile(new URL(name, folder), 'utf8') })));
}

/**
 * Applies what has not been applied, all of it or nothing. Instances that start together wait for the first of them.
 * Throws when a file was changed after it had been applied.
 */
export async function migrate(db: Db, migrations: readonly Migration[], log: Logger): Promise<void> {
  await db.transaction(async () => {
    await db.query('set local statement_timeout = 0');
    await db.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await db.query(TABLE);
    const applied = await db.query<{ name: string; checksum: string }>('select name, checksum from schema_migration');
    const known = new Map(applied.map(({ name, checksum }) => [name, checksum]));
    for (const { name, sql } of migrations) {
      const checksum = createHash('sha256').update(sql).digest('hex');
      const before = known.get(name);
      if (before === checksum) continue;
      if (before !== undefined) throw new Error(`The migration ${name} was changed after it had been applied: write a new one.`);
      await db.script(sql);
      await db.query('insert into schema_migration (name, checksum) values ($1, $2)', [name, checksum]);
      log.info({ migration: name }, 'migrated');
    }
  });
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { expect, onTestFinished, test } from 'vitest';
import { pino } from 'pino';

import { migrate } from '../src/database/migrate.js';
import { postgres } from '../src/database/postgres.js';
import { freshDatabase } from './database.js';
import { MIGRATIONS } from './migrations.js';

const VICTIM = fileURLToPath(new URL('migration-victim.ts', import.meta.url));

const log = pino({ level: 'silent' });

// An embedded database belongs to one process: this needs a server, `DATABASE_URL=postgres://… npm test`.
test.skipIf(process.env['DATABASE_URL'] === undefined)(
  'an instance that is killed while it migrates leaves it to the one that waits',
  async () => {
    const { DATABASE_URL: url } = await freshDatabase();
    const settings = { PATH: process.env['PATH'], DATABASE_URL: url };
    const child = spawn(process.execPath, ['--import', 'tsx', VICTIM], { env: settings, stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout, 'data');

    const db = postgres({ url, name: 'survivor', size: 2, statementTimeout: 5000 }, log);
    onTestFinished(async () => db.close());
    const migrated = migrate(db, MIGRATIONS, log);
    const waiting = async () => db.query(`select 1 from pg_locks where locktype = 'advisory' and not granted`);
    while ((await waiting()).length === 0);
    child.kill('SIGKILL');
    await migrated;

    expect(await db.query('select n from made')).toEqual([{ n: 1 }]);
    expect(await db.query('select name from schema_migration order by name')).toEqual(MIGRATIONS.map(({ name }) => ({ name })));
  },
);

// A process that stands still in the middle of its migrations, for migration-kill.test.ts.
import { writeSync } from 'node:fs';

import { pino } from 'pino';

import { migrate } from '../src/database/migrate.js';
import { postgres } from '../src/database/postgres.js';
import { MIGRATIONS } from './migrations.js';

const log = pino({ level: 'silent' });
const db = postgres({ url: process.env['DATABASE_URL'] ?? '', name: 'victim', size: 1, statementTimeout: 5000 }, log);

// The first has been applied, the others have not, and nothing is committed.
log.info = () => {
  writeSync(1, 'in the middle\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};

await migrate(db, MIGRATIONS, log);

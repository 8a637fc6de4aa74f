import type { Migration } from '../src/database/migrate.js';

/** For migration-kill.test.ts. Applied twice, the first would fail, and the second leave two rows. */
export const MIGRATIONS: readonly Migration[] = [
  { name: '0001-made.sql', sql: 'create table made (n int)' },
  { name: '0002-filled.sql', sql: 'insert into made values (1)' },
];

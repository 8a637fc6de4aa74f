import { count, embedded as standIn, milliseconds } from '../config.js';
import { defineModule } from '../module.js';
import { widgetRepository } from '../widgets/repository.js';
import { type Db, db } from './db.js';
import { embedded } from './embedded.js';
import { migrate, readMigrations } from './migrate.js';
import { postgres } from './postgres.js';
import { widgetsIn } from './widgets.js';

/** Beside src/ as beside dist/. */
const MIGRATIONS = new URL('../../migrations/', import.meta.url);

const EMBEDDED = /^(file|memory):/;

export const database = defineModule({
  name: 'database',
  stage: 'foundation',
  env: {
    DATABASE_URL: standIn('file:.data/database').refine(
      (url) => /^(file|memory|postgres|postgresql):/.test(url),
      'it must be a postgres:// URL',
    ),
    DATABASE_POOL_SIZE: count(10),
    DATABASE_STATEMENT_TIMEOUT_MS: milliseconds(5000),
  },
  async start(service, env) {
    const url = env.DATABASE_URL;
    if (service.production && EMBEDDED.test(url)) throw new Error('DATABASE_URL: an embedded database is not for production');
    const opened: Db = EMBEDDED.test(url)
      ? await embedded(url)
      : postgres(
          { url, name: service.name, size: env.DATABASE_POOL_SIZE, statementTimeout: env.DATABASE_STATEMENT_TIMEOUT_MS },
          service.log,
        );
    service.onStop(async () => opened.close());
    await migrate(opened, await readMigrations(MIGRATIONS), service.log);
    service.addCheck('database', async () => void (await opened.query('select 1')));
    service.provide(db, opened);
    service.provide(widgetRepository, widgetsIn(opened));
  },
});

import { mkdir } from 'node:fs/promises';

import type { PGlite } from '@electric-sql/pglite';

import { ambientDb, type Connection } from './ambient.js';
import type { Db } from './db.js';

const INT8 = 20;

/** One engine for all databases in memory of this process: a start takes seconds and hundreds of megabytes. */
let inMemory: Promise<Engine> | undefined;

/**
 * PostgreSQL inside of this process, for development and tests: `file:<folder>`, or `memory:<name>`. It has one
 * connection, so what depends on several must be tested with a server.
 */
export async function embedded(url: string): Promise<Db> {
  const [scheme, place] = [url.slice(0, url.indexOf(':')), url.slice(url.indexOf(':') + 1)];
  if (scheme === 'file') {
    await mkdir(place, { recursive: true });
    const engine = await start(place);
    return databaseOf(engine, 'public', async () => engine.lite.close());
  }
  inMemory ??= start();
  return databaseOf(await inMemory, `memory_${place}`, async () => Promise.resolve());
}

interface Engine {
  readonly lite: PGlite;
  readonly inTurn: <T>(schema: string, work: () => Promise<T>) => Promise<T>;
}

async function start(folder?: string): Promise<Engine> {
  // Only a development dependency: images for production have none.
  const { PGlite } = await import('@electric-sql/pglite');
  const lite = await PGlite.create({ ...(folder === undefined ? {} : { dataDir: folder }), parsers: { [INT8]: Number } });
  let last: Promise<unknown> = Promise.resolve();
  let selected = 'public';
  return {
    lite,
    async inTurn(schema, work) {
      const mine = last.then(async () => {
        if (selected !== schema) await lite.exec(`create schema if not exists "${schema}"; set search_path to "${schema}"`);
        selected = schema;
        return work();
      });
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

/** A database in memory is a schema of its own in the one engine. */
function databaseOf({ lite, inTurn }: Engine, schema: string, close: () => Promise<void>): Db {
  const connection: Connection = {
    query: async <Row extends object>(sql: string, parameters: readonly unknown[]) => (await lite.query<Row>(sql, [...parameters])).rows,
    async script(sql) {
      await lite.exec(sql);
    },
  };
  return ambientDb(async (work) => inTurn(schema, async () => work(connection)), close);
}

import pg from 'pg';

import type { Logger } from '../log.js';
import { ambientDb, type Connection } from './ambient.js';
import type { Db } from './db.js';

/** How long a free connection is waited for, in milliseconds. */
const CONNECTION_TIMEOUT = 5000;

/** Nobody may hold locks while doing something else, in milliseconds. */
const IDLE_IN_TRANSACTION = 30_000;

const INT8 = 20;

export interface PoolOptions {
  readonly url: string;
  readonly name: string;
  readonly size: number;
  readonly statementTimeout: number;
}

export function postgres({ url, name, size, statementTimeout }: PoolOptions, log: Logger): Db {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max: size,
    connectionTimeoutMillis: CONNECTION_TIMEOUT,
    statement_timeout: statementTimeout,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION,
    types: { getTypeParser: ((oid: number, format?: 'text') => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format))) as never },
  });
  // An idle connection that breaks: the pool opens another one. Without a listener the process would end.
  pool.on('error', (error) => {
    log.warn({ err: error }, 'a database connection was lost');
  });
  return ambientDb(
    async (work) => {
      const client = await pool.connect();
      let broken: Error | undefined;
      const onError = (error: Error): void => {
        broken = error;
      };
      client.on('error', onError);
      try {
        return await work(connectionOf(client));
      } finally {
        client.off('error', onError);
        client.release(broken);
      }
    },
    async () => pool.end(),
  );
}

function connectionOf(client: pg.PoolClient): Connection {
  return {
    query: async <Row extends object>(sql: string, parameters: readonly unknown[]) => (await client.query<Row>(sql, [...parameters])).rows,
    async script(sql) {
      await client.query(sql);
    },
  };
}

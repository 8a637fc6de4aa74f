import { AsyncLocalStorage } from 'node:async_hooks';

import type { Db } from './db.js';

/** One connection that nobody else uses meanwhile. */
export interface Connection {
  query<Row extends object>(sql: string, parameters: readonly unknown[]): Promise<Row[]>;
  script(sql: string): Promise<void>;
}

/** Hands out connections, and takes them back when `work` is done. */
export type WithConnection = <T>(work: (connection: Connection) => Promise<T>) => Promise<T>;

interface Transaction {
  readonly connection: Connection;
  readonly afterCommit: (() => void)[];
}

/** Transactions that follow the flow of the calls, so that modules share one without handing it around. */
export function ambientDb(withConnection: WithConnection, close: () => Promise<void>): Db {
  const current = new AsyncLocalStorage<Transaction | undefined>();

  const use = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    const transaction = current.getStore();
    return transaction === undefined ? withConnection(work) : work(transaction.connection);
  };

  async function begin<T>(connection: Connection, work: () => Promise<T>): Promise<{ result: T; then: readonly (() => void)[] }> {
    const transaction: Transaction = { connection, afterCommit: [] };
    await connection.query('begin', []);
    try {
      const result = await current.run(transaction, work);
      await connection.query('commit', []);
      return { result, then: transaction.afterCommit };
    } catch (error) {
      await connection.query('rollback', []);
      throw error;
    }
  }

  return {
    query: async (sql, parameters = []) => use(async (connection) => connection.query(sql, parameters)),
    script: async (sql) => use(async (connection) => connection.script(sql)),
    async transaction(work) {
      if (current.getStore() !== undefined) return work();
      const { result, then } = await withConnection(async (connection) => begin(connection, work));
      for (const next of then) current.run(undefined, next);
      return result;
    },
    afterCommit(work) {
      const transaction = current.getStore();
      if (transaction === undefined) work();
      else transaction.afterCommit.push(work);
    },
    close,
  };
}

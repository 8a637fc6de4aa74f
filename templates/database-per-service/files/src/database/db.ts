import { token } from '../service.js';

/** The database of this service, whichever it is. SQL is that of PostgreSQL. */
export interface Db {
  /** One statement; parameters as `$1`, `$2`. 64-bit integers come as numbers, timestamps as Date. */
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Several statements without parameters. */
  script(sql: string): Promise<void>;
  /**
   * What is queried inside, by whichever module, is one transaction: it is rolled back when `work` throws. Inside of
   * another one it is a part of that.
   */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /** Runs when the transaction around has been committed, at once where there is none; not after a rollback. */
  afterCommit(work: () => void): void;
  close(): Promise<void>;
}

/** Given by the module `database`. */
export const db = token<Db>('the database');

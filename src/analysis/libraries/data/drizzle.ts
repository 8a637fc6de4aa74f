import { alternatives, lit, type CallResult, type Residual } from '../../../model/residual.js';
import { defineLibrary, type Library, type Row } from '../define-library.js';
import { access, onEach } from '../rows.js';
import { isText, option, origin, text, written, type Selector } from '../select.js';
import { builder, opened } from './connection.js';
import { statement } from './sql.js';

/** Modules of drivers, and the type of database that each of them makes. */
const DRIVERS: Readonly<Record<'postgres' | 'mysql' | 'sqlite', Readonly<Record<string, string>>>> = {
  postgres: {
    'node-postgres': 'NodePgDatabase',
    'postgres-js': 'PostgresJsDatabase',
    'neon-http': 'NeonHttpDatabase',
    'neon-serverless': 'NeonDatabase',
    'vercel-postgres': 'VercelPgDatabase',
    'aws-data-api/pg': 'AwsDataApiPgDatabase',
    neon: 'NeonDatabase',
    pglite: 'PgliteDatabase',
    'pg-core': 'PgDatabase',
  },
  mysql: {
    mysql2: 'MySql2Database',
    'planetscale-serverless': 'PlanetScaleDatabase',
    'tidb-serverless': 'TiDBServerlessDatabase',
    'mysql-core': 'MySqlDatabase',
  },
  sqlite: {
    'better-sqlite3': 'BetterSQLite3Database',
    libsql: 'LibSQLDatabase',
    ...Object.fromEntries(['http', 'node', 'web', 'ws', 'wasm', 'sqlite3'].map((way) => [`libsql/${way}`, 'LibSQLDatabase'])),
    d1: 'DrizzleD1Database',
    'bun-sqlite': 'BunSQLiteDatabase',
    'sqlite-core': 'BaseSQLiteDatabase',
  },
};
const TRANSACTIONS = ['pg-core.PgTransaction', 'mysql-core.MySqlTransaction', 'sqlite-core.SQLiteTransaction'];

const TABLE =
  /^drizzle-orm\/(?:pg|mysql|sqlite)-core\.(?:(?:pg|mysql|sqlite)(?:Table|View|MaterializedView)|(?:pg|mysql)Schema\(\)\.(?:table|view))$/;
const CHAINED =
  'where,having,limit,offset,orderBy,groupBy,for,$dynamic,from,leftJoin,rightJoin,innerJoin,fullJoin,crossJoin,prepare,execute,returning';
const JOINS = 'leftJoin,rightJoin,innerJoin,fullJoin,crossJoin';

/** `pgTable('orders', …)`, a table of `pgSchema('shop')`, `alias(orders, 'o')`. */
function tableIn(given: Residual | undefined): Residual | undefined {
  const only = given && alternatives(given).length === 1 ? given : undefined;
  if (only?.k === 'call' && only.callee.k === 'external' && only.callee.path.endsWith('-core.alias')) return tableIn(only.args[0]);
  const made = origin(only, TABLE);
  const schema = text(origin(made?.callee, /Schema$/)?.args[0]);
  const name = text(made?.args[0]);
  return name === undefined || schema === undefined ? made?.args[0] : lit(`${schema}.${name}`);
}

const given: Selector = ({ args }) => tableIn(args[0]);

/** `db.query.orders.findMany()`: a table by its name in the schema that the database was made with. */
const queried: Selector = ({ callee }) => {
  const of = callee.k === 'prop' ? callee.of : undefined;
  const made = origin(of, /\.drizzle$/);
  const schema = option(made?.args[1], 'schema') ?? option(made?.args[0], 'schema');
  return of?.k === 'prop' ? tableIn(option(schema, of.name)) : undefined;
};

/** What the database was made of: the client of a driver, or its own connection. */
const store: Selector = ({ callee }) => {
  const made = origin(callee, /\.drizzle$/);
  return made && (connectionOf(made) ? made : (written(made.args[0], 'client') ?? made.args[0] ?? made));
};

/** `drizzle(url)`, `drizzle({ connection })`; a client that is handed over was opened before. */
function connectionOf({ args: [first] }: Pick<CallResult, 'args'>): Residual | undefined {
  return isText(first) ? first : written(first, 'connection');
}

const defined: Row = (call) => {
  const table = tableIn(call.result);
  const name = text(table);
  return table && name !== undefined ? { kind: 'entity', engine: undefined, name, table, call } : undefined;
};

function rowsFor(engine: string, drivers: readonly string[]): Pick<Required<Library>, 'calls' | 'values' | 'callbacks'> {
  const database = `drizzle-orm/{${drivers.join()}}.drizzle()`;
  const selections = ['select', 'selectDistinct', 'selectDistinctOn'].map((name) => `${database}.${name}()`);
  const reads = (table: Selector): Row => access(engine, 'read', { table, store });
  const open: Row = (call) => {
    const connection = connectionOf(call);
    return connection && opened(engine, connection, call);
  };
  return {
    calls: {
      [`drizzle-orm/{${drivers.join()}}.drizzle`]: open,
      ...onEach(selections, `{from,${JOINS}}`, reads(given)),
      [`${database}.$count`]: reads(given),
      [`${database}.query.*.{findMany,findFirst}`]: reads(queried),
      [`${database}.{insert,update,delete}`]: access(engine, 'write', { table: given, store }),
      [`${database}.{execute,run,all,get,values}`]: access(engine, 'read', { sql: statement, store }),
    },
    values: { ...onEach(selections, `{${CHAINED}}`, builder), [`${database}.{with,$with}`]: builder },
    callbacks: { [`${database}.transaction`]: { args: 'all', when: 'immediate', gives: 'receiver' } },
  };
}

const rows = Object.entries(DRIVERS).map(([engine, drivers]) => rowsFor(engine, Object.keys(drivers)));

export const drizzle = defineLibrary({
  package: 'drizzle-orm',
  types: Object.fromEntries([
    ...Object.values(DRIVERS).flatMap((drivers) =>
      Object.entries(drivers).map(([driver, type]) => [`drizzle-orm/${driver}.${type}`, `drizzle-orm/${driver}.drizzle()`] as const),
    ),
    ...TRANSACTIONS.map((type) => [`drizzle-orm/${type}`, `drizzle-orm/${type.split('.')[0] ?? ''}.drizzle()`] as const),
  ]),
  calls: {
    'drizzle-orm/{pg-core.pgTable,mysql-core.mysqlTable,sqlite-core.sqliteTable}': defined,
    'drizzle-orm/{pg-core.pgSchema,mysql-core.mysqlSchema}().table': defined,
    ...Object.fromEntries(rows.flatMap(({ calls }) => Object.entries(calls))),
  },
  values: Object.fromEntries(rows.flatMap(({ values }) => Object.entries(values))),
  callbacks: Object.fromEntries(rows.flatMap(({ callbacks }) => Object.entries(callbacks))),
});

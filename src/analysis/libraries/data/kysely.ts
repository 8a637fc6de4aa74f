import type { ExternalCall } from '../../../model/program.js';
import { lit, pathOf, template, type Residual } from '../../../model/residual.js';
import type { AccessSignal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { onEach } from '../rows.js';
import { isText, listOf, option, origin, text } from '../select.js';
import { builder } from './connection.js';

const DB = 'kysely.Kysely()';
const DBS = [DB, `${DB}.withSchema()`];
const BUILDERS = DBS.flatMap((db) =>
  ['selectFrom', 'updateTable', 'deleteFrom', 'insertInto', 'mergeInto'].map((name) => `${db}.${name}()`),
);
const CHAINED =
  'select,selectAll,distinct,distinctOn,where,whereRef,groupBy,having,orderBy,limit,offset,values,set,returning,returningAll,onConflict,as,$if,$call,$castTo';

const ENGINES: readonly (readonly [RegExp, string])[] = [
  [/Postgres|Neon|PGlite/i, 'postgres'],
  [/Mysql|PlanetScale/i, 'mysql'],
  [/Sqlite|LibSQL|D1/i, 'sqlite'],
  [/Mssql/i, 'mssql'],
];

/** The dialect knows the engine; its pool is opened by a driver. */
function engineOf(callee: Residual): string | undefined {
  const dialect = option(origin(callee, /\.Kysely$/)?.args[0], 'dialect');
  const made = dialect?.k === 'call' ? pathOf(dialect.callee) : undefined;
  return made === undefined ? undefined : ENGINES.find(([pattern]) => pattern.test(made))?.[1];
}

/** `selectFrom('orders as o')`, `selectFrom(['orders', 'lines'])`, `innerJoin('lines', …)`; what is a query itself names no table. */
const access =
  (how: AccessSignal['access']): Row =>
  (call) => {
    const schema = text(origin(call.callee, /\.withSchema$/)?.args[0]);
    return listOf(call.args[0]).filter(isText).map((table) => accessTo(call, how, named(table, schema))); // prettier-ignore
  };

function accessTo(call: ExternalCall, how: AccessSignal['access'], table: Residual): AccessSignal {
  return { kind: 'access', engine: engineOf(call.callee), access: how, table, call };
}

function named(table: Residual, schema: string | undefined): Residual {
  const plain = text(table)?.replace(/\s+as\s+\w+$/i, '');
  const name = plain === undefined ? table : lit(plain);
  return schema === undefined ? name : template([lit(`${schema}.`), name]);
}

/** `` sql`select …`.execute(db) ``: a fragment alone asks nothing. */
const executed: Row = (call) => {
  const sql = origin(call.callee, 'kysely.sql')?.args[0];
  const db = call.args[0];
  return sql && { kind: 'access', engine: db && engineOf(db), access: 'read', sql, call };
};

export const kysely = defineLibrary({
  package: 'kysely',
  types: { 'kysely.Kysely': DB, 'kysely.Transaction': DB, 'kysely.ControlledTransaction': DB },
  calls: {
    ...onEach(DBS, 'selectFrom', access('read')),
    ...onEach(DBS, '{insertInto,updateTable,deleteFrom,replaceInto,mergeInto}', access('write')),
    ...onEach(BUILDERS, '{innerJoin,leftJoin,rightJoin,fullJoin,crossJoin,using}', access('read')),
    'kysely.sql().execute': executed,
  },
  values: {
    ...onEach(BUILDERS, `{${CHAINED},innerJoin,leftJoin,rightJoin,fullJoin,crossJoin,using}`, builder),
    [`${DB}.{with,withRecursive,withPlugin,withoutPlugins,connection}`]: builder,
  },
  callbacks: {
    [`${DB}.transaction().execute`]: { args: [0], when: 'immediate', params: [DB] },
    [`${DB}.connection().execute`]: { args: [0], when: 'immediate', params: [DB] },
  },
});

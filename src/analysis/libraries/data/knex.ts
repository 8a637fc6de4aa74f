import type { ReachedClass } from '../../../model/program.js';
import { alternatives, lit, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { access, onEach } from '../rows.js';
import { arg, isText, option, origin, receiver, written, type Selector } from '../select.js';
import { builder, configured, entity, opened, ownClass } from './connection.js';

const READS = 'select,first,pluck,count,countDistinct,min,max,sum,avg,where,whereIn,orderBy,then,stream';
const WRITES = 'insert,update,upsert,del,delete,truncate,increment,decrement,batchInsert';
const JOINS = 'join,innerJoin,leftJoin,leftOuterJoin,rightJoin,fullOuterJoin,crossJoin';
const CHAINED =
  'where,andWhere,orWhere,whereNot,whereIn,whereNotIn,whereNull,whereNotNull,whereBetween,whereExists,whereRaw,whereLike,whereILike,select,column,columns,distinct,distinctOn,orderBy,orderByRaw,groupBy,groupByRaw,having,havingRaw,limit,offset,returning,onConflict,merge,ignore,as,clone,transacting,forUpdate,modify,with,withSchema,timeout';

const open: Row = (call) => {
  const given = configured(call.args[0]);
  const config = written(given, 'config') ?? given;
  const connection = option(config, 'connection');
  return config && opened(option(config, 'client') ?? 'postgres', connection ?? config, call);
};

const CLIENTS = ['knex()', 'knex.knex()'];
/** `db('t')`, `db.from('t')`, `db.insert(x).into('t')`. */
const BUILDERS = CLIENTS.flatMap((client) => [
  `${client}()`,
  `${client}.from()`,
  `${client}.table()`,
  `${client}.into()`,
  `${client}.queryBuilder().from()`,
]);
/** Objection: `User.query().where(…)`. */
const QUERIES = ['objection.Model.static().query()', 'objection.Model().$query()'];

/** Table that a builder was made with; `t as x`, `{ x: 't' }` are t. */
const ofBuilder: Selector = ({ callee }) => {
  const made = origin(callee, /^knex(?:\.knex)?\(\)(?:\.(?:from|table|into)|\.queryBuilder\(\)\.from)?$/);
  return made && tableIn(made.args[0]);
};

function tableIn(given: Residual | undefined): Residual | undefined {
  const named = given?.k === 'object' ? [...given.props.values()][0] : given;
  const only = named && alternatives(named).length === 1 ? named : undefined;
  return only?.k === 'lit' ? lit(String(only.v).replace(/\s+as\s+\w+$/i, '')) : isText(named) ? named : undefined;
}

const joined: Selector = ({ args }) => tableIn(args[0]);

/** `class User extends Model { static tableName = 'users' }`. */
function* models(cls: ReachedClass): Generator<Signal> {
  if (cls.externalBase !== 'objection.Model') return;
  const table = cls.fields.find(({ name }) => name === 'tableName')?.value;
  if (table) yield entity(cls, table);
}

const reads = (table: Selector): Row => access(undefined, 'read', { table, store: receiver });
const writes = (table: Selector): Row => access(undefined, 'write', { table, store: receiver });

export const knex = defineLibrary({
  package: 'knex',
  types: { 'knex.Knex': 'knex()', 'knex.Knex.Transaction': 'knex()' },
  calls: {
    '{knex,knex.knex}': open,
    '{nest-knexjs,nestjs-knex}.KnexModule.{forRoot,forRootAsync,register,registerAsync}': open,
    ...onEach(CLIENTS, '{from,table}', reads(joined)),
    ...onEach(CLIENTS, '{into,batchInsert}', writes(joined)),
    ...onEach(BUILDERS, `{${READS}}`, reads(ofBuilder)),
    ...onEach(BUILDERS, `{${WRITES}}`, writes(ofBuilder)),
    ...onEach([...BUILDERS, ...CLIENTS], `{${JOINS}}`, reads(joined)),
    ...onEach([...CLIENTS, 'knex().schema', 'knex.knex().schema'], 'raw', access(undefined, 'read', { sql: arg(0), store: receiver })),
    ...onEach(QUERIES, `{${READS},findById,findOne,findByIds,joinRelated,withGraphFetched}`, reads(ownClass)),
    ...onEach(
      QUERIES,
      '{insert,insertAndFetch,insertGraph,upsertGraph,update,updateAndFetchById,patch,patchAndFetchById,patchAndFetch,delete,deleteById,increment}',
      writes(ownClass),
    ),
  },
  values: {
    ...onEach(BUILDERS, `{${CHAINED},${JOINS}}`, builder),
    ...onEach(CLIENTS, '{select,column,columns,distinct,with,withSchema,insert,del,delete,update}', builder),
    ...onEach(QUERIES, `{${CHAINED},${JOINS}}`, builder),
  },
  callbacks: onEach(CLIENTS, 'transaction', { args: 'all' as const, when: 'immediate' as const, gives: 'receiver' as const }),
  models: ['objection.Model'],
  classes: models,
});

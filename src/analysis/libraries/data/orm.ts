import type { ExternalCall, ReachedClass } from '../../../model/program.js';
import { alternatives, lit, type Residual } from '../../../model/residual.js';
import type { OpenSignal, Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { calleeName, isText, option, origin, receiver, text } from '../select.js';
import { plural } from './mongo.js';

const READS =
  'find,findOne,findBy,findOneBy,findOneOrFail,findOneByOrFail,findAndCount,findAndCountBy,findByPk,findAll,findAndCountAll,count,countBy,exist,exists,existsBy,query,createQueryBuilder,max,sum,aggregate';
const WRITES =
  'save,insert,update,upsert,delete,remove,softDelete,softRemove,restore,increment,decrement,clear,create,bulkCreate,destroy,findOrCreate';
const WRITE = new Set(WRITES.split(',').filter((name) => name !== 'create'));

/** Options of a data source: a URL or parts; `type` or `dialect` names the engine. */
export function openWith(config: Residual | undefined, engine: string | Residual, call: ExternalCall): OpenSignal {
  const found = (...names: readonly string[]): Residual | undefined =>
    names.map((name) => option(config, name)).find((r) => r !== undefined);
  const [url, host, port, database, schema] = [
    found('url', 'uri', 'connectionString'),
    found('host'),
    found('port'),
    found('database', 'storage', 'dbName'),
    found('schema'),
  ];
  return {
    kind: 'open',
    engine,
    ...(url && { url }),
    ...(host && { host }),
    ...(port && { port }),
    ...(database && { database }),
    ...(schema && { schema }),
    call,
  };
}

function typeorm(call: ExternalCall): Signal | undefined {
  const [first] = call.args;
  const config = option(first, 'useFactory()') ?? option(first, 'useClass()') ?? first;
  const engine = option(config, 'type');
  return config && openWith(config, engine ?? 'unknown', call);
}

/** `new Sequelize(url, options)`, `(database, user, password, options)`, `(options)`. */
function sequelize(call: ExternalCall): Signal | undefined {
  const [first] = call.args;
  const config = call.args.findLast((arg) => !isText(arg) && option(arg, 'dialect') !== undefined) ?? call.args.at(-1);
  const given = option(first, 'useFactory()') ?? config;
  const opened = openWith(given, option(given, 'dialect') ?? 'unknown', call);
  if (!isText(first)) return opened;
  return call.args.length >= 3 ? { ...opened, database: first } : { ...opened, url: first };
}

function knex(call: ExternalCall): Signal {
  const [config] = call.args;
  const connection = option(config, 'connection');
  const opened = openWith(connection, option(config, 'client') ?? 'postgres', call);
  return isText(connection) ? { ...opened, url: connection } : opened;
}

/** `repository.find()`: the entity is the token's or the type's argument. */
function repository(call: ExternalCall): Signal {
  const store = call.callee.k === 'prop' ? call.callee.of : call.callee;
  const made = origin(store, /Repository$|\.getRepository$|\.define$|\.model$|\.Model$/);
  const table = made?.injected?.decoratorArgs?.[0] ?? made?.injected?.typeArgs[0] ?? made?.args[0];
  return {
    kind: 'access',
    engine: undefined,
    access: WRITE.has(calleeName(call)) ? 'write' : 'read',
    ...(table && { table }),
    store,
    call,
  };
}

/** `manager.save(Entity, …)`. */
function manager(call: ExternalCall): Signal {
  const [table] = call.args;
  const sql = calleeName(call) === 'query' ? table : undefined;
  return {
    kind: 'access',
    engine: undefined,
    access: WRITE.has(calleeName(call)) ? 'write' : 'read',
    ...(sql ? { sql } : table && { table }),
    ...(call.callee.k === 'prop' && { store: call.callee.of }),
    call,
  };
}

/** Static methods of active-record classes of ours. */
function active(call: ExternalCall): Signal {
  const subject = call.subject && alternatives(call.subject)[0];
  return {
    kind: 'access',
    engine: undefined,
    access: WRITE.has(calleeName(call)) ? 'write' : 'read',
    ...(subject?.k === 'instance' && { table: subject.cls }),
    call,
  };
}

/** `@Entity('t')`, `@Entity({ name })`, `@Table({ tableName })`, else the naming strategy of the library. */
function* entities(cls: ReachedClass): Generator<Signal> {
  for (const { path, args } of cls.decorators) {
    const [given] = args;
    const named = text(given) ?? text(option(given, 'name')) ?? text(option(given, 'tableName')) ?? text(option(given, 'collection'));
    if (path === 'typeorm.Entity' || path === '@mikro-orm/core.Entity') yield entity(cls, named ?? snake(cls.name));
    else if (path === 'sequelize-typescript.Table') yield entity(cls, named ?? plural(cls.name));
    else if (path === '@nestjs/mongoose.Schema') yield { ...entity(cls, named ?? plural(cls.name)), engine: 'mongodb' };
  }
}

function entity(cls: ReachedClass, table: string): Extract<Signal, { kind: 'entity' }> {
  return { kind: 'entity', engine: undefined, name: cls.name, table: lit(table), cls, call: undefined };
}

export function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

function defined(call: ExternalCall): Signal | undefined {
  const name = text(call.args[0]);
  return name === undefined
    ? undefined
    : { kind: 'entity', engine: undefined, name, table: option(call.args[2], 'tableName') ?? lit(plural(name)), call };
}

function knexTable(call: ExternalCall): Signal | undefined {
  const chained = origin(call.callee, /^knex(\.knex|\.default)?\(\)$/);
  const table = chained?.args[0];
  return (
    table && {
      kind: 'access',
      engine: undefined,
      access: /^(insert|update|del|delete|truncate|increment|decrement)$/.test(calleeName(call)) ? 'write' : 'read',
      table,
      store: chained.callee,
      call,
    }
  );
}

const REPOSITORIES = [
  'typeorm.Repository()',
  'typeorm.DataSource().getRepository()',
  'typeorm.getRepository()',
  'typeorm.TreeRepository()',
  'typeorm.MongoRepository()',
  'typeorm.DataSource().manager.getRepository()',
  'typeorm.EntityManager().getRepository()',
];
const MANAGERS = [
  'typeorm.DataSource().manager',
  'typeorm.EntityManager()',
  'typeorm.DataSource()',
  'typeorm.getManager()',
  'typeorm.DataSource().createQueryRunner().manager',
];
const SEQUELIZE_MODELS = [
  'sequelize.Sequelize().define()',
  'sequelize().define()',
  'sequelize.Model.static',
  'sequelize-typescript.Model.static',
];
const KNEX = ['knex()()', 'knex.knex()()'];

export const orm = defineLibrary({
  package: 'typeorm',
  calls: {
    'typeorm.{DataSource,createConnection,createConnections}': typeorm,
    '@nestjs/typeorm.TypeOrmModule.{forRoot,forRootAsync}': typeorm,
    'sequelize.Sequelize': sequelize,
    sequelize: sequelize,
    'sequelize-typescript.Sequelize': sequelize,
    '@nestjs/sequelize.SequelizeModule.{forRoot,forRootAsync}': sequelize,
    knex: knex,
    'knex.knex': knex,
    '@mikro-orm/core.MikroORM.init': (call) =>
      call.args[0] ? openWith(call.args[0], option(call.args[0], 'type') ?? 'postgres', call) : undefined,
    '{sequelize.Sequelize(),sequelize()}.define': defined,
    ...Object.fromEntries(REPOSITORIES.map((r) => [`${r}.{${READS},${WRITES}}`, repository])),
    ...Object.fromEntries(MANAGERS.map((m) => [`${m}.{${READS},${WRITES}}`, manager])),
    ...Object.fromEntries(SEQUELIZE_MODELS.map((m) => [`${m}.{${READS},${WRITES}}`, repository])),
    '@nestjs/sequelize.InjectModel().{findAll,findOne,findByPk,create,update,destroy}': repository,
    '{typeorm.BaseEntity(),sequelize.Model(),sequelize-typescript.Model()}.{save,update,destroy,remove,reload}': active,
    '{sequelize.Sequelize(),sequelize()}.query': manager,
    ...Object.fromEntries(
      KNEX.flatMap((k) =>
        ['', '.where()', '.where().where()'].map((chain) => [
          `${k}${chain}.{select,first,insert,update,del,delete,where,pluck,count}`,
          knexTable,
        ]),
      ),
    ),
    '{knex(),knex.knex()}.raw': manager,
  },
  // What it gives is itself, once it is connected.
  values: { 'typeorm.DataSource().{initialize,connect}': receiver },
  callbacks: {
    'typeorm.DataSource().transaction': { args: 'all', when: 'immediate', params: ['typeorm.EntityManager()'] },
    'typeorm.EntityManager().transaction': { args: 'all', when: 'immediate', params: ['typeorm.EntityManager()'] },
  },
  classes: entities,
});

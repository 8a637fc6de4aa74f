import type { ReachedClass } from '../../../model/program.js';
import { anyOf, array, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { access, onEach } from '../rows.js';
import { arg, either, option, options, origin, receiver, text, type Selector } from '../select.js';
import { builder, configured, entity, opened, ownClass } from './connection.js';
import { snake } from './naming.js';

const READS =
  'find,findBy,findAndCount,findAndCountBy,findOne,findOneBy,findOneById,findByIds,findOneOrFail,findOneByOrFail,count,countBy,exist,exists,existsBy,sum,average,minimum,maximum,stream,findTrees,findRoots,findDescendants,findAncestors';
const WRITES = 'save,insert,update,upsert,delete,remove,softDelete,softRemove,restore,recover,increment,decrement,clear';

const ORMCONFIG = 'typeorm.ormconfig';

const open: Row = (call) => {
  const config = configured(call.args[0]);
  const engine = option(config, 'type') ?? 'unknown';
  return config && opened(engine, writable(config), call);
};

/** `replication` has the same parts one level deeper, maybe in one of several alternatives only. */
function writable(config: Residual): Residual {
  if (config.k === 'any' || config.k === 'first') return anyOf(config.of.map(writable));
  return options(config, 'replication', 'master') ?? config;
}

/** `createConnections([a, b])`. */
function* openEach(call: Parameters<Row>[0], program: Parameters<Row>[1]): Generator<Signal> {
  const [list] = call.args;
  for (const config of list?.k === 'array' ? list.items : [])
    yield* [open({ ...call, args: [config] }, program)].filter((found) => found !== undefined) as Signal[];
}

/** Whose connections are configured in a file that TypeORM looks for, as nothing is said where they are opened. */
const UNSAID =
  /^(?:typeorm\.(?:createConnections?|getConnectionOptions|ConnectionOptionsReader)|@nestjs\/typeorm\.TypeOrmModule\.forRoot)$/;

/** `ormconfig.js`: one connection or a list of them. */
function* configuredBeside(call: Parameters<Row>[0], program: Parameters<Row>[1]): Generator<Signal> {
  if (!program.calls.some(({ path, args }) => UNSAID.test(path) && args.every((arg) => arg.k !== 'object'))) return;
  const [given] = call.args;
  yield* openEach({ ...call, args: [given?.k === 'array' || !given ? (given ?? array([])) : array([given])] }, program);
}

/** Entity of a repository: of the call that gave it, of its token, of its type, of the class that extends it. */
const ofRepository: Selector = (call) => {
  const made = origin(receiver(call), /Repository$|\.extend$/);
  return made?.injected?.decoratorArgs?.[0] ?? made?.injected?.typeArgs[0] ?? made?.args[0];
};
const ofBuilder: Selector = (call) => origin(receiver(call), /\.createQueryBuilder$/)?.args[0];

const SOURCES = ['typeorm.DataSource()', 'typeorm.createConnection()', 'typeorm.getConnection()', 'typeorm.Connection()'];
const RUNNERS = onAll(SOURCES, 'createQueryRunner()');
const MANAGERS = [
  ...onAll(SOURCES, 'manager'),
  ...onAll(RUNNERS, 'manager'),
  'typeorm.EntityManager()',
  'typeorm.Repository().manager',
  'typeorm.Repository().manager.connection',
  'typeorm.getManager()',
  'typeorm.getMongoManager()',
];
const REPOSITORIES = [
  ...['Repository()', 'TreeRepository()', 'MongoRepository()', 'getRepository()', 'getTreeRepository()', 'getMongoRepository()'].map(
    (name) => `typeorm.${name}`,
  ),
  ...[...SOURCES, ...MANAGERS].flatMap((of) =>
    ['getRepository()', 'getTreeRepository()', 'getMongoRepository()'].map((name) => `${of}.${name}`),
  ),
];
const ACTIVE = ['typeorm.BaseEntity.static()', 'typeorm.BaseEntity()'];
const BUILDERS = onAll([...SOURCES, ...MANAGERS, ...REPOSITORIES, ...ACTIVE, 'typeorm'], 'createQueryBuilder()');
const CHAINED =
  'where,andWhere,orWhere,whereInIds,select,addSelect,distinct,leftJoin,innerJoin,leftJoinAndSelect,innerJoinAndSelect,leftJoinAndMapOne,leftJoinAndMapMany,orderBy,addOrderBy,groupBy,addGroupBy,having,skip,take,limit,offset,setParameter,setParameters,withDeleted,cache,setLock,insert,values,set,orIgnore,orUpdate,returning,callListeners,useTransaction';

function onAll(of: readonly string[], name: string): string[] {
  return of.map((path) => `${path}.${name}`);
}

/** `@Entity('t')`, `@Entity({ name, schema })`, else the name of the class in snake case. */
function* entities(cls: ReachedClass): Generator<Signal> {
  for (const { path, args } of cls.decorators) {
    if (path !== 'typeorm.Entity' && path !== 'typeorm.ViewEntity') continue;
    const given = args.find((one) => text(one) !== undefined || option(one, 'name'));
    yield entity(cls, named(given) ?? snake(cls.name));
  }
}

function named(given: Residual | undefined): Residual | undefined {
  return text(given) === undefined ? option(given, 'name') : given;
}

const schema: Row = (call) => {
  const name = text(option(call.args[0], 'name'));
  const table = option(call.args[0], 'tableName');
  return name === undefined ? undefined : { kind: 'entity', engine: undefined, name, table, call };
};

const through = { store: receiver };
const reads = (table: Selector): Row => access(undefined, 'read', { table, ...through });
const writes = (table: Selector): Row => access(undefined, 'write', { table, ...through });

export const typeorm = defineLibrary({
  package: 'typeorm',
  calls: {
    'typeorm.{DataSource,createConnection}': open,
    'typeorm.createConnections': openEach,
    [ORMCONFIG]: configuredBeside,
    '@nestjs/typeorm.TypeOrmModule.{forRoot,forRootAsync}': open,
    'typeorm.EntitySchema': schema,
    ...onEach(REPOSITORIES, `{${READS},createQueryBuilder}`, reads(ofRepository)),
    ...onEach(REPOSITORIES, `{${WRITES}}`, writes(ofRepository)),
    ...onEach([...REPOSITORIES, ...MANAGERS, ...SOURCES, ...RUNNERS], 'query', access(undefined, 'read', { sql: arg(0), ...through })),
    ...onEach([...MANAGERS, ...SOURCES], `{${READS}}`, reads(arg(0))),
    ...onEach([...MANAGERS, ...SOURCES], `{${WRITES}}`, writes(arg(0))),
    ...onEach(ACTIVE, `{${READS},createQueryBuilder}`, reads(ownClass)),
    ...onEach(ACTIVE, `{${WRITES}}`, writes(ownClass)),
    ...onEach(BUILDERS, 'from', reads(arg(0))),
    ...onEach(BUILDERS, '{update,into}', writes(either(arg(0), ofBuilder))),
    ...onEach(BUILDERS, '{delete,softDelete,restore}().from', writes(arg(0))),
  },
  values: {
    ...onEach(SOURCES, '{initialize,connect}', builder),
    ...onEach(BUILDERS, `{${CHAINED}}`, builder),
  },
  callbacks: {
    ...onEach([...SOURCES, ...MANAGERS], 'transaction', {
      args: 'all' as const,
      when: 'immediate' as const,
      params: ['typeorm.EntityManager()'],
    }),
  },
  conventions: [{ files: /(?:^|\/)ormconfig\.(?:[cm]?[jt]s|json)$/, dependency: 'typeorm', call: ORMCONFIG }],
  models: ['typeorm.{BaseEntity,Repository,TreeRepository,MongoRepository,AbstractRepository}'],
  classes: entities,
});

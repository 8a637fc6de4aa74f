import type { ReachedClass } from '../../../model/program.js';
import { pathOf, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { access, onEach } from '../rows.js';
import { arg, option, origin, receiver, text, type Selector } from '../select.js';
import { configured, entity, opened } from './connection.js';
import { snake } from './naming.js';

const READS = 'find,findOne,findOneOrFail,findAll,findAndCount,count,createQueryBuilder,refresh,populate';
const WRITES = 'persist,persistAndFlush,insert,insertMany,upsert,upsertMany,nativeInsert,nativeUpdate,nativeDelete,remove,removeAndFlush';

const DRIVERS = 'postgresql,mysql,mariadb,mongodb,sqlite,better-sqlite,libsql,mssql';
const PACKAGES = ['core', ...DRIVERS.split(',')].map((name) => `@mikro-orm/${name}`);
const EXPORTS = (names: string): string[] => PACKAGES.flatMap((pkg) => names.split(',').map((name) => `${pkg}.${name}`));

/** The engine is the package of the driver: of `MikroORM` itself, of the option `driver`, or an old option `type`. */
const open: Row = (call) => {
  const config = configured(call.args[0]);
  const driver = option(config, 'driver');
  const engine = engineOf(call.path) ?? (driver && engineOf(pathOf(driver) ?? '')) ?? option(config, 'type') ?? 'unknown';
  return config && opened(engine, config, call);
};

function engineOf(path: string): string | undefined {
  const [, name] = /^@mikro-orm\/([\w-]+)\./.exec(path) ?? [];
  return name === 'core' || name === 'nestjs' ? undefined : name === 'better-sqlite' ? 'sqlite' : name;
}

const ofRepository: Selector = (call) => {
  const made = origin(receiver(call), /Repository$/);
  return made?.injected?.decoratorArgs?.[0] ?? made?.injected?.typeArgs[0] ?? made?.args[0];
};

/** `em.persist(book)` and `em.insert(Book, {})`. */
const given: Selector = ({ args: [first] }) => (first?.k === 'instance' ? first.cls : first);

const MANAGERS = [
  ...EXPORTS('EntityManager(),SqlEntityManager()'),
  ...EXPORTS('MikroORM.init().em,MikroORM().em,MikroORM.init().em.fork(),EntityManager().fork()'),
];
const REPOSITORIES = [...EXPORTS('EntityRepository(),SqlEntityRepository()'), ...MANAGERS.map((manager) => `${manager}.getRepository()`)];

/** `@Entity({ tableName, collection })`, else the name of the class in snake case. */
function* entities(cls: ReachedClass): Generator<Signal> {
  for (const { path, args } of cls.decorators) {
    if (!/^@mikro-orm\/[\w-]+\.Entity$/.test(path)) continue;
    yield entity(cls, option(args[0], 'tableName') ?? option(args[0], 'collection') ?? named(cls, args[0]));
  }
}

function named({ name }: ReachedClass, given: Residual | undefined): string {
  return text(given) ?? snake(name);
}

const reads = (table: Selector): Row => access(undefined, 'read', { table, store: receiver });
const writes = (table: Selector): Row => access(undefined, 'write', { table, store: receiver });

export const mikroOrm = defineLibrary({
  package: '@mikro-orm/core',
  calls: {
    ...Object.fromEntries(EXPORTS('MikroORM.init,MikroORM.initSync').map((path) => [path, open])),
    '@mikro-orm/nestjs.MikroOrmModule.{forRoot,forRootAsync}': open,
    ...onEach(MANAGERS, `{${READS}}`, reads(arg(0))),
    ...onEach(MANAGERS, `{${WRITES}}`, writes(given)),
    ...onEach(MANAGERS, '{,getConnection().}execute', access(undefined, 'read', { sql: arg(0), store: receiver })),
    ...onEach(REPOSITORIES, `{${READS}}`, reads(ofRepository)),
    ...onEach(REPOSITORIES, `{${WRITES}}`, writes(ofRepository)),
  },
  models: EXPORTS('BaseEntity,EntityRepository,SqlEntityRepository'),
  classes: entities,
});

import { compareText, type Location } from '../model/location.js';
import type { Accessor, Datastore, Service, System, TableAccess } from '../model/system.js';
import { groupBy } from '../shared/group-by.js';
import { servicesByName } from './services.js';

/** One logical database with everybody who opens it; the schemas of one database are together. */
export interface Database {
  /** Id of its datastore, or the common part of the ids of its schemas. */
  readonly id: string;
  readonly engine: string;
  readonly host?: string;
  readonly port?: number;
  readonly database?: string;
  readonly role: Datastore['role'];
  readonly profiles: readonly string[];
  /** Ids that the same code reaches when it is deployed in other ways. */
  readonly elsewhere: readonly string[];
  /** Services only, by name. */
  readonly accessors: readonly DatabaseAccessor[];
}

export interface DatabaseAccessor {
  readonly service: string;
  readonly uses: boolean;
  /** Its source is in a language that is not read: only its deployment says that it has the database. */
  readonly unread: boolean;
  /** Schemas it works in by default; empty when unknown. */
  readonly schemas: readonly string[];
  readonly tables: readonly TableAccess[];
  readonly evidence: readonly Location[];
  readonly env?: NonNullable<Accessor['env']>;
  /** A default of code that a variable may replace where it is deployed. */
  readonly assumed: boolean;
}

/** Brokers carry messages and object stores hold files: neither is a database that services share a schema in. */
const NO_DATABASE = new Set(['rabbitmq', 'kafka', 'nats', 'sqs', 'sns', 'pubsub', 'mqtt', 's3', 'minio', 'gcs', 'azure-blob']);

/** Stores of keys and values: without tables they are caches more often than a system of record. */
const KEY_VALUE = new Set(['redis', 'valkey', 'keydb', 'memcached']);

export function isKeyValue({ engine }: Pick<Database, 'engine'>): boolean {
  return KEY_VALUE.has(engine);
}

/** An endpoint behind which every table is a database of its own. */
export function isAccount({ engine }: Pick<Database, 'engine'>): boolean {
  return engine === 'dynamodb';
}

/** Databases whose identity is proven. What could not be told is never a claim. */
export function provenDatabases(system: System): Database[] {
  const stores = system.datastores.filter((store) => store.proven && !NO_DATABASE.has(store.engine));
  const all = [...groupBy(stores, identity).values()]
    .map((members) => database(members, servicesByName(system)))
    .sort((a, b) => compareText(a.id, b.id) || compareText(a.role, b.role));
  return [...groupBy(all, opening).values()].flatMap(onceForAllProfiles);
}

/** The same services open it in the same places, or are given it in the same variables. */
function opening({ role, engine, accessors }: Database): string {
  return JSON.stringify([
    role,
    engine,
    accessors.map(({ service, unread, env, evidence }) => [service, (unread ? env?.name : undefined) ?? evidence[0]]),
  ]);
}

/** One database of the code is another one in each way of deployment: that is told once. */
function onceForAllProfiles(databases: readonly Database[]): readonly Database[] {
  const profiles = databases.flatMap((one) => one.profiles);
  const [first, ...more] = databases;
  const areApart = databases.every((one) => one.profiles.length > 0) && new Set(profiles).size === profiles.length;
  if (first === undefined || more.length === 0 || !areApart) return databases;
  return [{ ...first, profiles, elsewhere: more.map(({ id }) => id) }];
}

/** Two services share it: both have code that uses it, or were given it where no code could be read. */
export function usersOf(database: Database): DatabaseAccessor[] {
  return database.accessors.filter((accessor) => accessor.uses || accessor.unread);
}

/** Fewer than two services were seen to use it in their code. */
export function isGivenOnly(users: readonly DatabaseAccessor[]): boolean {
  return users.filter(({ unread }) => !unread).length < 2;
}

/** That they meet rests on defaults of code: each may be given another database where it is deployed. */
export function isAssumed(users: readonly DatabaseAccessor[]): boolean {
  return users.filter(({ assumed }) => !assumed).length < 2 && users.some(({ assumed }) => assumed);
}

/** Schemas of one database belong together; a database that is only known by its origin stands alone. */
function identity({ id, role, engine, host, port, database }: Datastore): string {
  return JSON.stringify(host === undefined || database === undefined ? [role, id] : [role, engine, host, port, database]);
}

function database(members: readonly Datastore[], services: ReadonlyMap<string, Service>): Database {
  const sorted = [...members].sort((a, b) => compareText(a.id, b.id));
  const [first, ...more] = sorted;
  if (first === undefined) throw new Error('a group has members');
  const { engine, host, port, role } = first;
  const known = sorted
    .flatMap((store) => store.accessors.map((accessor) => ({ accessor, store })))
    .filter(({ accessor }) => services.has(accessor.service));
  return {
    id: more.length === 0 ? first.id : `${engine}://${host ?? ''}${port === undefined ? '' : `:${port}`}/${first.database ?? ''}`,
    engine,
    role,
    profiles: [...new Set(sorted.flatMap((store) => store.profiles))],
    elsewhere: [],
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(first.database === undefined ? {} : { database: first.database }),
    accessors: [...groupBy(known, ({ accessor }) => accessor.service).values()]
      .map((parts) => merged(parts, services))
      .sort((a, b) => compareText(a.service, b.service)),
  };
}

/** A service that opens several schemas of one database accesses it once. */
function merged(
  parts: readonly { readonly accessor: Accessor; readonly store: Datastore }[],
  services: ReadonlyMap<string, Service>,
): DatabaseAccessor {
  const accessors = parts.map(({ accessor }) => accessor);
  const schemas = parts.flatMap(({ accessor, store }) => accessor.schema ?? store.schema ?? []);
  const env = accessors.find((accessor) => accessor.env !== undefined)?.env;
  const service = accessors[0]?.service ?? '';
  return {
    service,
    uses: accessors.some((accessor) => accessor.uses),
    unread: services.get(service)?.analysed === false,
    schemas: [...new Set(schemas)].sort(compareText),
    tables: accessors.flatMap((accessor) => accessor.tables),
    evidence: accessors.flatMap((accessor) => accessor.evidence),
    assumed: accessors.every((accessor) => accessor.assumed === true),
    ...(env === undefined ? {} : { env }),
  };
}

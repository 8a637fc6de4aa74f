/** What drivers assume when an address leaves something out. */
interface Engine {
  readonly port?: number;
  /** Default database; 'user': that of the user's name; 'none': the engine has no databases. */
  readonly database?: { readonly name: string } | 'user' | 'none';
}

const ENGINES: ReadonlyMap<string, Engine> = new Map<string, Engine>([
  ['postgres', { port: 5432, database: 'user' }],
  ['cockroachdb', { port: 26257 }],
  ['mysql', { port: 3306 }],
  ['mssql', { port: 1433 }],
  ['oracle', { port: 1521 }],
  ['cosmosdb', { port: 443 }],
  ['mongodb', { port: 27017, database: { name: 'test' } }],
  ['redis', { port: 6379, database: { name: '0' } }],
  ['memcached', { port: 11211, database: 'none' }],
  ['elasticsearch', { port: 9200, database: 'none' }],
  ['opensearch', { port: 9200, database: 'none' }],
  ['meilisearch', { port: 7700, database: 'none' }],
  ['cassandra', { port: 9042 }],
  ['dynamodb', { database: 'none' }],
  ['supabase', { port: 443, database: 'none' }],
  ['s3', { database: 'none' }],
  ['gcs', { database: 'none' }],
  ['neo4j', { port: 7687, database: { name: 'neo4j' } }],
  ['couchdb', { port: 5984 }],
  ['clickhouse', { port: 8123, database: { name: 'default' } }],
  ['influxdb', { port: 8086 }],
  ['rabbitmq', { port: 5672, database: { name: '/' } }],
]);

const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ...['postgresql', 'pg', 'pg-native', 'postgis', 'aurora-postgres', 'timescaledb', 'pglite'].map((name) => [name, 'postgres'] as const),
  ...['mysql2', 'mariadb', 'aurora-mysql'].map((name) => [name, 'mysql'] as const),
  ...['mongodb+srv', 'mongo', 'mongoose'].map((name) => [name, 'mongodb'] as const),
  ...['rediss', 'valkey', 'keydb', 'redis-socket', 'ioredis'].map((name) => [name, 'redis'] as const),
  ...['sqlserver', 'tedious', 'azure-sql'].map((name) => [name, 'mssql'] as const),
  ...['better-sqlite3', 'sqlite3', 'libsql', 'sqljs', 'file', 'expo-sqlite'].map((name) => [name, 'sqlite'] as const),
  ...['oracledb'].map((name) => [name, 'oracle'] as const),
  ...['bolt', 'neo4j+s', 'bolt+s'].map((name) => [name, 'neo4j'] as const),
  ...['amqp', 'amqps'].map((name) => [name, 'rabbitmq'] as const),
  ...['cockroach'].map((name) => [name, 'cockroachdb'] as const),
]);

/** One spelling for the dialects, drivers and URL schemes of an engine; undefined for what names none. */
export function engineName(text: string | undefined): string | undefined {
  const lower = text?.toLowerCase().replace(/^jdbc:/, '');
  if (lower === undefined || lower === '' || lower === 'unknown' || lower === 'prisma' || lower === 'http' || lower === 'https')
    return undefined;
  return SPELLINGS.get(lower) ?? lower;
}

export function defaultPort(engine: string): number | undefined {
  return ENGINES.get(engine)?.port;
}

export function defaultDatabase(engine: string): NonNullable<Engine['database']> | undefined {
  return ENGINES.get(engine)?.database;
}

/** Stores of keys and values that mostly hold copies. */
export function isKeyValue(engine: string): boolean {
  return engine === 'redis' || engine === 'memcached';
}

/** Buckets of a cloud are a service that is bought; only at an address of the system's own they are a store of it. */
export function isObjectStore(engine: string): boolean {
  return engine === 's3' || engine === 'gcs';
}

/** The engine that a scheme or a container names, where it is a server that holds data: brokers are none. */
export function databaseEngine(text: string | undefined): string | undefined {
  const engine = engineName(text);
  return engine !== undefined && engine !== 'rabbitmq' && !isObjectStore(engine) && ENGINES.has(engine) ? engine : undefined;
}

/** The engine whose own port it is, where only one has it. */
export function engineOfPort(port: number): string | undefined {
  const engines = [...ENGINES].flatMap(([name, engine]) => (engine.port === port ? name : []));
  return engines.length === 1 ? databaseEngine(engines[0]) : undefined;
}

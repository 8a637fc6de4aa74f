import type { ExternalCall, Program } from '../../../model/program.js';
import { lit, pathOf, type Residual } from '../../../model/residual.js';
import type { AccessSignal, OpenSignal, Signal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { ofProgram } from '../of-program.js';
import { onEach } from '../rows.js';
import { arg, either, isText, listOf, option, options, receiver, type Selector } from '../select.js';
import { builder, configured } from './connection.js';

/** Texts under keys: a copy that may be lost, unless a service has no other store and keeps them without an expiry. */
const READS = 'get,getBuffer,mGet,getRange,strLen,exists,keys,scan,scanIterator,scanStream,ttl,pTTL,type';
const WRITES = 'set,mSet,setNX,getSet,append,incr,incrBy,incrByFloat,decr,decrBy,del,unlink';
/** Texts that expire, and locks. */
const EXPIRING = 'setEx,pSetEx,getEx,getDel,expire,pExpire,expireAt,pExpireAt';
/** Hashes, sets, lists, documents: more than a copy, unless the key expires. */
const KEPT_READS = [
  'hGet,hGetAll,hmGet,hExists,hKeys,hVals,hLen,lRange,lIndex,lLen',
  'zRange,zRangeByScore,zRevRange,zRevRangeByScore,zScore,zRank,zRevRank,zCard,zCount',
  'getBit,bitCount,pfCount,geoPos,geoSearch,geoRadius,xRange,xRevRange,xLen',
].join();
const KEPT_WRITES = [
  'hSet,hmSet,hSetNX,hDel,hIncrBy,hIncrByFloat,lPush,rPush,lPop,rPop,lSet,lRem,lTrim,lInsert',
  'zAdd,zRem,zIncrBy,zRemRangeByScore,zRemRangeByRank,setBit,pfAdd,geoAdd',
].join();
/** Sets: beside texts that expire they are the index of these (sessions of a user, keys of a tag). */
const SET_READS = 'sMembers,sIsMember,sCard,sRandMember,sDiff,sInter,sUnion';
const SET_WRITES = 'sAdd,sRem,sPop,sMove';
/** Streams, and lists that somebody waits for: queues. */
const QUEUE_READS = 'blPop,brPop,brPopLPush,blMove,bzPopMin';
const QUEUE_WRITES = 'xAck';

/** `new Redis()`, `(port, host)`, `(url)`, `({ host, port, db })`; node-redis `{ url, socket }`; clusters by their first node. */
function open(call: ExternalCall): Signal {
  const [first, second] = call.args;
  const isPort = first?.k === 'lit' && typeof first.v === 'number';
  if (first && (isPort || (isText(first) && isText(second))))
    return opened(call, { port: first, host: isText(second) ? second : (option(second, 'host') ?? LOCAL) });
  if (isText(first)) return opened(call, { url: first });
  return opened(call, addressOf(configured(first)) ?? (call.args.length === 0 ? { host: LOCAL } : {}));
}

const LOCAL = lit('localhost');

type Address = Partial<Pick<OpenSignal, 'url' | 'host' | 'port' | 'database'>>;

export function opened(call: ExternalCall, address: Address, role: NonNullable<OpenSignal['role']> = 'cache'): OpenSignal {
  return { kind: 'open', engine: 'redis', ...address, role, call };
}

/** In options of a client, of a cluster (`[{ host }]`, `{ rootNodes: [{ url }] }`), of a module (`{ config }`, `{ options }`). */
function addressOf(given: Residual | undefined): Address | undefined {
  const nodes = given?.k === 'array' ? given : option(given, 'rootNodes');
  if (nodes) return addressOf(listOf(nodes)[0]);
  if (isText(given)) return { url: given };
  const found = {
    url: option(given, 'url') ?? option(given, 'uri'),
    host: option(given, 'host') ?? options(given, 'socket', 'host'),
    port: option(given, 'port') ?? options(given, 'socket', 'port'),
    database: option(given, 'db') ?? option(given, 'database'),
  };
  const known = Object.entries(found).filter(([, value]) => value !== undefined);
  const inner = option(given, 'config') ?? option(given, 'options') ?? option(given, 'redis') ?? option(given, 'connection');
  return known.length > 0 ? Object.fromEntries(known) : inner && addressOf(inner);
}

type Role = AccessSignal['role'] | ((call: ExternalCall, program: Program) => AccessSignal['role']);

const access =
  (how: AccessSignal['access'], role: Role): Row =>
  (call, program) => {
    const told = typeof role === 'function' ? role(call, program) : role;
    const decided = (told === undefined || told === 'primary') && SESSIONS.test(nameOf(call.args[0])) ? 'session' : told;
    const store = receiver(call);
    return { kind: 'access', engine: 'redis', access: how, ...(decided && { role: decided }), ...(store && { store }), call };
  };

/** Who is logged in, and whose token is taken back, all services ask that check tokens. */
const SESSIONS =
  /(?:^|[:_.-])(?:sess(?:ion)?s?|(?:access|refresh|auth)[_-]?tokens?|jwts?|jti|revoked|revocations?|(?:black|deny)[_-]?list(?:s|ed)?)(?:$|[:_.-])/i;

/** What a key begins with. */
function nameOf(key: Residual | undefined): string {
  const first = key?.k === 'tpl' ? key.parts[0] : key;
  return first?.k === 'lit' ? String(first.v) : '';
}

/** `set(key, value, 'EX', 60)`, `set(key, value, { EX: 60 })`. */
const written = (call: ExternalCall, program: Program): AccessSignal['role'] =>
  call.args.slice(2).some(isExpiry) || expires(call, program) ? 'cache' : undefined;
const kept = (call: ExternalCall, program: Program): AccessSignal['role'] => (expires(call, program) ? 'cache' : 'primary');
const indexed = (call: ExternalCall, program: Program): AccessSignal['role'] =>
  isBesideExpiring(call, program) ? 'cache' : kept(call, program);

function isExpiry(arg: Residual): boolean {
  if (arg.k === 'lit') return /^(?:ex|px|exat|pxat)$/i.test(String(arg.v));
  return arg.k === 'object' && [...arg.props.keys()].some((name) => /^(?:ex|px|exat|pxat|expiration|ttl)$/i.test(name));
}

interface Expiring {
  readonly keys: ReadonlySet<string>;
  /** Files that write texts which expire. */
  readonly files: ReadonlySet<string>;
}

const expiring = ofProgram(({ calls }): Expiring => {
  const ends = calls.filter((call) => /\.p?(?:expire(?:at)?|setex)$/i.test(call.path));
  const texts = calls.filter(({ path, args }) => /\.p?setex$/i.test(path) || (/\.set$/i.test(path) && args.slice(2).some(isExpiry)));
  return { keys: new Set(ends.flatMap((call) => familyOf(call.args[0]) ?? [])), files: new Set(texts.map(({ at }) => at.file)) };
});

/** Somewhere the same key gets an expiry, or one that is built like it. */
function expires({ args }: ExternalCall, program: Program): boolean {
  const family = familyOf(args[0]);
  return family !== undefined && expiring(program).keys.has(family);
}

/** `uploads:${id}` and `uploads:${dto.id}` are keys of one kind. */
function familyOf(key: Residual | undefined): string | undefined {
  const parts = key?.k === 'tpl' ? key.parts.map((part) => (part.k === 'lit' ? String(part.v) : '{}')) : [];
  return parts.some((part) => /[A-Za-z]{3}/.test(part)) ? parts.join('') : key && `#${key.hash}`;
}

function isBesideExpiring({ at }: ExternalCall, program: Program): boolean {
  return expiring(program).files.has(at.file);
}

/** Clients by what makes them. */
export const MADE = [
  'ioredis()',
  'ioredis.Redis()',
  'ioredis.Cluster()',
  'ioredis.createClient()',
  'redis.createClient()',
  'redis.createCluster()',
  '@redis/client.createClient()',
  '@upstash/redis.Redis()',
];
/** Commands also go through a batch: `client.multi().set(…).expire(…).exec()`. */
/** Paths of clients. */
export const CLIENTS = [...MADE, ...MADE.flatMap((client) => [`${client}.multi()`, `${client}.pipeline()`, `${client}.batch()`])];

/** A client, or options of one, that is handed to a package with a purpose of its own: sessions, a queue, a rate limiter. */
export function usedAs(role: NonNullable<AccessSignal['role']>, client: Selector): Row {
  return function* (call) {
    const [store] = listOf(client(call));
    if (!store) return;
    if (CLIENTS.includes(pathOf(store) ?? ''))
      yield* BOTH.map((how): Signal => ({ kind: 'access', engine: 'redis', access: how, role, store, call }));
    else if (store.k === 'object' || isText(store)) yield opened(call, addressOf(store) ?? {}, role);
  };
}

const BOTH = ['read', 'write'] as const;

/** `hgetall`, `hGetAll` and `HGETALL` are one command. */
function spellings(names: string): string {
  return [...new Set(names.split(',').flatMap((name) => [name, name.toLowerCase(), name.toUpperCase()]))].join();
}

const COMMANDS: readonly (readonly [names: string, how: AccessSignal['access'], role: Role])[] = [
  [READS, 'read', undefined],
  [WRITES, 'write', written],
  [EXPIRING, 'write', 'cache'],
  [KEPT_READS, 'read', kept],
  [KEPT_WRITES, 'write', kept],
  [SET_READS, 'read', indexed],
  [SET_WRITES, 'write', indexed],
  [QUEUE_READS, 'read', 'queue'],
  [QUEUE_WRITES, 'write', 'queue'],
];

/** Packages that keep something of their own in Redis. */
const LENT: Readonly<Record<string, Row>> = {
  '{connect-redis,connect-redis(),connect-redis.RedisStore}': usedAs('session', either(arg(0, 'client'), arg(0))),
  'rate-limiter-flexible.RateLimiterRedis': usedAs('cache', arg(0, 'storeClient')),
  redlock: usedAs('cache', arg(0)),
  '{@socket.io/redis-adapter,socket.io-redis,@socket.io/redis-emitter}.{createAdapter,createShardedAdapter,Emitter}': usedAs(
    'queue',
    arg(0),
  ),
  'graphql-redis-subscriptions.RedisPubSub': usedAs('queue', either(arg(0, 'publisher'), arg(0, 'connection'))),
  '{cache-manager-redis-store,cache-manager-redis-yet,cache-manager-ioredis-yet}.redisStore': usedAs('cache', arg(0)),
  '{@keyv/redis,@keyv/redis.createKeyv,@keyv/redis.KeyvRedis}': usedAs('cache', arg(0)),
};

export const redis = defineLibrary({
  package: 'ioredis',
  types: {
    'ioredis.Redis': 'ioredis()',
    'ioredis.Cluster': 'ioredis()',
    'redis.RedisClient': 'redis.createClient()',
    'redis.RedisClientType': 'redis.createClient()',
    'redis.RedisClusterType': 'redis.createClient()',
  },
  calls: {
    ...LENT,
    '{ioredis,ioredis.Redis,ioredis.Cluster,@upstash/redis.Redis}': (call) => (call.isNew ? open(call) : undefined),
    '{ioredis,redis,@redis/client}.{createClient,createCluster}': open,
    '{@nestjs-modules/ioredis,@liaoliaots/nestjs-redis,@songkeys/nestjs-redis,nestjs-redis}.RedisModule.{forRoot,forRootAsync,register}':
      open,
    ...Object.fromEntries(COMMANDS.flatMap(([names, how, role]) => CLIENTS.map((c) => [`${c}.{${spellings(names)}}`, access(how, role)]))),
    ...onEach(CLIENTS, 'json.{set,merge,del,arrAppend,numIncrBy}', access('write', kept)),
    ...onEach(CLIENTS, 'json.{get,mGet,arrLen}', access('read', kept)),
  },
  values: {
    ...onEach(MADE, '{on,once,connect,duplicate}', builder),
    ...onEach(
      MADE.flatMap((client) => [`${client}.multi()`, `${client}.pipeline()`, `${client}.batch()`]),
      `{${COMMANDS.map(([names]) => spellings(names)).join()}}`,
      builder,
    ),
  },
});

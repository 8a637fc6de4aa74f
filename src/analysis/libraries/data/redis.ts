import type { ExternalCall } from '../../../model/program.js';
import { lit } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { calleeName, isText, option, options, text } from '../select.js';

/** Commands that keep more than a copy: a shared Redis used so is a datastore, not a cache. */
const STORE_WRITES = 'hset,hmset,sadd,zadd,rpush,lpush,hincrby,incrby,json.set';
const STORE_READS = 'hget,hgetall,smembers,zrange,lrange,hmget';
const CACHE = 'get,set,mget,mset,del,incr,ttl,setnx,exists,hGet,hSet,hGetAll,sAdd,sMembers';
/** Commands that give what is kept an end. */
const EXPIRING = 'setex,psetex,expire,pexpire,expireat,setEx,pSetEx,expireAt,pExpire';

/** `new Redis()`, `(port, host)`, `(url)`, `({ host, port, db })`; node-redis `{ url, socket }`. */
function open(call: ExternalCall): Signal {
  const [first, second] = call.args;
  if (isText(first)) return { kind: 'open', engine: 'redis', url: first, role: 'cache', call };
  if (first && isText(second)) return { kind: 'open', engine: 'redis', host: second, port: first, role: 'cache', call };
  const url = option(first, 'url');
  const host = option(first, 'host') ?? options(first, 'socket', 'host') ?? (call.args.length === 0 ? lit('localhost') : undefined);
  const port = option(first, 'port') ?? options(first, 'socket', 'port');
  return { kind: 'open', engine: 'redis', ...(url && { url }), ...(host && { host }), ...(port && { port }), role: 'cache', call };
}

const access =
  (role: 'primary' | 'cache') =>
  (call: ExternalCall): Signal => ({
    kind: 'access',
    engine: 'redis',
    access: /^(get|mget|h?get|hgetall|smembers|zrange|lrange|hmget|ttl|exists)/i.test(calleeName(call)) ? 'read' : 'write',
    role,
    ...(call.callee.k === 'prop' && { store: call.callee.of }),
    ...(expires(call) && { expires: true }),
    call,
  });

/** `setex(…)`, `set(key, value, 'EX', 60)`, `set(key, value, { EX: 60 })`. */
function expires(call: ExternalCall): boolean {
  if (EXPIRING.split(',').includes(calleeName(call))) return true;
  return call.args
    .slice(2)
    .some(
      (arg) =>
        /^[EP]X(?:AT)?$/i.test(text(arg) ?? '') || ['EX', 'PX', 'EXAT', 'expiration'].some((name) => option(arg, name) !== undefined),
    );
}

const CLIENTS = '{ioredis(),ioredis.Redis(),redis.createClient()}';

export const redis = defineLibrary({
  package: 'ioredis',
  types: { 'redis.RedisClientType': 'redis.createClient()', 'ioredis.Redis': 'ioredis()' },
  values: { [`${CLIENTS}.{pipeline,multi}`]: ({ callee }) => (callee.k === 'prop' ? callee.of : undefined) },
  calls: {
    '{ioredis,ioredis.Redis}': (call) => (call.isNew ? open(call) : undefined),
    'redis.createClient': open,
    [`${CLIENTS}.{${STORE_WRITES},${STORE_READS}}`]: access('primary'),
    [`${CLIENTS}.{${CACHE},${EXPIRING}}`]: access('cache'),
  },
});

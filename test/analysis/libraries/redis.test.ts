import { describe, expect, it } from 'vitest';

import { meanings } from '../../support/calls.js';

/** Code → connections, uses with their role, channels, sorted. */
const CASES: Record<string, { code: string | Record<string, string>; says: string[] }> = {
  'ioredis: addresses': {
    code: `import Redis from 'ioredis'; new Redis(); new Redis(6380); new Redis(6381, 'a'); new Redis(process.env.REDIS_URL!); new Redis({ host: 'b', port: 6382, db: 2 }); new Redis.Cluster([{ host: 'c', port: 6383 }]); new Redis(process.env.PORT, process.env.HOST);`,
    says: [
      'open redis cache a:6381',
      'open redis cache b:6382/2',
      'open redis cache c:6383',
      'open redis cache localhost',
      'open redis cache localhost:6380',
      'open redis cache process.env.HOST:process.env.PORT',
      'open redis cache process.env.REDIS_URL',
    ],
  },
  'node-redis: addresses': {
    code: `const redis = require('redis'); redis.createClient({ url: 'redis://a' }); redis.createClient({ socket: { host: 'b', port: 1 }, database: 3 }); redis.createClient(6379, 'c'); redis.createCluster({ rootNodes: [{ url: 'redis://d' }] });`,
    says: ['open redis cache b:1/3', 'open redis cache c:6379', 'open redis cache redis://a', 'open redis cache redis://d'],
  },
  'texts: a copy when they expire, undecided when not': {
    code: `import { createClient } from 'redis'; const client = await createClient({ url: 'redis://a' }).on('error', () => {}).connect(); await client.get('a'); await client.set('a', 'b'); await client.set('b', 'c', { EX: 60 }); await client.setEx('c', 60, 'd'); await client.multi().set('d', 'e').expire('d', 60).exec();`,
    says: ['access read', 'access write', 'access write cache', 'open redis cache redis://a'],
  },
  'sets: the index of what expires beside them': {
    code: {
      'app/sessions.ts': `import { client } from './redis.js'; export async function start(user: string, id: string) { await client.set('session:' + id, user, 'EX', 60); await client.sadd('sessions:' + user, id); return client.smembers('sessions:' + user); }`,
      'app/tags.ts': `import { client } from './redis.js'; export const add = (tag: string) => client.sadd('tags', tag);`,
      'app/redis.ts': `import { Redis } from 'ioredis'; export const client = new Redis('redis://a');`,
    },
    says: ['access read cache', 'access write cache', 'access write primary', 'open redis cache redis://a'],
  },
  'hashes, sets, lists: kept, unless the same key expires': {
    code: `import { Redis } from 'ioredis'; const client = new Redis(process.env.R); export async function keep(id: string) { await client.hset('cart:' + id, 'a', 1); return client.smembers('tags'); } export async function copy(id: string) { const key = \`view:\${id}\`; await client.rpush(key, 'x'); await client.expire(key, 60); }`,
    says: ['access read primary', 'access write cache', 'access write primary', 'open redis cache process.env.R'],
  },
  'keys of one kind expire together, whatever stands in them': {
    code: `import { Redis } from 'ioredis'; const client = new Redis(process.env.R); export async function keep(to: { id: string }) { await client.rpush('parts:' + to.id, 'x'); await client.expire('parts:' + to.id, 60); } export const all = (id: string) => client.lrange('parts:' + id, 0, -1);`,
    says: ['access read cache', 'access write cache', 'open redis cache process.env.R'],
  },
  'a client by its type, in a class, promisified': {
    code: {
      'app/a.ts': `import type { Redis } from 'ioredis'; import { Injectable } from '@nestjs/common'; import { InjectRedis, RedisModule } from '@nestjs-modules/ioredis'; import { get } from './old.js'; @Injectable() export class Carts { constructor(@InjectRedis() private readonly client: Redis) {} items() { return this.client.hgetall('cart'); } } RedisModule.forRoot({ type: 'single', url: 'redis://n' }); get('x');`,
      'app/old.js': `const { promisify } = require('util'); const { createClient } = require('redis'); const client = createClient({ host: 'o' }); exports.get = promisify(client.get).bind(client);`,
      'app/later.ts': `import { createClient } from 'redis'; class Store { private client: ReturnType<typeof createClient>; async open() { this.client = createClient({ url: process.env.URL }); await this.client.connect(); } keep() { return this.client.hSet('a', 'b', 'c'); } } void new Store().keep();`,
    },
    says: [
      'access read',
      'access read primary',
      'access write primary',
      'open redis cache o',
      'open redis cache process.env.URL',
      'open redis cache redis://n',
    ],
  },
  'channels and streams: queues, not data': {
    code: `import { createClient } from 'redis'; import Redis from 'ioredis'; const a = createClient(); const b = a.duplicate(); b.subscribe('orders', (message) => {}); b.pSubscribe(['items.*'], () => {}); a.publish('orders', '{}'); a.xAdd('log', '*', { a: 'b' }); const c = new Redis('redis://r'); c.subscribe('one', 'two'); c.on('message', (channel) => {}); c.xreadgroup('GROUP', 'g', 'me', 'COUNT', 1, 'STREAMS', 'log', 'other', '>', '>'); a.xReadGroup('g', 'me', { key: 'log', id: '>' }); c.brpop('jobs', 0);`,
    says: [
      'access read queue',
      'access write queue',
      'open redis cache localhost',
      'open redis cache redis://r',
      'publish redis orders',
      'publish redis-stream log',
      'subscribe redis items.*',
      'subscribe redis one',
      'subscribe redis orders',
      'subscribe redis two',
      'subscribe redis-stream log',
      'subscribe redis-stream other',
    ],
  },
  'groups of consumers': {
    code: `import { createClient } from 'redis'; import Redis from 'ioredis'; const a = createClient(); const c = new Redis('redis://r'); a.xGroupCreate('orders', 'g', '0', { MKSTREAM: true }); c.xgroup('CREATE', 'bills', 'g', '$', 'MKSTREAM'); c.xgroup('DESTROY', 'gone', 'g'); a.xGroupDestroy('gone', 'g');`,
    says: [
      'access read queue',
      'open redis cache localhost',
      'open redis cache redis://r',
      'subscribe redis-stream bills',
      'subscribe redis-stream orders',
    ],
  },
  'lent to sessions, rate limiters, sockets, subscriptions': {
    code: `import session from 'express-session'; import { RedisStore } from 'connect-redis'; import { createClient } from 'redis'; import { RateLimiterRedis } from 'rate-limiter-flexible'; import { createAdapter } from '@socket.io/redis-adapter'; import { RedisPubSub } from 'graphql-redis-subscriptions';
      const client = createClient({ url: 'redis://s' }); session({ store: new RedisStore({ client }), secret: 's' }); new RateLimiterRedis({ storeClient: client }); createAdapter(client, client.duplicate()); new RedisPubSub({ connection: { host: 'p' } });`,
    says: [
      'access read cache',
      'access read queue',
      'access read session',
      'access write cache',
      'access write queue',
      'access write session',
      'open redis cache redis://s',
      'open redis queue p',
    ],
  },
  'keys of sessions and of tokens that are taken back, and others': {
    code: `import { createClient } from 'redis'; const client = createClient({ url: 'redis://s' });
      export const ban = (user: string) => client.sAdd('revoked-users', user); export const isBanned = (user: string) => client.sIsMember('revoked-users', user);
      export const keep = (id: string, token: string) => client.set('refresh_token:' + id, token); export const cart = (id: string, item: string) => client.sAdd('carts:' + id, item);`,
    says: ['access read session', 'access write primary', 'access write session', 'open redis cache redis://s'],
  },
  'old session stores': {
    code: `const session = require('express-session'); const RedisStore = require('connect-redis')(session); const client = require('redis').createClient({ host: 's' }); session({ store: new RedisStore({ client }) });`,
    says: ['access read session', 'access write session', 'open redis cache s'],
  },
  'a map and another client': {
    code: `const cache = new Map(); cache.get('a'); cache.set('a', 1); import { createClient } from 'elsewhere'; createClient().get('a'); import { Redis } from './mine.js'; new Redis().hset('a', 'b');`,
    says: [],
  },
};

describe('redis', () => {
  it.each(Object.entries(CASES))('%s', (_name, { code, says }) => {
    expect(meanings(code, ['open', 'access', 'publish', 'subscribe'])).toEqual([...says].sort());
  });
});

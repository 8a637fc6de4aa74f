import { describe, expect, it } from 'vitest';

import { meanings } from '../../support/calls.js';

const NEST = `import { Injectable, Module, Inject } from '@nestjs/common'; import { ConfigModule, ConfigService, ConfigType, registerAs } from '@nestjs/config'; import axios from 'axios';`;

/** Code → where its requests go and what it opens, sorted. */
const CASES: Record<string, { code: string | Record<string, string>; says: string[] }> = {
  'lodash: options that are copied, settings that are put together': {
    code: `import _ from 'lodash'; import merge from 'lodash/merge'; import axios from 'axios';
      const settings = merge({}, { orders: { url: 'http://orders', retries: 1 } }, { orders: { retries: 3 } });
      const send = (url: string, options: { method: string; json: unknown }) => fetch(url, _.omit(options, ['json']));
      send(settings.orders.url, { method: 'DELETE', json: {} });
      axios.get(_.get(settings, 'orders.url') + '/all');
      axios.get(_.defaults({ url: process.env.BILLING_URL }, { url: 'http://billing', port: 1 }).url);`,
    says: ['request DELETE http://orders', 'request GET http://orders/all', 'request GET process.env.BILLING_URL'],
  },
  'a container of Adonis: what factories make under names': {
    code: {
      'app/start.ts': `import { Ioc, type IocContract } from '@adonisjs/fold'; import axios from 'axios'; import { makeBills } from './bills.js';
        const settings = { billsUrl: process.env.BILLS_URL ?? 'http://bills' };
        export function start() { const container: IocContract<Parts> = new Ioc(); container.singleton('settings', async () => settings); container.singleton('http', async () => axios.create());
          container.singleton('bills', async (deps) => { const config = await deps.use('settings'); return makeBills({ config, http: await deps.use('http') }); }); return container; }
        const main = async (container: IocContract<Parts>) => { const bills = await container.use('bills'); await bills.pay('1'); await container.use('late'); }; main(start());`,
      'app/bills.ts': `export interface Parts { config: Settings; http: AxiosInstance } export function makeBills(deps: Parts) { return { pay: (id: string) => pay(deps, id) }; } async function pay(deps: Parts, id: string) { return deps.http.post(deps.config.billsUrl + '/pay/' + id); }`,
    },
    says: ['request POST ${process.env.BILLS_URL ?? http://bills}/pay/1'],
  },
  'opossum: what a breaker runs, with what it is given': {
    code: `import CircuitBreaker from 'opossum'; import axios from 'axios';
      class Orders { private readonly breaker: CircuitBreaker<[string], unknown>; constructor(base: string) { this.breaker = new CircuitBreaker((path: string) => axios.get(base + path), { timeout: 500 }); this.breaker.fallback(() => null); }
        one(id: string) { return this.breaker.fire('/orders/' + id); } all() { return this.breaker.fire('/orders'); } }
      const orders = new Orders('http://orders'); orders.one('7'); orders.all();`,
    says: ['request GET http://orders/orders', 'request GET http://orders/orders/7'],
  },
  'brakes, and the policies of cockatiel: what they run': {
    code: `import Brakes from 'brakes'; import { handleAll, retry, timeout, TimeoutStrategy, wrap } from 'cockatiel'; import axios from 'axios';
      const breaker = new Brakes({ timeout: 150 }).slaveCircuit((id) => axios.get('http://stock/' + id)); breaker.exec('7');
      const policy = wrap(retry(handleAll, { maxAttempts: 3 }), timeout(2000, TimeoutStrategy.Cooperative)); const ask = (path: string) => policy.execute(({ signal }) => axios.get('http://orders' + path, { signal })); ask('/all');`,
    says: ['request GET http://orders/all', 'request GET http://stock/7'],
  },
  'what runs a function hands on what it gives: retries, spans, what is made once': {
    code: `import retry from 'async-retry'; import { backOff } from 'exponential-backoff'; import { trace, type Tracer } from '@opentelemetry/api'; import { once } from 'lodash'; import { AsyncLocalStorage } from 'node:async_hooks'; import amqp from 'amqplib'; import axios from 'axios';
      const connection = await retry(async () => amqp.connect('amqp://mq'), { retries: 5 }); const channel = await connection.createChannel(); channel.sendToQueue('jobs', Buffer.from(''));
      const client = await backOff(() => axios.create({ baseURL: 'http://orders' })); client.get('/all');
      const traced = async (tracer: Tracer) => tracer.startActiveSpan('start', {}, async (span) => { const made = axios.create({ baseURL: 'http://bills' }); span.end(); return { made }; });
      const { made } = await traced(trace.getTracer('shop')); made.get('/open');
      const stock = once(() => axios.create({ baseURL: 'http://stock' })); stock().get('/items');
      new AsyncLocalStorage().run({}, () => axios.create({ baseURL: 'http://mails' })).post('/send');`,
    says: [
      'publish amqp /jobs @ amqp://mq',
      'request GET http://bills + /open',
      'request GET http://orders + /all',
      'request GET http://stock + /items',
      'request POST http://mails + /send',
    ],
  },
  'data that is imported': {
    code: {
      'app/src/a.ts': `import axios from 'axios'; import routes from './routes.json'; import * as all from './routes.json'; const required = require('./routes.json'); axios.get(routes.orders); axios.put(all.bills); for (const { url } of required.stock) axios.post(url);`,
      'app/src/routes.json': `{ "orders": "http://orders", "bills": "http://bills", "stock": [{ "url": "http://stock/a" }, { "url": "http://stock/b" }] }`,
      'app/src/broken.json': '{',
    },
    says: ['request GET http://orders', 'request POST http://stock/a', 'request POST http://stock/b', 'request PUT http://bills'],
  },
  'files below config: variables above the environment above the default': {
    code: {
      'app/src/a.ts': `import config from 'config'; import axios from 'axios'; axios.get(config.get('orders.url')); axios.put(config.get<string>('bills') + '/x'); const stock = config.get<{ host: string; port: number }>('stock'); axios.post(\`http://\${stock.host}:\${stock.port}\`); axios.delete(config.get('nothing.there'));`,
      'app/config/default.json': `{ "orders": { "url": "http://localhost:3000" }, "bills": "http://bills", "stock": { "host": "localhost", "port": 4000 } }`,
      'app/config/production.yaml': 'orders:\n  url: http://orders\nstock: { host: stock }\n',
      'app/config/custom-environment-variables.yml':
        'orders: { url: ORDERS_URL }\nstock: { port: { __name: STOCK_PORT, __format: number } }\n',
      'app/config/test.json': `{ "bills": "http://no" }`,
    },
    says: [
      'request DELETE config.get()',
      'request GET process.env.ORDERS_URL ?? http://orders ?? http://localhost:3000',
      'request POST http://${stock ?? localhost}:${process.env.STOCK_PORT ?? 4000}',
      'request PUT http://bills/x',
    ],
  },
  'nest: a name of what is loaded': {
    code: {
      'app/a.ts': `${NEST} import { settings } from './settings.js';
        @Module({ imports: [ConfigModule.forRoot({ isGlobal: true, load: [settings] })] }) export class App {}
        @Injectable() export class Shop { constructor(private readonly config: ConfigService) {} go() { return axios.get(this.config.get<string>('orders.url') + '/orders'); } }`,
      'app/settings.ts': `export const settings = () => ({ port: 3000, orders: { url: process.env.ORDERS_URL ?? 'http://orders' } });`,
    },
    says: ['request GET ${process.env.ORDERS_URL ?? http://orders}/orders'],
  },
  'nest: a namespace, whole and by its parts': {
    code: {
      'app/a.ts': `${NEST} import db from './db.js';
        @Module({ imports: [ConfigModule.forRoot({ load: [db] })] }) export class App {}
        @Injectable() export class Shop { constructor(private readonly config: ConfigService) {}
          one() { return axios.get(this.config.getOrThrow('remote.base', { infer: true })); } two() { return axios.post(this.config.get('remote').base); } }`,
      'app/db.ts': `import { registerAs } from '@nestjs/config'; export default registerAs('remote', () => ({ base: process.env.REMOTE_URL }));`,
    },
    says: ['request GET process.env.REMOTE_URL', 'request POST process.env.REMOTE_URL'],
  },
  'nest: a namespace injected by its key, and as the factory itself': {
    code: `${NEST} import { TypeOrmModule } from '@nestjs/typeorm'; import { NestFactory } from '@nestjs/core';
      const db = registerAs('db', () => ({ type: 'postgres', host: process.env.DB_HOST }));
      const cache = registerAs('cache', () => ({ type: 'mongodb', url: process.env.CACHE_URL }));
      @Injectable() export class Shop { constructor(@Inject(db.KEY) private readonly of: ConfigType<typeof db>) {} go() { return axios.get('http://' + this.of.host); } }
      @Module({ imports: [TypeOrmModule.forRootAsync({ useFactory: db }), TypeOrmModule.forRootAsync(cache.asProvider()), TypeOrmModule.forRootAsync({ inject: [db.KEY], useFactory: (of: ConfigType<typeof db>) => ({ type: 'mysql', host: of.host }) })], providers: [Shop] }) export class App {}
      async function main() { const app = await NestFactory.create(App); await axios.put('http://' + app.get(db.KEY).host); } void main();`,
    says: [
      'open mongodb process.env.CACHE_URL',
      'open mysql process.env.DB_HOST',
      'open postgres process.env.DB_HOST',
      'request GET http://${process.env.DB_HOST}',
      'request PUT http://${process.env.DB_HOST}',
    ],
  },
  'a provider whose factory gets the configuration service injected': {
    code: `${NEST} import { Db, MongoClient } from 'mongodb';
      @Module({ providers: [{ provide: 'DB', inject: [ConfigService], useFactory: async (config: ConfigService): Promise<Db> => { const client = await MongoClient.connect(config.get('MONGO_URL')); return client.db(config.get('MONGO_DB')); } }] }) export class Database {}
      @Injectable() export class Shop { constructor(@Inject('DB') private readonly db: Db) {} go() { return this.db.collection('orders').find(); } }`,
    says: ['access read orders', 'open mongodb process.env.MONGO_URL'],
  },
  'a container that is asked by hand': {
    code: `import { container, injectable } from 'tsyringe'; import { Container } from 'typedi'; import axios from 'axios';
      @injectable() class Shop { private readonly base = 'http://orders'; find() { return axios.get(this.base + '/orders'); } drop() { return axios.delete(this.base); } }
      container.resolve(Shop).find(); Container.get(Shop).drop();`,
    says: ['request DELETE http://orders', 'request GET http://orders/orders'],
  },
  'a container that is told by hand': {
    code: `import { container, inject, injectable } from 'tsyringe'; import axios from 'axios';
      @injectable() class Shop { constructor(@inject('Url') private readonly base: string, @inject('Path') private readonly path: string) {} find() { return axios.get(this.base + this.path); } }
      container.register('Url', { useFactory: () => 'http://orders' }); container.registerInstance('Path', '/orders'); container.registerSingleton('Shop', Shop); container.register('Alias', { useToken: 'Shop' });
      container.resolve<Shop>('Alias').find();`,
    says: ['request GET http://orders/orders'],
  },
  'names as a convention writes them': {
    code: `import { kebabCase, snakeCase } from 'lodash'; import * as change from 'change-case'; import amqp from 'amqplib';
      class OrderPlaced {} const nameOf = (of: object): string => { if (of && of.constructor) { return of.constructor.name; } return typeof of; };
      const ch = await (await amqp.connect('amqp://mq')).createChannel();
      ch.publish(snakeCase(nameOf(new OrderPlaced())), kebabCase('OrderPlaced'), Buffer.from('')); ch.sendToQueue(change.constantCase('HTTPOrders2'), Buffer.from(''));`,
    says: ['publish amqp /HTTP_ORDERS_2 @ amqp://mq', 'publish amqp order_placed/order-placed @ amqp://mq'],
  },
  'settings that a class describes and checks': {
    code: `${NEST} import { plainToClass } from 'class-transformer'; import { validateSync } from 'class-validator'; import { TypeOrmModule } from '@nestjs/typeorm';
      class Shape { base!: string }
      const NAME = 'REMOTE';
      class Checker { static checked<T extends object>(given: object, shape: new () => T): T { const made = plainToClass(shape, given); const errors = validateSync(made); if (errors.length > 0) { throw new Error('broken'); } return made; } }
      const remote = registerAs(NAME, () => { const config: { db: Shape } = { db: { host: process.env.DB_HOST } }; return Checker.checked(config, Shape); });
      @Injectable() export class Settings { constructor(private readonly config: ConfigService) {}
        get database() { return this.own.db; }
        createTypeOrmOptions() { return { ...this.database, type: 'postgres' }; }
        private get own() { return this.config.get(NAME); } }
      @Module({ imports: [ConfigModule.forFeature(remote)], providers: [Settings], exports: [Settings] }) export class SettingsModule {}
      @Module({ imports: [TypeOrmModule.forRootAsync({ imports: [SettingsModule], useExisting: Settings })] }) export class App {}`,
    says: ['open postgres process.env.DB_HOST'],
  },
  'a namespace that a schema has checked': {
    code: `${NEST} import { env } from 'node:process'; import { z } from 'zod'; const shape = z.object({ base: z.string() });
      const remote = registerAs('remote', () => { const own = { base: env.REMOTE_URL }; return shape.parse(own); });
      @Injectable() export class Shop { constructor(private readonly config: ConfigService) {} go() { return axios.get(this.config.get('remote.base')); } }`,
    says: ['request GET process.env.REMOTE_URL'],
  },
  'nest: the environment comes first, a default last': {
    code: `${NEST} @Module({ imports: [ConfigModule.forRoot({ load: [() => ({ ORDERS: 'http://loaded', own: { base: undefined } })] })] }) export class App {}
      @Injectable() export class Shop { constructor(private readonly config: ConfigService) {}
        go() { axios.get(this.config.get('ORDERS')); axios.put(this.config.get('OTHER', 'http://other')); axios.post(this.config.get('own.base', 'http://own')); } }`,
    says: [
      'request GET process.env.ORDERS ?? http://loaded',
      'request POST process.env.own.base ?? http://own',
      'request PUT process.env.OTHER ?? http://other',
    ],
  },
};

describe('configuration', () => {
  it.each(Object.entries(CASES))('%s', (_name, { code, says }) => {
    expect(meanings(code, ['request', 'open', 'access', 'publish'])).toEqual(says);
  });
});

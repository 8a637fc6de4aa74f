import { answering, type Pitfall, route } from './pitfall.js';

const ALL = { billing: answering(), stock: answering(), users: answering() };
const AXIOS = "import axios from 'axios';";
const BILLING = "'http://billing:3000";

const calls = (
  about: string,
  to: readonly string[],
  code: string | Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Pitfall => ({
  about,
  services: { orders: { code, env }, ...ALL },
  told: { edges: to.map((name) => `orders -> ${name}`) },
});

/** What values come to. */
export const engine: readonly Pitfall[] = [
  calls(
    'functions that call each other, options that copy themselves, callbacks that get themselves, builders',
    ['billing'],
    route(
      `await new Client({ url: ${BILLING}' }).with({ a: 1 }).with({ b: 2 }).get(even('4')); again(again)`,
      `${AXIOS} const even = (x: string): string => (x === '' ? '/even' : odd(x.slice(1))); const odd = (x: string): string => even(x + even(x));
       const again = (f: (g: unknown) => void): void => f(again);
       class Client { options: Record<string, unknown>; constructor(options: object) { const self = this; this.options = { ...options }; self.options = { ...self.options, ...this.options }; }
         with(more: object): Client { this.options = { ...this.options, ...more }; return new Client({ ...this.options, parent: this }); } get(path: string) { return axios.get(this.options.url + path); } }`,
    ),
  ),
  calls('members and exports that are called as those of every object', ['billing'], {
    'src/main.ts': route(
      'await new Odd().toString(); handlers[req.body.constructor](); table.constructor; hasOwnProperty()',
      `${AXIOS} import { constructor, hasOwnProperty, valueOf } from './odd.js'; const handlers: Record<string, () => void> = { valueOf, constructor }; const table = { __proto__: null, toString: 1 };
         class Odd { toString() { return axios.get(${BILLING}/a'); } isPrototypeOf() { return this.toString(); } }`,
    ),
    'src/odd.ts':
      'export const constructor = () => 1; export const hasOwnProperty = () => 2; export const valueOf = () => 3; export const __proto__ = 4;',
  }),
  {
    about: 'a static member and a member of an instance with one name',
    services: {
      orders: `import { connect } from 'amqplib'; class Placed { static readonly queue = 'orders.placed'; readonly queue = Placed.queue; static readonly label = Placed.name; }
        const channel = await (await connect('amqp://mq')).createChannel(); channel.sendToQueue(new Placed().queue, Buffer.from('')); channel.sendToQueue(Placed.label, Buffer.from(''));`,
      billing:
        "import { connect } from 'amqplib'; const channel = await (await connect('amqp://mq')).createChannel(); await channel.consume('orders.placed', () => {});",
      stock:
        "import { connect } from 'amqplib'; const channel = await (await connect('amqp://mq')).createChannel(); await channel.consume('Placed', () => {});",
    },
    told: { edges: ['orders ~> billing', 'orders ~> stock'] },
  },
  {
    about: 'values that are written later: a property, an element, a binding, a static of a schema',
    services: {
      orders: route(
        "await pool.query('SELECT 1 FROM orders'); await clients[0].get('/a'); await late.get('/b'); await Order.ofUser('1')",
        `${AXIOS} import mongoose from 'mongoose'; import { Pool } from 'pg'; const config: Record<string, unknown> = { database: 'orders' }; config.host = 'db'; const pool = new Pool(config);
         const clients: { get(path: string): unknown }[] = []; clients.push(axios.create({ baseURL: ${BILLING}' })); let late; late = axios.create({ baseURL: 'http://stock:3000' });
         await mongoose.connect('mongodb://mongo/orders'); const schema = new mongoose.Schema({}); schema.statics.ofUser = function (id: string) { return axios.get('http://users:3000/' + id); }; const Order = mongoose.model('Order', schema);`,
      ),
      ...ALL,
    },
    told: { edges: ['orders -> billing', 'orders -> stock', 'orders -> users'], stores: ['postgres://db:5432/orders: orders'] },
  },
  calls(
    'a default stands behind what is set, both sides of a condition count',
    ['billing', 'stock', 'users'],
    route(
      "await get(process.env.BILLING_URL || 'http://localhost:3000'); await get(process.env.UNSET ?? 'http://stock:3000'); await get(req.body.x ? 'http://users:3000' : process.env.BILLING_URL)",
      "const get = (base = 'http://nobody:1') => fetch(base + '/a');",
    ),
    { BILLING_URL: 'http://billing:3000' },
  ),
  calls('elements of lists, entries of objects, routes in a file of JSON', ['billing', 'stock', 'users'], {
    'src/main.ts': `import express from 'express'; import { createProxyMiddleware } from 'http-proxy-middleware'; import routes from './routes.json'; const app = express();
        [{ path: '/a', service: 'billing' }].forEach(({ path, service }) => app.use(path, createProxyMiddleware({ target: 'http://' + service + ':3000' })));
        for (const [path, target] of Object.entries({ '/b': 'http://stock:3000' })) app.use(path, createProxyMiddleware({ target }));
        for (const { path, target } of routes) app.use(path, createProxyMiddleware({ target })); app.listen(3000);`,
    'src/routes.json': '[{ "path": "/c", "target": "http://users:3000" }]',
  }),
  calls(
    'a configuration that goes through seven functions',
    ['billing'],
    {
      'src/main.ts':
        "import { createApp } from './app.js'; createApp({ billing: { url: process.env.BILLING_URL as string } }).listen(3000);",
      'src/app.ts':
        "import express from 'express'; import { Orders } from './orders.js'; import { ordersRouter } from './router.js'; export function createApp(config: { billing: { url: string } }) { const app = express(); app.use('/orders', ordersRouter({ service: new Orders(config) })); return app; }",
      'src/router.ts':
        "import { Router } from 'express'; import { place } from './place.js'; export const ordersRouter = ({ service }: { service: { place(id: string): unknown } }) => { const router = Router(); router.post('/', place({ service })); return router; };",
      'src/place.ts':
        'export const place = ({ service }: { service: { place(id: string): unknown } }) => async (req: { body: { id: string } }, res: { end(): void }) => { await service.place(req.body.id); res.end(); };',
      'src/orders.ts':
        "import axios, { type AxiosInstance } from 'axios'; export class Orders { private readonly client: AxiosInstance; constructor({ billing }: { billing: { url: string } }) { this.client = axios.create({ baseURL: billing.url }); } place(id: string) { return this.get('/bills/' + id); } private get = (path: string) => this.client.get(path); }",
    },
    { BILLING_URL: 'http://billing:3000' },
  ),
  calls(
    'a base with a model, getters, abstract methods and functions as fields',
    ['billing', 'stock'],
    route(
      "await new Bills('/v1').all(); await new Levels().one('1')",
      `${AXIOS} abstract class Base { constructor(protected readonly prefix: string) {} abstract get host(): string; protected get = async (path: string) => axios.get('http://' + this.host + this.prefix + path); all() { return this.get('/all'); } }
       abstract class Versioned extends Base { constructor(version: string) { super(version); } } class Bills extends Versioned { get host() { return 'billing:3000'; } }
       class Levels extends Versioned { constructor() { super('/v2'); } get host() { return 'stock:3000'; } one(id: string) { return this.get('/' + id); } }`,
    ),
  ),
  calls('classes as functions with a prototype', ['billing'], {
    'src/main.js': `const express = require('express'); const util = require('util'); const axios = require('axios');
      function Base(options) { if (!(this instanceof Base)) return new Base(options); const self = this; self.options = options || {}; } Base.prototype.get = function (path) { const self = this; return axios.get(self.options.url + path); };
      function Bills(options) { Base.call(this, options); } util.inherits(Bills, Base); Bills.prototype.one = function one(id) { return this.get('/' + id); };
      const app = express(); const bills = new Bills({ url: 'http://billing:3000' }); app.get('/a/:id', function (req, res) { bills.one(req.params.id).then(function () { res.end(); }); }); app.listen(3000);`,
  }),
  {
    about: 'handlers that are registered in a loop are not called in it',
    services: {
      orders: `import express from 'express'; ${AXIOS} const app = express(); const names = (process.env.NAMES ?? '').split(',');
        names.forEach((name) => app.get('/' + name, async (req, res) => { res.json((await axios.get('http://billing:3000/a')).data); })); for (const name of names) setTimeout(() => axios.get('http://billing:3000/b'), 10); app.listen(3000);`,
      billing: answering(),
    },
    told: { edges: ['orders -> billing'], findings: [] },
  },
  {
    about: 'promises are what they give',
    services: {
      orders: route(
        "await (await database).collection('orders').find().toArray(); await client.then((c) => c.get('/a')).finally(() => {})",
        `import { MongoClient } from 'mongodb'; ${AXIOS} const database = MongoClient.connect('mongodb://mongo').catch((error) => { throw error; }).then((client) => client.db('orders')); const client = Promise.resolve(axios.create({ baseURL: ${BILLING}' }));`,
      ),
      billing: answering(),
    },
    told: { edges: ['orders -> billing'], stores: ['mongodb://mongo:27017/orders: orders'] },
  },
  calls('CommonJS imported in every way', ['billing', 'stock', 'users'], {
    'src/main.ts': route(
      "await a.get('http://billing:3000/a'); await b.default.get('http://stock:3000/b'); await c.default.get('http://users:3000/c'); await d.get('http://users:3000/d')",
      "import a from 'axios'; import * as b from 'axios'; const c = require('axios'); import d = require('axios');",
    ),
  }),
  {
    about: 'what is empty at first is what its type says',
    services: {
      orders: route(
        "channel?.sendToQueue('placed', Buffer.from('')); await made().get('http://billing:3000/a')",
        "import type { AxiosInstance } from 'axios'; import type { ConfirmChannel } from 'amqplib'; import { load } from './elsewhere.js'; let channel: ConfirmChannel | null = null; function made(): AxiosInstance { return load(); }",
      ),
      billing: `import { connect } from 'amqplib'; ${answering()} const channel = await (await connect('amqp://mq')).createChannel(); await channel.consume('placed', () => {});`,
    },
    told: { edges: ['orders -> billing', 'orders ~> billing'] },
  },
  {
    about: 'a queue without a name is that of the call which made it, a router that of its file',
    services: {
      orders:
        "import { connect } from 'amqplib'; const channel = await (await connect('amqp://mq')).createChannel(); channel.publish('events', 'viewed', Buffer.from(''));",
      billing: `import { connect } from 'amqplib'; const channel = await (await connect('amqp://mq')).createChannel(); const bind = async (name: string, key: string) => channel.bindQueue(name, 'events', key);
        const { queue: viewed } = await channel.assertQueue('', { exclusive: true }); await bind(viewed, 'viewed'); await channel.consume(viewed, () => {}); const { queue: other } = await channel.assertQueue(''); await bind(other, 'sold'); await channel.consume(other, () => {});`,
      stock:
        "import { connect } from 'amqplib'; const channel = await (await connect('amqp://mq')).createChannel(); const { queue } = await channel.assertQueue(''); await channel.bindQueue(queue, 'events', 'sold'); await channel.consume(queue, () => {});",
    },
    told: { edges: ['orders ~> billing'] },
  },
  {
    about: 'what a package of all calls is called by who refers to it, not by who imports its barrel',
    services: {
      orders: route('allowed(req.body.id); next(1)', "import { allowed, next } from '@shop/common';"),
      stock: route('next(1)', "import { next } from '@shop/common';"),
      users: answering(),
    },
    files: {
      'packages/common/package.json': '{ "name": "@shop/common", "main": "src/index.ts" }',
      'packages/common/src/index.ts': "export * from './allowed.js'; export * from './next.js';",
      'packages/common/src/allowed.ts': "export const allowed = (id: string) => fetch('http://users:3000/' + id);",
      'packages/common/src/next.ts': 'export const next = (n: number) => n + 1;',
    },
    told: { edges: ['orders -> users'] },
  },
];

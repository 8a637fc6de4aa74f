import { answering, type Pitfall, route } from './pitfall.js';

const ALL = { billing: answering(), stock: answering(), users: answering() };
const env = { BILLING_URL: 'http://billing:3000', STOCK_URL: 'http://stock:3000', USERS_URL: 'http://users:3000' };
const calls = (
  about: string,
  edges: readonly string[],
  code: string | Readonly<Record<string, string>>,
  files: Pitfall['files'] = {},
): Pitfall => ({
  about,
  services: { orders: { code, env }, ...ALL },
  files,
  told: { edges: edges.map((to) => `orders -> ${to}`) },
});

/** Where an address comes from, how it is put together, and in which file. */
export const values: readonly Pitfall[] = [
  calls(
    'a base class for each peer, with a generic method',
    ['billing', 'stock'],
    route(
      "await new Bills().find('1'); await new Levels().find('2')",
      `import axios from 'axios'; abstract class Base<T> { protected abstract readonly url: string; find(id: string): Promise<T> { return axios.get(this.url + '/' + id); } }
       class Bills extends Base<string> { protected readonly url = process.env.BILLING_URL as string; } class Levels extends Base<number> { protected get url() { return process.env.STOCK_URL as string; } }`,
    ),
  ),
  {
    about: 'a repository for each entity, on one base class',
    services: {
      orders: route(
        "await new Orders().all(); await new Returns().add('1')",
        `import { Pool } from 'pg'; const pool = new Pool({ connectionString: 'postgres://db/orders' });
         abstract class Repository<T> { constructor(private readonly table: string) {} async all(): Promise<T[]> { return (await pool.query(\`SELECT * FROM \${this.table}\`)).rows; } add(id: string) { return pool.query(\`INSERT INTO \${this.table} (id) VALUES ($1)\`, [id]); } }
         class Orders extends Repository<{ id: string }> { constructor() { super('orders'); } } class Returns extends Repository<{ id: string }> { constructor() { super('returns'); } }`,
      ),
      billing: route(
        "await pool.query('SELECT 1 FROM returns')",
        "import { Pool } from 'pg'; const pool = new Pool({ connectionString: 'postgres://db/orders' });",
      ),
    },
    told: { findings: ['foreign-table-access: billing, orders', 'shared-datastore: billing, orders'] },
  },
  {
    about: 'a listener and a publisher whose subclasses say what about',
    services: {
      orders: `import { connect } from 'amqplib'; abstract class Listener<T> { abstract readonly subject: string; abstract onMessage(body: T): void;
          async listen() { const channel = await (await connect('amqp://mq')).createChannel(); await channel.assertQueue(this.subject); await channel.consume(this.subject, (m) => m && this.onMessage(JSON.parse(m.content.toString()))); } }
        class Paid extends Listener<{ id: string }> { readonly subject = 'bill.paid'; onMessage() {} } void new Paid().listen();
        class Sent extends Listener<{ id: string }> { readonly subject = 'parcel.sent'; onMessage() {} } void new Sent().listen();`,
      billing: route(
        'await new Paid().publish({})',
        `import { connect } from 'amqplib'; abstract class Publisher { abstract readonly subject: string; async publish(body: object) { const channel = await (await connect('amqp://mq')).createChannel(); channel.sendToQueue(this.subject, Buffer.from(JSON.stringify(body))); } }
         class Paid extends Publisher { readonly subject = 'bill.paid'; }`,
      ),
      stock: route(
        'await new Booked().publish({})',
        `import { connect } from 'amqplib'; abstract class Publisher { abstract readonly subject: string; async publish(body: object) { const channel = await (await connect('amqp://mq')).createChannel(); channel.sendToQueue(this.subject, Buffer.from(JSON.stringify(body))); } }
         class Booked extends Publisher { readonly subject = 'level.booked'; }`,
      ),
    },
    told: { edges: ['billing ~> orders'] },
  },
  calls(
    'URL with a base, url.resolve, path.join, a list that is joined',
    ['billing', 'stock', 'users'],
    route(
      "await fetch(new URL('/a', process.env.BILLING_URL)); await fetch(url.resolve(process.env.STOCK_URL as string, '/b')); await fetch([process.env.USERS_URL, 'c'].join('/')); await fetch('http://' + path.posix.join('users:3000', 'd'))",
      "import path from 'node:path'; import url from 'node:url';",
    ),
  ),
  calls(
    'a sum, util.format, a builder of URLs, queries',
    ['billing', 'stock', 'users'],
    route(
      "await fetch(process.env.BILLING_URL + '/a?' + new URLSearchParams({ id: '1' })); await fetch(util.format('%s/b/%s', process.env.STOCK_URL, req.body.id)); await fetch(urlcat(process.env.USERS_URL as string, '/c/:id', { id: 1 })); await fetch(`${process.env.USERS_URL}/d?${qs.stringify({ id: 1 })}`)",
      "import util from 'node:util'; import urlcat from 'urlcat'; import qs from 'qs';",
    ),
  ),
  calls(
    'one of several addresses by a condition, a switch, a map',
    ['billing', 'stock', 'users'],
    route(
      "await fetch((req.body.old ? process.env.BILLING_URL : process.env.STOCK_URL) + '/a'); await fetch(urlOf('users') + '/b'); await fetch(urls['billing'] + '/c')",
      `const urls: Record<string, string | undefined> = { billing: process.env.BILLING_URL };
       function urlOf(name: string): string | undefined { switch (name) { case 'users': return process.env.USERS_URL; case 'stock': return process.env.STOCK_URL; default: throw new Error(name); } }`,
    ),
  ),
  calls('exports of CommonJS, whole and by name, required by a path', ['billing', 'stock'], {
    'src/main.js': `const express = require('express'); const path = require('node:path'); const { ask } = require('./clients'); const stock = require(path.join(__dirname, 'stock.js'));
      const app = express(); app.post('/run', async (req, res) => { await ask('/a'); await stock('/b'); res.end(); }); app.listen(3000);`,
    'src/clients/index.js': "const axios = require('axios'); exports.ask = (path) => axios.get(process.env.BILLING_URL + path);",
    'src/stock.js': "const axios = require('axios'); module.exports = (path) => axios.get(process.env.STOCK_URL + path);",
  }),
  calls(
    'a module that is loaded late, barrels, aliases of the compiler, a package that points to what is built, specifiers of ESM',
    ['billing', 'stock', 'users'],
    {
      'src/main.ts': route(
        "const { bills } = await import('./clients/index.js'); await bills('/a'); await levels('/b'); await users('/c')",
        "import { levels } from '@/levels'; import { users } from '@shop/users/client';",
      ),
      'src/clients/index.ts': "export * from './bills.js';",
      'src/clients/bills.ts': 'export const bills = (path: string) => fetch(process.env.BILLING_URL + path);',
      'src/levels.ts': 'export const levels = (path: string) => fetch(process.env.STOCK_URL + path);',
      'tsconfig.json': '{ "compilerOptions": { "paths": { /* ours */ "@/*": ["./src/*"] } } }',
    },
    {
      'packages/users/package.json':
        '{ "name": "@shop/users", "exports": { "./client": { "types": "./dist/client.d.ts", "import": "./dist/client.js" } } }',
      'packages/users/src/client.ts': 'export const users = (path: string) => fetch(process.env.USERS_URL + path);',
    },
  ),
];

import { describe, expect, it } from 'vitest';

import { meanings } from '../../support/calls.js';

/** Code → actions asked for and offered, events told and heard, routes of a gateway, sorted. */
const CASES: Record<string, { code: string | Record<string, string>; says: string[] }> = {
  'a schema made by a broker: versions, names of its own, events, calls of the context': {
    code: `import { ServiceBroker } from 'moleculer'; const broker = new ServiceBroker({ transporter: 'NATS' });
      broker.createService({ name: 'orders', version: 2, actions: { list(ctx) { return ctx.call('stock.all'); }, one: { name: 'get', handler(ctx) { return ctx.mcall([{ action: 'users.get' }, { action: 'v1.bills.get' }]); } } }, events: { 'user.**': { handler(ctx) { ctx.emit('order.dropped', {}); } } } });
      broker.createService({ name: 'mails', version: 'beta', settings: { $noVersionPrefix: true }, actions: { send() {} } }); broker.start().then(() => broker.broadcast('ready'));`,
    says: [
      'publish moleculer stock.all and waits',
      'publish moleculer users.get and waits',
      'publish moleculer v1.bills.get and waits',
      'publish moleculer-events order.dropped',
      'publish moleculer-events ready',
      'subscribe moleculer mails.send',
      'subscribe moleculer v2.orders.get',
      'subscribe moleculer v2.orders.list',
      'subscribe moleculer-events user.**',
    ],
  },
  'a file of a service: what `this` is, an adapter': {
    code: {
      'app/orders.service.js': `const DbService = require('moleculer-db'); const MongoAdapter = require('moleculer-db-adapter-mongo'); module.exports = { name: 'orders', mixins: [DbService], adapter: new MongoAdapter(process.env.MONGO), collection: 'orders', actions: { place: { rest: 'POST /', async handler(ctx) { const users = await this.broker.call('users.get', { id: ctx.params.user }); [1].forEach(() => this.broker.emit('order.placed')); } } } };`,
      'app/helper.js': `module.exports = { name: 'no service', actions: { none() {} } };`,
    },
    says: [
      'access write orders',
      'open mongodb process.env.MONGO',
      'publish moleculer users.get and waits',
      'publish moleculer-events order.placed',
      'subscribe moleculer actions with a route of their own',
      'subscribe moleculer orders.* with a route of its own',
      'subscribe moleculer orders.**',
      'subscribe moleculer orders.place',
    ],
  },
  'a class of TypeScript whose actions are methods of another class': {
    code: {
      'app/orders.service.ts': `import { Service, ServiceBroker } from 'moleculer'; import { Placing } from './placing.js'; export default class Orders extends Service { private placing = new Placing(); constructor(public broker: ServiceBroker) { super(broker); this.parseServiceSchema({ name: 'orders', actions: { place: { handler: this.placing.place } }, started: async () => { await this.broker.call('users.warm'); } }); } }`,
      'app/placing.ts': `import { Context } from 'moleculer'; export class Placing { async place(ctx: Context<{ id: string }>) { await ctx.broker.call('users.get', { id: ctx.params.id }); } }`,
    },
    says: ['publish moleculer users.get and waits', 'publish moleculer users.warm and waits', 'subscribe moleculer orders.place'],
  },
  'a gateway: aliases, actions of REST, what finds its routes by itself': {
    code: {
      'app/api.service.ts': `import ApiGateway from 'moleculer-web'; export default { name: 'api', mixins: [ApiGateway], settings: { port: 3000, routes: [{ path: '/api', aliases: { 'GET users/:id': 'users.get', 'REST posts': 'posts', 'POST files': { action: 'files.save' }, health(req, res) { res.end('OK'); } } }, { path: '/auto', autoAliases: true }, { path: '/few', whitelist: ['login.start', 'bills.*'], autoAliases: true }] } };`,
    },
    says: [
      'publish moleculer actions with a route of their own and waits',
      'publish moleculer bills.* with a route of its own and waits',
      'publish moleculer files.save and waits',
      'publish moleculer login.start and waits',
      ...['create', 'get', 'list', 'patch', 'remove', 'update'].map((verb) => `publish moleculer posts.${verb} and waits`),
      'publish moleculer users.get and waits',
      'route ALL /api/posts',
      'route GET /api/users/:id',
      'route POST /api/files',
      'listen 3000',
      'subscribe moleculer api.**',
    ],
  },
  'objects with the same methods': {
    code: `class Broker { call(name: string) { return name; } createService(schema: object) { return schema; } } const broker = new Broker(); broker.call('users.get'); broker.createService({ name: 'orders', actions: { list() {} } });`,
    says: [],
  },
};

describe('moleculer', () => {
  it.each(Object.entries(CASES))('%s', (_name, { code, says }) => {
    expect(meanings(code, ['publish', 'subscribe', 'route', 'listen', 'open', 'access'], { moleculer: '^0.14.0' })).toEqual(
      [...says].sort(),
    );
  });

  it('takes files by their names only from what depends on it', () => {
    expect(meanings({ 'app/orders.service.js': `module.exports = { name: 'orders', actions: { list() {} } };` })).toEqual([]);
  });
});

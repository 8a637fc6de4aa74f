import { describe, expect, it } from 'vitest';

import { meanings } from '../../../support/calls.js';

/** Files → where requests go and what is opened or read. */
const CASES: Record<string, { code: Record<string, string>; says: string[] }> = {
  'a middleware that puts a client on the request': {
    code: {
      'app/a.ts': `const express = require('express'); const { clients } = require('./clients.js'); const app = express(); app.use(clients); app.use('/api', require('./orders.js').router);`,
      'app/clients.ts': `const axios = require('axios'); exports.clients = function (req, res, next) { req.client = (trace) => { const made = (req.made = req.made || axios.create({ baseURL: 'http://orders' })); return made; }; req.services = { bills: axios.create({ baseURL: 'http://bills' }) }; next(); };`,
      'app/orders.ts': `const express = require('express'); const { all } = require('./all.js'); exports.router = express.Router(); exports.router.get('/orders', (req, res) => { req.client('x').get('/orders'); all(req); });`,
      'app/all.ts': `exports.all = async (req) => await req.services.bills.delete('/bills').then(({ data }) => data);`,
    },
    says: ['request DELETE http://bills + /bills', 'request GET http://orders + /orders'],
  },
  'a factory of middleware, with types': {
    code: {
      'app/a.ts': `import express from 'express'; import axios from 'axios'; import { withClient } from './with-client.js'; import { all } from './all.js'; const app = express(); app.use(withClient(axios.create({ baseURL: process.env.ORDERS_URL }))); app.get('/all', all);`,
      'app/with-client.ts': `import type { NextFunction, Request, Response } from 'express'; export const withClient = (client: any) => (req: Request, res: Response, next: NextFunction) => { (req as any).orders = client; res.locals.again = client; next(); };`,
      'app/all.ts': `import type { Request, Response } from 'express'; export const all = (req: Request, res: Response) => { (req as any).orders.get('/all'); res.locals.again.post('/again'); };`,
    },
    says: ['request GET process.env.ORDERS_URL + /all', 'request POST process.env.ORDERS_URL + /again'],
  },
  'settings and locals of an application': {
    code: {
      'app/a.ts': `import express from 'express'; import axios from 'axios'; import { router } from './router.js'; const app = express(); app.locals.orders = axios.create({ baseURL: 'http://orders' }); app.set('bills', axios.create({ baseURL: 'http://bills' })); app.use(router); app.get('bills').get('/own');`,
      'app/router.ts': `import express from 'express'; export const router = express.Router(); router.get('/x', (req, res) => { req.app.locals.orders.get('/a'); req.app.get('bills').post('/b'); });`,
    },
    says: ['request GET http://bills + /own', 'request GET http://orders + /a', 'request POST http://bills + /b'],
  },
  'koa: the state, the context': {
    code: {
      'app/a.ts': `import Koa from 'koa'; import Router from '@koa/router'; import axios from 'axios'; import { all } from './all.js'; const app = new Koa(); app.context.bills = axios.create({ baseURL: 'http://bills' }); app.use(async (ctx, next) => { ctx.state.orders = axios.create({ baseURL: 'http://orders' }); await next(); }); const router = new Router(); router.get('/all', all); app.use(router.routes());`,
      'app/all.ts': `export const all = async (ctx) => { await ctx.state.orders.get('/a'); await ctx.bills.get('/b'); };`,
    },
    says: ['request GET http://bills + /b', 'request GET http://orders + /a'],
  },
  'fastify: what plugins decorate': {
    code: {
      'app/a.ts': `import fastify from 'fastify'; import { clients } from './clients.js'; import { routes } from './routes.js'; const app = fastify(); app.register(clients); app.register(routes, { prefix: '/api' });`,
      'app/clients.ts': `import fp from 'fastify-plugin'; import axios from 'axios'; export const clients = fp(async (fastify) => { fastify.decorate('orders', axios.create({ baseURL: 'http://orders' })); fastify.decorateRequest('bills', axios.create({ baseURL: 'http://bills' })); });`,
      'app/routes.ts': `import type { FastifyInstance, FastifyRequest } from 'fastify'; export const routes = async (instance: FastifyInstance) => { instance.get('/x', async (request: FastifyRequest) => { await instance.orders.get('/a'); await request.bills.get('/b'); await request.server.orders.post('/c'); }); };`,
    },
    says: ['request GET http://bills + /b', 'request GET http://orders + /a', 'request POST http://orders + /c'],
  },
  'hono: variables of a context': {
    code: {
      'app/a.ts': `import { Hono } from 'hono'; import axios from 'axios'; const app = new Hono(); app.use('*', async (c, next) => { c.set('orders', axios.create({ baseURL: 'http://orders' })); await next(); }); app.get('/x', async (c) => { await c.get('orders').get('/a'); return c.text('x'); });`,
    },
    says: ['request GET http://orders + /a'],
  },
  'input, and what nobody puts there, stay unknown': {
    code: {
      'app/a.ts': `import express from 'express'; import axios from 'axios'; const app = express(); app.use((req, res, next) => { req.body = axios.create({ baseURL: 'http://no' }); next(); }); app.post('/x', (req, res) => { axios.get(req.body.url); axios.put(req.other.url); });`,
    },
    says: ['request GET req.body.url', 'request PUT req.other.url'],
  },
};

describe('what is put on requests and applications', () => {
  it.each(Object.entries(CASES))('%s', (_name, { code, says }) => {
    expect(meanings(code, ['request'])).toEqual([...says].sort());
  });
});

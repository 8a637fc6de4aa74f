import { describe, expect, it } from 'vitest';

import type { Signal } from '../../../src/model/signal.js';
import { meanings } from '../../support/calls.js';

const KINDS: readonly Signal['kind'][] = ['route', 'mount', 'listen', 'global-prefix', 'proxy', 'unread-route'];

/** Code → routes, mounts and ports, sorted. */
const CASES: Record<string, { code: string | Record<string, string>; says: string[] }> = {
  'express: verbs, lists of paths, settings and handlers that are no routes': {
    code: `import express from 'express'; const app = express(); app.get('port'); app.all((q: any, s: any) => {}); app.get(['/a', '/b'], (q: any, s: any) => {}); app.del('/c/:id', (q: any, s: any) => {}); app.listen(process.env.PORT || 3000, () => {});`,
    says: ['listen process.env.PORT ?? 3000', 'route DELETE /c/:id', 'route GET /a', 'route GET /b'],
  },
  'express: a listener that is not told a port': { code: `import express from 'express'; express().listen(() => {});`, says: ['listen ?'] },
  'express: routers mounted with and without a path': {
    code: {
      'app/a.ts': `import express from 'express'; import { orders } from './b.js'; const app = express(); app.use(express.json()).use('/api', [orders]); app.use(orders);`,
      'app/b.ts': `import { Router } from 'express'; export const orders = Router(); orders.route('/x').get((q: any, s: any) => {}).post((q: any, s: any) => {});`,
    },
    says: [
      'mount  express.Router() on express()',
      'mount  express.json() on express()',
      'mount /api express.Router() on express()',
      'route GET /x',
      'route POST /x',
    ],
  },
  'express: one route for each element of a table': {
    code: `import express from 'express'; const app = express(); const routes = [{ method: 'get', path: '/a' }, { method: 'post', path: '/b' }] as const; for (const r of routes) app[r.method](r.path, (q: any, s: any) => {});`,
    says: ['route GET /a', 'route POST /b'],
  },
  'express: routes under the keys of an object that a base class merges': {
    code: {
      'app/a.ts': `import express, { Router } from 'express'; import { Orders } from './orders.js'; const app = express(); app.use('/orders', new Orders(Router()).router);`,
      'app/orders.ts': `import { Resource } from './resource.js'; export class Orders extends Resource { constructor(router: any) { super(router, { '/mine': 'mine', 'post /:id/pay': 'pay' }); } mine(q: any, s: any) {} pay(q: any, s: any) {} }`,
      'app/resource.ts': `export class Resource { defaults: any = { '/': 'list', 'DELETE /:id': 'remove' }; constructor(public router: any, extra: any = {}) { this.defaults = Object.assign({}, this.defaults, extra); this.register(); }
        register() { const self: any = this; Object.keys(self.defaults).forEach((key) => { const name = self.defaults[key]; let verb = key.split(' ').length > 1 ? key.split(' ')[0] : 'get'; let path = key.split(' ').length > 1 ? key.split(' ')[1] : key; verb = verb.toLowerCase(); self.router[verb](path, self[name].bind(self)); }); }
        list(q: any, s: any) {} remove(q: any, s: any) {} }`,
    },
    says: ['mount /orders express.Router() on express()', 'route DELETE /:id', 'route GET /', 'route GET /mine', 'route POST /:id/pay'],
  },
  'express: keys taken apart in a loop over entries, over keys, over names': {
    code: `import { Router } from 'express'; const h = (q: any, s: any) => {}; const base = { 'GET /a': h }; const router = Router();
      for (const [key, handler] of Object.entries({ ...base, 'POST /b': h })) { const [verb, path] = key.split(' '); router[verb.toLowerCase()](path, handler); }
      for (const key in { 'put   /c': h, 'patch /d': h }) { const [verb, path] = key.split(/\\s+/); router[verb](path, h); }
      ['get', 'delete'].forEach((verb) => router[verb as 'get']('/e', h));`,
    says: ['route DELETE /e', 'route GET /a', 'route GET /e', 'route PATCH /d', 'route POST /b', 'route PUT /c'],
  },
  'routes whose verb or path nobody can tell are counted': {
    code: `import express from 'express'; import fastify from 'fastify'; import Router from '@koa/router'; import { Hono } from 'hono'; import Hapi from '@hapi/hapi'; import { load } from 'elsewhere';
      const h = (q: any, s: any) => {}; const app = express(); for (const r of load()) app[r.verb](r.path, h); app.get(load().path, h); app.get(/^x/, h); app.get('setting'); app.get(load().setting); app.route('/x')[load()](h);
      fastify()[load()]('/x', h); fastify().route(load()); new Router()[load()]('/x', h); new Hono()[load()]('/x', h); Hapi.server().route(load());`,
    says: ['2:112', '2:137', '2:200', '2:88', '3:120', '3:35', '3:60', '3:7', '3:91'].map((at) => `unread route at app/a.ts:${at}`),
  },
  'Azure Functions: routes below /api, else named after the function': {
    code: `import { app } from '@azure/functions'; const handler = async () => ({ status: 200 });
      app.get('get-orders', { route: 'orders', authLevel: 'anonymous', handler }); app.deleteRequest('drop', { route: '/orders/{id}', handler });
      app.http('pay', { methods: ['POST', 'PUT'], handler }); app.http('any', { route: 'any', handler: async () => ({}) });`,
    says: [
      'listen 7071',
      'route ALL /api/any',
      'route DELETE /api/orders/{id}',
      'route GET /api/orders',
      'route POST /api/pay',
      'route PUT /api/pay',
    ],
  },
  'express: a router in a class, an app handed to a function': {
    code: {
      'app/a.ts': `import express, { Application } from 'express'; import { Orders } from './b.js'; import { register } from './c.js'; class App { app = express(); constructor(list: { path: string; router: any }[]) { list.forEach((c) => this.app.use(c.path, c.router)); register(this.app); this.app.listen(80); } } new App([new Orders()]);`,
      'app/b.ts': `import { Router } from 'express'; export class Orders { path = '/orders'; router = Router(); constructor() { this.router.get('/', this.all); } all = (q: any, s: any) => {}; }`,
      'app/c.ts': `import type { Application } from 'express'; export function register(app: Application) { app.get('/health', (q, s) => {}); }`,
    },
    says: ['listen 80', 'mount /orders express.Router() on express()', 'route GET /', 'route GET /health'],
  },
  'express: CommonJS, routes in a function, several prefixes, an app below an app': {
    code: {
      'app/a.js': `const express = require('express'); const app = express(); require('./routes')(app); app.use('/v1', require('./v1')); const sub = express(); sub.get('/s', [(q, s, n) => n(), [(q, s) => {}]]); app.use(['/p', '/q'], sub); app.get(/^\\/re/, (q, s) => {}); app.listen(process.env.PORT);`,
      'app/routes.js': `module.exports = (app) => { app.get('/a', (q, s) => {}); app.route('/b').get((q, s) => {}).post((q, s) => {}); };`,
      'app/v1.js': `const { Router } = require('express'); const router = new Router(); router.get('/c', (q, s) => {}); module.exports = router;`,
    },
    says: [
      'listen process.env.PORT',
      'mount /p express() on express()',
      'mount /q express() on express()',
      'mount /v1 express.Router() on express()',
      'route GET /a',
      'route GET /b',
      'route GET /c',
      'route GET /s',
      'route POST /b',
      'unread route at app/a.js:1:221',
    ],
  },
  'express: what looks like it and is not': {
    code: `import { app } from 'elsewhere'; app.get('/no', () => {}); const cache = new Map(); cache.get('/no'); import axios from 'axios'; axios.get('/no'); import supertest from 'supertest'; import express from 'express'; export const server = express(); server.get('env');`,
    says: [],
  },
  'node:http in front of an app': {
    code: `import http from 'http'; import express from 'express'; http.createServer(express()).listen(8080, () => {});`,
    says: ['listen 8080'],
  },
  'fastify: verbs, full routes, prefixes of plugins in plugins': {
    code: {
      'app/a.ts': `import Fastify from 'fastify'; import { orders } from './b.js'; const app = Fastify(); app.register(orders, { prefix: '/v1' }); app.route({ method: ['GET', 'HEAD'], url: '/h', handler: async () => {} }); app.listen({ port: 3001 });`,
      'app/b.ts': `import type { FastifyInstance } from 'fastify'; export async function orders(f: FastifyInstance) { f.get('/orders', async () => {}).post('/orders', async () => {}); f.register(items, { prefix: '/items' }); } async function items(f: FastifyInstance) { f.get('/:id', async () => {}); }`,
    },
    says: [
      'listen 3001',
      'mount /items fastify.scoped() on fastify.scoped()',
      'mount /v1 fastify.scoped() on fastify()',
      'route GET /:id',
      'route GET /h',
      'route GET /orders',
      'route HEAD /h',
      'route POST /orders',
    ],
  },
  'fastify: a plugin without a prefix, a proxy': {
    code: `import fastify from 'fastify'; import proxy from '@fastify/http-proxy'; import fp from 'fastify-plugin'; const app = fastify(); app.register(fp(async (f: any) => { f.get('/x', async () => {}); })); app.register(proxy, { upstream: 'http://users:80', prefix: '/users' });`,
    says: ['proxy /users to http://users:80', 'route GET /x'],
  },
  'koa: named routes, prefixes of routers': {
    code: `import Koa from 'koa'; import Router from '@koa/router'; const r = new Router({ prefix: '/api' }); const s = new Router(); s.prefix('/s'); s.get('/z', (c) => {}); r.get('one', '/x', (c) => {}).del('/y', (c) => {}); const app = new Koa(); app.use(r.routes()).use(r.allowedMethods()); r.use('/in', s.routes()); app.listen(3000);`,
    says: [
      'listen 3000',
      'mount /api @koa/router() on koa()',
      'mount /in/s @koa/router() on @koa/router()',
      'route DELETE /y',
      'route GET /x',
      'route GET /z',
    ],
  },
  'hono: basePath, sub-apps, several methods': {
    code: `import { Hono } from 'hono'; import { serve } from '@hono/node-server'; const orders = new Hono(); orders.get('/:id', (c) => c.text('')); const app = new Hono().basePath('/api'); app.route('/orders', orders); app.on(['PUT', 'DELETE'], '/x', (c) => c.text('')); serve({ fetch: app.fetch, port: 8787 });`,
    says: [
      'listen 8787',
      'mount /api hono.based() on hono.Hono()',
      'mount /orders hono.Hono() on hono.based()',
      'route DELETE /x',
      'route GET /:id',
      'route PUT /x',
    ],
  },
  'hapi: a list of routes, a proxy': {
    code: `import Hapi from '@hapi/hapi'; const server = Hapi.server({ port: 4000 }); server.route([{ method: 'GET', path: '/a/{id}', handler: () => 1 }, { method: '*', path: '/p', handler: { proxy: { uri: 'http://b/x' } } }]);`,
    says: ['listen 4000', 'proxy /p to http://b/x', 'route ALL /p', 'route GET /a/{id}'],
  },
  'nest: controllers with lists, options, nothing': {
    code: `import { Controller, Get, Post, Sse, All, Module } from '@nestjs/common'; import { NestFactory } from '@nestjs/core';
      @Controller(['a', '/b/']) class A { @Get(':id') one() {} @Post() make() {} }
      @Controller({ path: 'c', version: '1' }) class C { @Sse('events') events() {} }
      @Controller() class D { @All() any() {} }
      @Module({ controllers: [A, C, D] }) class App {}
      async function main() { const app = await NestFactory.create(App); app.setGlobalPrefix('api'); await app.listen(process.env.PORT ?? 3000); } void main();`,
    says: [
      'global-prefix api',
      'listen process.env.PORT ?? 3000',
      'route ALL /',
      'route GET /a/:id',
      'route GET /b/:id',
      'route GET /c/events',
      'route POST /a',
      'route POST /b',
    ],
  },
  'nest: routes inherited from a base class, composed decorators': {
    code: {
      'app/a.ts': `import { Controller, Get, Post, applyDecorators, UseGuards } from '@nestjs/common'; import { Crud } from '../shared/crud.js'; const Guarded = (path: string) => applyDecorators(Get(path), UseGuards(Object)); @Controller('users') export class Users extends Crud { @Post() make() {} @Guarded('mine') mine() {} remove() {} }`,
      'shared/crud.ts': `import { Delete, Get } from '@nestjs/common'; export abstract class Crud { @Get() all() {} @Get(':id') one() {} @Delete(':id') remove() {} }`,
    },
    says: ['route GET /users', 'route GET /users/:id', 'route GET /users/mine', 'route POST /users'],
  },
  'nest: paths of modules': {
    code: `import { Controller, Get, Module } from '@nestjs/common'; import { RouterModule } from '@nestjs/core'; @Controller('users') class Users { @Get() all() {} } @Controller('logs') class Logs { @Get() all() {} } @Controller('free') class Free { @Get() all() {} }
      @Module({ controllers: [Users] }) class UsersModule {} @Module({ controllers: [Logs] }) class LogsModule {} @Module({ controllers: [Free], imports: [UsersModule, LogsModule, RouterModule.register([{ path: 'admin', module: UsersModule, children: [{ path: '/audit', module: LogsModule }] }])] }) export class App {}`,
    says: ['route GET /admin/audit/logs', 'route GET /admin/users', 'route GET /free'],
  },
  'nest: URI versions of app, controller and method': {
    code: `import { Controller, Get, Module, Version, VersioningType } from '@nestjs/common'; import { NestFactory } from '@nestjs/core';
      @Controller({ path: 'c', version: ['1', '2'] }) class C { @Get('x') x() {} @Version('3') @Get('y') y() {} }
      @Controller('d') class D { @Get() z() {} }
      @Module({ controllers: [C, D] }) class App {}
      async function main() { const app = await NestFactory.create(App); app.enableVersioning({ type: VersioningType.URI, defaultVersion: '9' }); } void main();`,
    says: ['route GET /v1/c/x', 'route GET /v2/c/x', 'route GET /v3/c/y', 'route GET /v9/d'],
  },
  'nest: what listens to messages alone has no routes': {
    code: `import { Controller, Get, Module } from '@nestjs/common'; import { NestFactory } from '@nestjs/core';
      @Controller('c') class C { @Get('x') x() {} } @Module({ controllers: [C] }) class App {}
      async function main() { const app = await NestFactory.createMicroservice(App, {}); await app.listen(); } void main();`,
    says: [],
  },
  'nest: versions in headers leave the path alone': {
    code: `import { Controller, Get, VersioningType } from '@nestjs/common'; import { NestFactory } from '@nestjs/core';
      @Controller({ path: 'c', version: '1' }) class C { @Get() x() {} }
      async function main() { const app = await NestFactory.create(C); app.enableVersioning({ type: VersioningType.HEADER, header: 'v' }); } void main();`,
    says: ['route GET /c'],
  },
  'decorators of other packages with the same names': {
    code: `import { JsonController, Get } from 'routing-controllers'; import { controller, httpPost } from 'inversify-express-utils'; import { Get as Other } from 'elsewhere';
      @JsonController('/a') class A { @Get('/x') x() {} @Other('/no') no() {} }
      @controller('/b') class B { @httpPost('/y') y() {} }`,
    says: ['route GET /a/x', 'route POST /b/y'],
  },
  'nest: a path that nobody can tell is no path of its controller': {
    code: `import { Controller, Get } from '@nestjs/common'; import { PATH } from 'elsewhere'; import { missing } from './nowhere.js'; @Controller('a') class A { @Get(missing.path) one() {} @Get(PATH) two() {} }`,
    says: ['route GET /a', 'unread route at app/a.ts:1:@nestjs/common.Get:one'],
  },
  'fastify: what handlers hand on to': {
    code: `import fastify from 'fastify'; import from from '@fastify/reply-from'; const app = fastify(); app.register(from, { base: 'http://orders:3000' }); app.get('/orders', (request, reply) => reply.from('/v1/orders'));`,
    says: ['proxy to http://orders:3000', 'route GET /orders'],
  },
  'elysia: a prefix, a plugin, a group that is not read': {
    code: `import { Elysia } from 'elysia'; const orders = new Elysia({ prefix: '/orders' }).get('/:id', () => '').post('/', () => ''); new Elysia().use(orders).get('/health', () => 'ok').group('/v1', (app) => app.get('/hidden', () => '')).listen(3000);`,
    says: [
      'listen 3000',
      'mount  elysia.Elysia() on elysia.Elysia()',
      'route GET /health',
      'route GET /orders/:id',
      'route POST /orders/',
      'unread route at app/a.ts:1:126',
    ],
  },
  'h3: a router below an app, a base': {
    code: `import { createApp, createRouter, defineEventHandler, useBase } from 'h3'; const app = createApp(); const router = createRouter().get('/orders', defineEventHandler(() => [])).post('/orders', defineEventHandler(() => 1)); const inner = createRouter(); inner.delete('/x', defineEventHandler(() => 1)); app.use('/api', useBase('/api', inner.handler)); app.use(router);`,
    says: [
      'mount  h3.createRouter() on h3.createApp()',
      'mount /api h3.createRouter() on h3.createApp()',
      'route DELETE /x',
      'route GET /orders',
      'route POST /orders',
    ],
  },
  'feathers: services answer below their path': {
    code: `import { feathers } from '@feathersjs/feathers'; import express, { rest } from '@feathersjs/express'; class Orders { async find() { return []; } async create() { return {}; } } const app = express(feathers()); app.configure(rest()); app.use('orders', new Orders()); app.use(express.json()); app.listen(3030);`,
    says: ['listen 3030', 'route ALL /orders', 'route ALL /orders/:id'],
  },
  'loopback: decorators of methods, below the path of the class': {
    code: `import { api, get, post, operation } from '@loopback/rest'; import { PATH } from './nowhere.js'; class Orders { @get('/orders/{id}') one() {} @post('/orders') add() {} } @api({ basePath: '/v1' }) class Items { @operation('put', '/items') put() {} @get(PATH) hidden() {} } export const all = [Orders, Items];`,
    says: ['route GET /orders/{id}', 'route POST /orders', 'route PUT /v1/items', 'unread route at app/a.ts:1:@loopback/rest.get:hidden'],
  },
  'ts-rest: a contract beside its handlers, and by decorators': {
    code: {
      'app/a.ts': `import { createExpressEndpoints, initServer } from '@ts-rest/express'; import express from 'express'; import { contract } from '../contract/index.js'; const s = initServer(); const router = s.router(contract, { get: async () => ({ status: 200 as const, body: {} }), add: async () => ({ status: 201 as const, body: {} }) }); createExpressEndpoints(contract, router, express());`,
      'app/b.ts': `import { Controller } from '@nestjs/common'; import { TsRestHandler, tsRestHandler } from '@ts-rest/nest'; import { other } from '../contract/index.js'; @Controller('nest') export class Nest { @TsRestHandler(other.list) list() { return tsRestHandler(other.list, async () => ({ status: 200 as const, body: [] })); } }`,
      'contract/index.ts': `import { initContract } from '@ts-rest/core'; const c = initContract(); export const contract = c.router({ get: { method: 'GET', path: '/orders/:id' }, add: { method: 'POST', path: '/orders' } }); export const other = c.router({ list: { method: 'GET', path: '/list' } });`,
    },
    says: ['route GET /nest/list', 'route GET /orders/:id', 'route POST /orders'],
  },
  'graphql: decorators, resolver maps, federation': {
    code: `import { Resolver, Query, Mutation, ResolveField } from '@nestjs/graphql'; import { ApolloServer } from '@apollo/server'; import { ApolloGateway, IntrospectAndCompose } from '@apollo/gateway';
      @Resolver() class R { @Query(() => String, { name: 'orders' }) list() {} @Mutation(() => String) place() {} @ResolveField() user() {} }
      const resolvers = { Query: { items: () => [] }, Order: { total: () => 1 } };
      new ApolloServer({ typeDefs: '', resolvers });
      new ApolloGateway({ supergraphSdl: new IntrospectAndCompose({ subgraphs: [{ name: 'a', url: 'http://a/graphql' }, { name: 'b', url: process.env.B_URL }] }) });`,
    says: [
      'proxy to http://a/graphql',
      'proxy to process.env.B_URL',
      'route graphql MUTATION place',
      'route graphql QUERY items',
      'route graphql QUERY orders',
    ],
  },
};

describe('HTTP servers', () => {
  it.each(Object.entries(CASES))('%s', (_name, { code, says }) => {
    expect(meanings(code, KINDS)).toEqual([...says].sort());
  });
});

describe('servers of Bun', () => {
  it('have routes in a table, and answer with one function what stands nowhere', () => {
    const code = `const list = () => fetch('http://stock/all'); Bun.serve({ port: 4000, routes: { '/orders/:id': { GET: list, DELETE: () => {} }, '/up': new Response('ok'), '/all': list } }); Bun.serve({ fetch(request) { return fetch('http://mails/' + request.url); } });`;
    expect(meanings(code, [...KINDS, 'request'])).toEqual([
      'listen 4000',
      'listen ?',
      'request GET http://mails/${request.url}',
      'request GET http://stock/all',
      'route ALL /all',
      'route ALL /up',
      'route DELETE /orders/:id',
      'route GET /orders/:id',
      'unread route at app/a.ts:1:175',
    ]);
    expect(meanings(`import { serve } from 'bun'; serve({ routes: { '/a': () => {} } });`, KINDS)).toEqual(['listen ?', 'route ALL /a']);
  });

  it('may be the default export of the file that is started', () => {
    const code = {
      'app/src/index.ts': `import { Hono } from 'hono'; const app = new Hono(); app.get('/a', (c) => c.text('a')); export default { port: 3001, fetch: app.fetch };`,
    };
    expect(meanings(code, KINDS, { '@types/bun': '1' })).toEqual(['listen 3001', 'route GET /a']);
    expect(meanings(code, KINDS)).toEqual(['route GET /a']);
    expect(
      meanings({ 'app/index.ts': `export default { port: 1 }; export const config = { port: 2 };` }, KINDS, { 'bun-types': '1' }),
    ).toEqual(['listen 1']);
  });
});

describe('files that Nitro serves', () => {
  const CODE = {
    'app/server/api/orders/index.get.ts': `export default defineEventHandler(() => fetch('http://stock/all'));`,
    'app/server/api/orders/[id].delete.ts': `import { defineEventHandler } from 'h3'; export default defineEventHandler(() => 1);`,
    'app/server/routes/files/[...path].ts': `export default eventHandler(() => 1);`,
    'app/server/utils/db.ts': `export default () => 1;`,
  };

  it('are routes by their names', () => {
    expect(meanings(CODE, ['route', 'request'], { nuxt: '^3.0.0' })).toEqual([
      'request GET http://stock/all',
      'route ALL /files/:path',
      'route DELETE /api/orders/:id',
      'route GET /api/orders',
    ]);
  });

  it('are none of what knows no Nitro', () => {
    expect(meanings(CODE, ['route'])).toEqual([]);
  });
});

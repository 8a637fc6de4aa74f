import { describe, expect, it } from 'vitest';

import { systemOf } from '../../../support/link.js';

/** Everything is behind a token. */
const HEAD = `import express from 'express'; import { expressjwt } from 'express-jwt'; const app = express(); app.use(expressjwt({})); app.listen(3000); declare const save: any;\n`;
const NEST = (method: string): string =>
  `import { Body, Controller, Module, Post, UseGuards } from '@nestjs/common'; import { NestFactory } from '@nestjs/core'; import { CurrentUser, JwtAuthGuard } from './user';
@UseGuards(JwtAuthGuard) @Controller('x') class X { ${method} }
@Module({ controllers: [X] }) class App {} NestFactory.create(App); declare const save: any;`;
const unscopedIn = (code: string | Readonly<Record<string, string>>): string[] =>
  systemOf({ units: { orders: { code } } }).unscopedRoutes.map(({ operation }) => operation);
const elsewhere = (main: string): Readonly<Record<string, string>> => ({
  'src/main.ts': `import express from 'express'; import { router } from './routes'; ${main} const app = express(); app.use('/x', router); app.listen(3000);`,
  'src/routes.ts': `import { Router } from 'express'; import { known } from './known'; export const router = Router(); declare const save: any;
router.post('/a', known, (req, res) => { save(req.body); }); router.post('/b', (req, res) => { save(req.body); });`,
  'src/known.ts': `import { verify } from 'jsonwebtoken'; export function known(req: any, res: any, next: any) { req.user = verify(req.headers.authorization, ''); next(); }`,
});

describe('a route that all who are known may use', () => {
  it.each([
    ['reads only what is sent', `${HEAD}app.post('/x', (req, res) => { save(req.body.userId, req.params.userId); });`, ['POST /x']],
    [
      'stands behind a function that finds out who asks',
      `${HEAD}app.post('/x', (req: any, res, next) => { req.user = save(req.headers.authorization); next(); }, (req, res) => { save(req.body); });`,
      ['POST /x'],
    ],
    ['takes the body by a decorator, behind a guard', NEST('@Post() make(@Body() body: object) { return save(body); }'), ['POST /x']],
    [
      'stands behind a hook for all that was handed over',
      {
        'src/main.ts': `import fastify from 'fastify'; import { guard } from './guard'; import { whoIs } from '@acme/known'; const app = fastify(); guard(app, whoIs); app.listen({ port: 3000 });
app.post('/x', async ({ body }) => save(body)); declare const save: any;`,
        'src/guard.ts': `export function guard(app: any, authenticate: any) { app.addHook('onRequest', async (request: any) => { request.user = await authenticate(request); }); }`,
      },
      ['POST /x'],
    ],
    ['has the only one that verifies on its way', elsewhere(''), ['POST /x/a']],
  ])('%s', (_, code, expected) => {
    expect(unscopedIn(code)).toEqual(expected);
  });
});

describe('no such route', () => {
  it.each([
    ['looks at what was put on the request', `${HEAD}app.post('/x', (req: any, res) => { save(req.user.id, req.body); });`],
    ['takes it apart', `${HEAD}app.post('/x', (req: any, res) => { const { sub } = req.auth; save(sub); });`],
    [
      'looks at what was put on the answer',
      `${HEAD}app.post('/x', (req, res) => { const locals = res.locals; save({ owner: locals.userId }); });`,
    ],
    ['looks at a header', `${HEAD}app.post('/x', (req, res) => { save(req.headers['x-user-id']); });`],
    ['asks for a header', `${HEAD}app.post('/x', (req, res) => { save(req.header('x-user-id')); });`],
    ['looks two functions away', `${HEAD}app.post('/x', (req, res) => keep(req)); function keep(req: any) { save(req.session); }`],
    ['looks by a decorator', NEST('@Post() make(@CurrentUser() user: object, @Body() body: object) { return save(user, body); }')],
    ['answers 403', `${HEAD}app.post('/x', (req: any, res) => { if (!req.user.admin) return res.status(403).end(); save(req.body); });`],
    ['hands the request on', `${HEAD}app.post('/x', (c: any) => save(c.req.raw));`],
    [
      'verifies a token by itself',
      `${HEAD}import jwt from 'jsonwebtoken'; app.post('/x', (req, res) => { save(jwt.verify(req.cookies.a, '').id, req.body); });`,
    ],
    ['is not known', `${HEAD}app.post('/x', handler); declare const handler: any;`],
    [
      'verifies nobody',
      `import express from 'express'; const app = express(); app.listen(3000); app.post('/x', (req, res) => { save(req.body); }); declare const save: any;`,
    ],
  ])('%s', (_, code) => {
    expect(unscopedIn(code)).toEqual([]);
  });
});

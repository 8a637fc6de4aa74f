import { describe, expect, it } from 'vitest';

import { systemOf } from '../../../support/link.js';

const HEAD = `import express from 'express'; const app = express(); app.listen(3000);\n`;
/** A service that describes what `/x` takes. */
const DESCRIBED = `import fastify from 'fastify'; import { z } from 'zod'; const app = fastify(); app.listen({ port: 3000 }); declare const save: any; const order = z.object({}); app.post('/x', { schema: { body: order } }, async (req) => { save(req.body); });\n`;
const uncheckedIn = (code: string) =>
  systemOf({ units: { orders: code } }).uncheckedInputs.map(({ operation, at }) => `${operation} ${at.line}`);

describe('a body that nothing checks', () => {
  it.each([
    ['in the handler', `${HEAD}app.post('/x', (req, res) => {\n  save(req.body);\n}); declare const save: any;`, 'POST /x 2'],
    ['taken apart', `${HEAD}app.put('/x', (req, res) => { const { name } = req.body; save(name); }); declare const save: any;`, 'PUT /x 2'],
    [
      'by a decorator',
      `import { Body, Controller, Module, Post } from '@nestjs/common'; import { NestFactory } from '@nestjs/core';\n@Controller('x') class X {\n  @Post() make(@Body() body: object) { return body; }\n}\n@Module({ controllers: [X] }) class App {} NestFactory.create(App);`,
      'POST /x 3',
    ],
    [
      'of which only a part is made a number',
      `${HEAD}app.post('/x', (req, res) => {\n  save(Number(req.body.count), req.body.name); }); declare const save: any;`,
      'POST /x 2',
    ],
    [
      'two functions away',
      `${HEAD}app.post('/x', (req, res) => keep(req));\nfunction keep(req: any) { save(req.body); } declare const save: any;`,
      'POST /x 3',
    ],
    [
      'where a library checks the settings',
      `import { z } from 'zod'; const env = z.object({}).parse(process.env);\n${HEAD}app.post('/x', (req, res) => { save(env, req.body, JSON.parse('{}')); }); declare const save: any;`,
      'POST /x 3',
    ],
    [
      'where other routes have a schema and this one has none',
      `${DESCRIBED}app.post('/y', async (req) => { save(req.body); });`,
      'POST /y 2',
    ],
    [
      'where a route has a schema of its answers only',
      `${DESCRIBED}app.put('/y', { schema: { response: {} }, config: { open: true } }, async ({ body }) => { save(body); });`,
      'PUT /y 2',
    ],
  ])('%s', (_, code, expected) => {
    expect(uncheckedIn(code)).toEqual([expected]);
  });
});

describe('nothing unchecked', () => {
  it.each([
    ['what is asked for', `${HEAD}app.get('/x', (req, res) => { save(req.body); }); declare const save: any;`],
    ['no body is read', `${HEAD}app.post('/x', (req, res) => { save(req.params.id); }); declare const save: any;`],
    [
      'what is made a number or a flag',
      `${HEAD}app.post('/x', (req, res) => { save(Number(req.body.count ?? 0), Boolean(req.body.open)); }); declare const save: any;`,
    ],
    [
      'what is made a number behind a decorator',
      `import { Body, Controller, Module, Post } from '@nestjs/common'; import { NestFactory } from '@nestjs/core';\n@Controller('x') class X { @Post() make(@Body() body: any) { return this.add(Number(body.count || 0)); } add(count: number) { return count; } }\n@Module({ controllers: [X] }) class App {} NestFactory.create(App);`,
    ],
    [
      'what is refused',
      `${HEAD}app.post('/x', (req, res) => { if (!req.body.name) return res.status(400).end(); save(req.body); }); declare const save: any;`,
    ],
    [
      'a library checks',
      `import { z } from 'zod'; ${HEAD}const order = z.object({}); app.post('/x', (req, res) => { order.parse(req.body); });`,
    ],
    [
      'a library checks settings, and what is sent',
      `import { z } from 'zod'; const env = z.object({}).parse(process.env); ${HEAD}const order = z.object({}); app.post('/x', (req, res) => { order.parse(req.body); });`,
    ],
    [
      'a schema beside the handler',
      `import fastify from 'fastify'; const app = fastify(); app.post('/x', { schema: { body: {} } }, async (req) => { save(req.body); }); app.listen({ port: 3000 }); declare const save: any;`,
    ],
    [
      'what is parsed in the handler, beside routes with a schema',
      `${DESCRIBED}app.post('/y', async (req) => { save(order.parse(req.body)); });`,
    ],
    [
      'what a function checks on the way, beside routes with a schema',
      `${DESCRIBED}app.post('/y', async (req) => { checkOrder(req.body); save(req.body); }); function checkOrder(order: any) { save(order); }`,
    ],
    [
      'what a hook of the route may check',
      `${DESCRIBED}app.post('/y', { preValidation: look }, async (req) => { save(req.body); }); declare const look: any;`,
    ],
    [
      'what may be described by options that are not known',
      `${DESCRIBED}app.post('/y', options, async (req) => { save(req.body); }); declare const options: any;`,
    ],
    [
      'a schema that is not known',
      `${DESCRIBED}app.post('/y', { schema: known }, async (req) => { save(req.body); }); declare const known: any;`,
    ],
  ])('%s', (_, code) => {
    expect(uncheckedIn(code)).toEqual([]);
  });
});

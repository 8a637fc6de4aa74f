import { describe, expect, it } from 'vitest';

import { contextFor } from '../../../support/link.js';

function routes(code: string | Readonly<Record<string, string>>): string[] {
  return (contextFor({ units: { orders: { code } } }).offered.get('orders') ?? []).map(({ operation }) => operation.name);
}

const EXPRESS = `import express, { Router } from 'express'; const app = express();`;
const NEST = `import { Controller, Get, Module } from '@nestjs/common'; import { NestFactory } from '@nestjs/core';`;

describe('routes', () => {
  it.each([
    ['of an app', `${EXPRESS} app.get('/orders/:id', h); app.post('orders', h);`, ['GET /orders/{}', 'POST /orders']],
    ['of a mounted router', `${EXPRESS} const r = Router(); r.get('/:id', h); app.use('/orders', r);`, ['GET /orders/{}']],
    [
      'of a router in a router',
      `${EXPRESS} const a = Router(); const b = Router(); b.get('/items', h); a.use('/:id', b); app.use('/orders', a);`,
      ['GET /orders/{}/items'],
    ],
    [
      'of a router under two prefixes',
      `${EXPRESS} const r = Router(); r.get('/x', h); app.use(['/a', '/b'], r);`,
      ['GET /a/x', 'GET /b/x'],
    ],
    ['of a router that is its own parent', `${EXPRESS} const r = Router(); r.get('/x', h); r.use('/y', r);`, ['GET /y/x']],
    ['of a router that nobody mounts', `${EXPRESS} const r = Router(); r.get('/x', h);`, ['GET /x']],
    [
      'of Nest under the global prefix',
      `${NEST} @Controller('orders') class C { @Get(':id') one() {} } @Module({ controllers: [C] }) class M {}
       const app = await NestFactory.create(M); app.setGlobalPrefix('api'); await app.listen(3000);`,
      ['GET /api/orders/{}'],
    ],
  ])('%s', (_, code, expected) => {
    expect(routes(code.replaceAll(', h)', ', (req, res) => res.end())'))).toEqual(expected);
  });

  it('of a router in another file', () => {
    expect(
      routes({
        'src/main.ts': `import express from 'express'; import { orders } from './orders.js'; express().use('/orders', orders);`,
        'src/orders.ts': `import { Router } from 'express'; export const orders = Router(); orders.delete('/:id', (req, res) => res.end());`,
      }),
    ).toEqual(['DELETE /orders/{}']);
  });
});

import { describe, expect, it } from 'vitest';

import { peersOf, ruleFor } from '../../../../src/analysis/link/requests/proxy.js';
import { literal } from '../../../../src/analysis/link/values/text.js';
import type { ProxyRule } from '../../../../src/model/deployment.js';
import { contextFor, edgesOf, looseOf, placeWith, type SystemSpec } from '../../../support/link.js';
import { at } from '../../../support/system.js';

const proxy = (options: string): string =>
  `import express from 'express'; import { createProxyMiddleware } from 'http-proxy-middleware'; const app = express(); app.use('/orders', createProxyMiddleware(${options}));`;
const table = (loop: string): string =>
  `import express from 'express'; import { createProxyMiddleware } from 'http-proxy-middleware'; const app = express();
   const routes = [{ path: '/orders', target: 'http://orders:3000' }, { path: '/carts', target: 'http://carts:3000' }]; ${loop}`;
const rule = (prefix: string, target: string, unit = 'web'): ProxyRule => ({ unit, prefix, target, at: at('nginx.conf') });
const shop = (spec: Partial<SystemSpec>): SystemSpec => ({
  ...spec,
  units: { orders: '', carts: '', web: { language: 'nginx' }, ...spec.units },
});

describe('forwarding', () => {
  it.each([
    ['to a URL', shop({ units: { edge: proxy(`{ target: 'http://orders:3000' }`) } }), ['edge -> orders proxy /orders [static]']],
    [
      'to host and port',
      shop({ units: { edge: proxy(`{ target: { host: 'orders', port: 3000 } }`) } }),
      ['edge -> orders proxy /orders [static]'],
    ],
    [
      'to what a variable names',
      shop({ units: { edge: proxy(`{ target: process.env.ORDERS_URL }`) } }),
      ['edge -> orders proxy /orders [inferred]'],
    ],
    [
      'to a port that nobody’s code names: who is called like the path',
      shop({ units: { edge: proxy(`{ target: 'http://localhost:5003' }`) } }),
      ['edge -> orders proxy /orders [inferred]'],
    ],
    [
      'by a table that a loop goes through: each path to its own target',
      shop({ units: { edge: table('for (const { path, target } of routes) app.use(path, createProxyMiddleware({ target }));') } }),
      ['edge -> carts proxy /carts [static]', 'edge -> orders proxy /orders [static]'],
    ],
    [
      'by a table that a function is called for: each path to its own target',
      shop({ units: { edge: table('routes.forEach((row) => app.use(row.path, createProxyMiddleware({ target: row.target })));') } }),
      ['edge -> carts proxy /carts [static]', 'edge -> orders proxy /orders [static]'],
    ],
    [
      'of one proxy under two paths',
      shop({
        units: {
          edge: `${proxy(`{ target: 'http://orders:3000' }`)} const both = createProxyMiddleware({ target: 'http://carts:3000' }); app.use('/carts', both); app.use('/baskets', both);`,
        },
      }),
      ['edge -> carts proxy /baskets [static]', 'edge -> carts proxy /carts [static]', 'edge -> orders proxy /orders [static]'],
    ],
    ['to a host that nobody is: nowhere', shop({ units: { edge: proxy(`{ target: 'http://ledger:5003' }`) } }), []],
    ['by a rule of a file', shop({ proxies: [rule('/o', 'http://orders')] }), ['web -> orders proxy /o [static]']],
    [
      'by a rule with a variable',
      shop({ units: { web: { language: 'nginx', env: { UP: 'carts' } } }, proxies: [rule('/c', 'http://${UP}:80')] }),
      ['web -> carts proxy /c [static]'],
    ],
    ['by a rule of no unit: nobody’s', shop({ proxies: [rule('/o', 'http://orders', 'ingress')] }), []],
    ['to a container of somebody else: nowhere', shop({ proxies: [rule('/o', 'http://db')], infrastructure: { db: 'postgres' } }), []],
    ['to itself: nowhere', shop({ proxies: [rule('/o', 'http://web')] }), []],
  ])('%s', (_, system, says) => {
    expect(edgesOf(system)).toEqual(says);
  });

  it('to nobody is loose', () => {
    expect(looseOf(shop({ proxies: [rule('/x', 'http://ledger'), rule('/y', 'https://acme.com')] }))).toEqual([
      'web call proxy http://ledger (no-peer)',
      'web call proxy https://acme.com (external)',
    ]);
  });
});

describe('the rule for a path', () => {
  const context = contextFor(
    shop({
      proxies: [
        rule('/', 'http://web'),
        rule('/api', 'http://carts'),
        rule('/api/orders/', 'http://orders'),
        rule('/re(.*)', 'http://orders'),
      ],
    }),
  );
  it.each([
    ['/api/orders/7', 'orders'],
    ['/api/carts', 'carts'],
    ['/api', 'carts'],
    ['/apis', 'web'],
    ['/re/x', 'orders'],
  ])('%s is that of %s', (path, unit) => {
    expect(ruleFor(context, path, () => true)).toBe(unit);
  });

  it('is none of a path that begins with what nobody knows, where there are several', () => {
    expect(ruleFor(context, '/{}', () => true)).toBeUndefined();
    expect(ruleFor(context, '/{}', ({ prefix }) => prefix === '/')).toBe('web');
  });

  it('is none, where none is meant', () => {
    expect(ruleFor(context, '/api', ({ unit }) => unit === 'other')).toBeUndefined();
  });
});

describe('who answers at an address', () => {
  const context = contextFor(shop({ infrastructure: { db: 'postgres' } }));
  it.each([
    ['http://orders', { kind: 'units', units: ['orders'], sure: true }],
    ['orders-service:80', { kind: 'units', units: ['orders'], sure: false }],
    ['http://db:5432', { kind: 'settled' }],
    ['https://acme.com', { kind: 'external' }],
    ['http://ledger', { kind: 'no-peer' }],
    ['/x', { kind: 'unresolved' }],
  ])('%s', (text, expected) => {
    expect(peersOf(context, literal(text), placeWith())).toEqual(expected);
  });
});

import { describe, expect, it } from 'vitest';

import { operationsIn, placesIn } from '../../../src/analysis/link/context.js';
import { contextFor, type UnitSpec } from '../../support/link.js';
import { at, manifest } from '../../support/system.js';

const express = (routes: string): string => `import express from 'express'; const app = express(); ${routes} app.listen(3000);`;
const proxied = (path: string): string => `app.use('/${path}', createProxyMiddleware({ target: 'http://${path}' }));`;
const PROXY = `import { createProxyMiddleware } from 'http-proxy-middleware';`;
const ROUTE = `app.get('/orders', (req, res) => res.json([]));`;
const DATA = `import { Pool } from 'pg'; const pool = new Pool(); await pool.query('SELECT 1');`;

const units: readonly (readonly [string, string, UnitSpec | string, string])[] = [
  ['with routes', 'orders', express(ROUTE), 'service'],
  ['that forwards', 'edge', PROXY + express(proxied('a') + proxied('b')), 'gateway'],
  ['that forwards once', 'edge', PROXY + express(proxied('a') + ROUTE), 'service'],
  ['that forwards and owns data', 'edge', PROXY + DATA + express(proxied('a') + proxied('b')), 'service'],
  ['called a gateway', 'api-gateway', express(ROUTE), 'gateway'],
  ['called a gateway that owns data', 'api-gateway', DATA + express(ROUTE), 'service'],
  [
    'called a gateway with a cache',
    'api-gateway',
    `import Redis from 'ioredis'; const r = new Redis(); await r.get('a');${express(ROUTE)}`,
    'gateway',
  ],
  ['that consumes only', 'mails', `import { connect } from 'nats'; const nc = await connect(); nc.subscribe('orders.paid');`, 'worker'],
  [
    'that consumes and has a health route',
    'mails',
    `import { connect } from 'nats'; const nc = await connect(); nc.subscribe('orders.paid'); ${express(`app.get('/health', (req, res) => res.end());`)}`,
    'worker',
  ],
  [
    'that consumes and answers',
    'mails',
    `import { connect } from 'nats'; const nc = await connect(); nc.subscribe('orders.paid'); ${express(ROUTE)}`,
    'service',
  ],
  ['that discovery knows', 'web', { kind: 'frontend', code: express(ROUTE) }, 'frontend'],
  ['in another language', 'scoring', { language: 'python' }, 'service'],
];

describe('the kind of a unit', () => {
  it.each(units)('%s', (_, name, unit, expected) => {
    expect(contextFor({ units: { [name]: unit } }).kinds.get(name)).toBe(expected);
  });

  it('is what the manifest says', () => {
    const stated = { name: 'orders', path: 'orders', kind: 'worker', aliases: [], env: {}, patterns: [], at: at('msa.yaml') } as const;
    const { kinds } = contextFor({ units: { orders: express(ROUTE) }, manifest: manifest({ services: [stated] }) });
    expect(kinds.get('orders')).toBe('worker');
  });
});

describe('the context', () => {
  const context = contextFor({ units: { orders: express(ROUTE), seed: { kind: 'job', code: express(ROUTE) }, a: '' } });

  it('has no jobs, and units in order', () => {
    expect(context.linked.map(({ unit }) => unit.name)).toEqual(['a', 'orders']);
    expect(context.directory.units.map(({ name }) => name)).toEqual(['a', 'orders']);
    expect([...context.kinds.keys()]).toEqual(['a', 'orders']);
  });

  it('answers for units that it does not know', () => {
    expect(placesIn(context.places, { name: 'x' })).toEqual([]);
    expect(operationsIn(context, 'x', 'http')).toEqual([]);
    expect(operationsIn(context, 'orders', 'http').map(({ name }) => name)).toEqual(['GET /orders']);
    expect(operationsIn(context, 'orders', 'rpc')).toEqual([]);
  });
});

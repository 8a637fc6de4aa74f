import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { systemOf, type SystemSpec } from '../../../support/link.js';
import { analyze } from '../../../../src/analysis/analyze.js';
import type { Location } from '../../../../src/model/location.js';

const CASES = path.resolve('fixtures/small/call-in-loop');

describe('what is done once per round', () => {
  it.each([
    ['for-each', 'leagues/src/index.js:11', 'leagues/src/index.js:10', 'the call itself'],
    ['for-of-through-helper-file', 'baskets/src/total.js:6', 'baskets/src/total.js:5', 'the step in the loop towards it'],
    ['map-with-promise-all', 'playlists/src/main.ts:14', 'playlists/src/main.ts:14', 'what the callback does'],
  ])('%s: %s', async (name, inside, around) => {
    const { analysis } = await analyze({ root: path.join(CASES, name) });
    const loops = analysis.system.flows.flatMap(({ calls }) => calls.flatMap((call) => call.loops));
    expect(loops.map((loop) => [place(loop.inside), place(loop.at)])).toEqual([[inside, around]]);
  });
});

const PRICES = `import express from 'express';\nconst app = express();\napp.get('/prices/:sku', (req, res) => res.json(1));\napp.listen(3000);`;

/** A controller of Nest whose method does this with `dto`. */
function nest(body: string, declared = ''): string {
  return `import { Body, Controller, Module, Post } from '@nestjs/common';
    import { NestFactory } from '@nestjs/core';
    import axios from 'axios';
    class Line { sku: string; }
    ${declared}
    class Order { lines: Line[]; notes?: string; }
    @Controller('orders') class Orders { @Post() async place(@Body() dto: Order) { ${body} } }
    @Module({ controllers: [Orders] }) class App {}
    void NestFactory.create(App).then((app) => app.listen(3000));`;
}

it('tells a loop of a library where the service hands the list to it', () => {
  const code = `import express from 'express';
    import { mapLimited } from '../../lib/map.js';
    const app = express();
    app.post('/orders', async (req, res) => {
      await mapLimited(4, req.body.lines, async (line) => {
        await fetch('http://prices:3000/prices/' + line.sku);
      });
    });`;
  const files = {
    'lib/map.ts': `import limit from 'p-limit'; export async function mapLimited(n: number, list: any[], fn: (one: any) => Promise<void>) { const slot = limit(n); return Promise.all(list.map((one) => slot(() => fn(one)))); }`,
  };
  const { flows } = systemOf({ units: { orders: code, prices: PRICES }, files });
  const loops = flows.flatMap(({ calls }) => calls.flatMap((call) => call.loops));
  expect(loops.map(({ at, inside, over, source }) => [place(at), place(inside), over, source])).toEqual([
    ['orders/src/main.ts:5', 'orders/src/main.ts:6', 'req.body.lines', 'data'],
  ]);
});

describe('where an entry begins', () => {
  it.each([
    ['in its function', 'export const handler = (fn: Fn) => fn;', 'orders/src/main.ts:5'],
    [
      'where it is registered, when a library wraps it',
      'export const handler = (fn: Fn): Fn => async (req, res) => fn(req, res);',
      'orders/src/main.ts:4',
    ],
  ])('%s', (_, wrapper, begins) => {
    const code = `import express from 'express';
      import { handler } from '../../lib/handler.js';
      const app = express();
      app.get('/orders/:id', handler(
        async (req, res) => { res.json(await fetch('http://prices:3000/prices/' + req.params.id)); }));`;
    const { flows } = systemOf({ units: { orders: code, prices: PRICES }, files: { 'lib/handler.ts': wrapper } });
    expect(flows.map(({ entry }) => place(entry.at))).toEqual([begins]);
  });
});

describe('where the items of a loop come from', () => {
  it.each([
    [
      'a field of the body, declared by a class',
      nest('for (const line of dto.lines) await axios.get(`http://prices:3000/prices/${line.sku}`);'),
      'data',
    ],
    [
      'a constant of the code',
      nest('for (const sku of SKUS) await axios.get(`http://prices:3000/prices/${sku}`);', "const SKUS = ['a', 'b', 'c', 'd'];"),
      'literal',
    ],
  ])('%s', (_, code, source) => {
    const { flows } = systemOf({ units: { orders: code, prices: PRICES } });
    const sources = flows.flatMap(({ calls }) => calls.flatMap((call) => call.loops.map((loop) => loop.source)));
    expect([...new Set(sources)]).toEqual([source]);
  });
});

/** `route POST /orders: billing GET /prices/{} <for-of data>`, one line a call. */
function told(code: string, units: SystemSpec['units'] = {}): string[] {
  const { flows } = systemOf({
    units: {
      orders: `import async from 'async'; import express from 'express'; import axios from 'axios'; import { from, lastValueFrom, mergeMap, toArray } from 'rxjs'; ${code}`,
      billing: '',
      ...units,
    },
  });
  return flows.flatMap(({ service, entry, calls }) =>
    calls.map(({ to, name, loops, chain }) => {
      const rounds = loops
        .map(({ kind, method, source, selectsHost }) => ` <${method ?? kind} ${source}${selectsHost ? ' of hosts' : ''}>`)
        .join('');
      return `${service === 'orders' ? '' : `${service} `}${entry.kind} ${entry.name}: ${to} ${name}${rounds}${chain.length > 0 ? ` after ${chain.length}` : ''}`;
    }),
  );
}

const APP = 'const app = express();';
const GET = "axios.get('http://billing/prices')";

describe('the flow of an entry', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['has the call in it', `${APP} app.get('/a', async (req, res) => { await ${GET}; });`, ['route GET /a: billing GET /prices']],
    [
      'has the calls of what it calls',
      `${APP} async function price() { return ${GET}; } async function total() { return price(); } app.get('/a', async (req, res) => { await total(); });`,
      ['route GET /a: billing GET /prices after 2'],
    ],
    [
      'has loops on the way, outermost first',
      `${APP} async function all(list) { for (const one of list) await ${GET}; } app.post('/a', async (req, res) => { await Promise.all(req.body.groups.map((group) => all(group))); });`,
      ['route POST /a: billing GET /prices <map data> <for-of data> after 2'],
    ],
    [
      'prefers the way with the loop',
      `${APP} async function price() { return ${GET}; } app.post('/a', async (req, res) => { await price(); for (const one of req.body) await price(); });`,
      ['route POST /a: billing GET /prices <for-of data> after 1'],
    ],
    [
      'has a fan-out to several hosts',
      `${APP} app.get('/a', async (req, res) => { for (const host of ['billing', 'carts', 'stock', 'users']) await axios.get('http://' + host + '/info'); });`,
      ['billing', 'carts', 'stock', 'users'].map((host) => `route GET /a: ${host} GET /info <for-of literal of hosts>`),
    ],
    [
      'has recursion',
      `${APP} async function down(id) { const { data } = await ${GET}; for (const child of data.children) await down(child); } app.get('/a/:id', async (req, res) => { await down(req.params.id); });`,
      ['route GET /a/{}: billing GET /prices <for-of data> <for-of data> after 3'],
    ],
    [
      'goes through the rest of a list',
      `${APP} async function all([first, ...rest]) { await ${GET}; if (rest.length > 0) await all(rest); } app.post('/a', async (req, res) => { await all(req.body); });`,
      ['route POST /a: billing GET /prices <recursion data> after 4'],
    ],
    [
      'takes one after the other off a list',
      `${APP} async function all(list) { await ${GET}; if (list.length > 1) await all(list.slice(1)); } app.post('/a', async (req, res) => { await all(req.body); });`,
      ['route POST /a: billing GET /prices <recursion data> after 2'],
    ],
    [
      'has no list where it tries again',
      `${APP} async function again(body, left) { try { await ${GET}; } catch { await again(body, left - 1); } } app.post('/a', async (req, res) => { await again(req.body, 3); });`,
      ['route POST /a: billing GET /prices <recursion unknown> after 4'],
    ],
    [
      'goes through what is observed, until it is put together',
      `${APP} app.post('/a', async (req, res) => { await lastValueFrom(from(req.body).pipe(mergeMap(async () => ${GET}), toArray(), mergeMap(async () => axios.get('http://carts/all')))); });`,
      ['route POST /a: billing GET /prices <pipe data> after 1', 'route POST /a: carts GET /all after 1'],
    ],
    [
      'has one round where a promise is observed',
      `${APP} app.post('/a', async (req, res) => { await lastValueFrom(from(axios.get('http://carts/all')).pipe(mergeMap(async () => ${GET}))); });`,
      ['route POST /a: carts GET /all', 'route POST /a: billing GET /prices after 1'],
    ],
    [
      'goes through what async is given, some at once',
      `${APP} app.post('/a', async (req, res) => { await async.mapLimit(req.body, 4, async () => ${GET}); });`,
      ['route POST /a: billing GET /prices <mapLimit data> after 1'],
    ],
    ['is left out where it meets nobody', `${APP} app.get('/a', async (req, res) => { await axios.get('https://acme.com'); });`, []],
    ['begins at start-up', `await ${GET};`, ['startup orders/src/main.ts: billing GET /prices']],
    ['begins at a function that nobody calls', `export async function price() { return ${GET}; }`, ['exported price: billing GET /prices']],
    [
      'is one for two registrations of one function',
      `${APP} const price = async (req, res) => { await ${GET}; }; app.get('/a', price); app.get('/a', price);`,
      ['route GET /a: billing GET /prices'],
    ],
    [
      'is one for each operation of one function',
      `${APP} const price = async (req, res) => { await ${GET}; }; app.get('/a', price); app.get('/b', price);`,
      ['route GET /a: billing GET /prices', 'route GET /b: billing GET /prices'],
    ],
  ])('%s', (_, code, expected) => {
    expect(told(code, { carts: '', stock: '', users: '' })).toEqual(expected);
  });
});

function place({ file, line }: Location): string {
  return `${file}:${line}`;
}

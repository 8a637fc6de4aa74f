import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { systemOf } from '../../support/link.js';
import { analyze } from '../../../src/analysis/analyze.js';
import type { Location } from '../../../src/model/location.js';

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

function place({ file, line }: Location): string {
  return `${file}:${line}`;
}

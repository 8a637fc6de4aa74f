import { expect } from 'vitest';

import type { FlowEntry, RemoteCall } from '../../../src/model/system.js';
import { callInLoop } from '../../../src/rules/chatty-communication/call-in-loop.js';
import { testRule } from '../../support/rule-tester.js';
import { at, call, flow, loop, service, services, system } from '../../support/system.js';

const two = services('orders', 'products');
const of = (parts: Partial<RemoteCall>, entry: Partial<FlowEntry> = {}) =>
  system({ services: two, flows: [flow('orders', [call('products', parts)], entry)] });
const said = 'orders calls products (GET /products/{}) once per item of cart.items, reached by POST /checkout';

testRule(callInLoop, {
  valid: [
    { name: 'a call without a loop', system: of({}) },
    { name: 'a retry', system: of({ loops: [loop({ retry: true, kind: 'while' })] }) },
    { name: 'messages of a consumer', system: of({ loops: [loop({ source: 'messages' })] }) },
    { name: 'a fan-out to different hosts', system: of({ loops: [loop({ selectsHost: true })] }) },
    { name: 'a list of clients', system: of({ loops: [loop({ selectsReceiver: true })] }) },
    { name: 'three literal items', system: of({ loops: [loop({ source: 'literal', bound: 3, over: "['a', 'b', 'c']" })] }) },
    { name: 'paging', system: of({ loops: [loop({ kind: 'while', source: 'unknown', over: 'hasNext' })] }) },
    { name: 'recursion over nothing that is known', system: of({ loops: [loop({ kind: 'recursion', source: 'unknown', over: '' })] }) },
    { name: 'publishing', system: of({ style: 'async', protocol: 'event', loops: [loop()] }) },
    {
      name: 'start-up of a service that waits for requests',
      system: system({
        services: two,
        flows: [flow('orders', [call('products', { loops: [loop()] })], { kind: 'startup', name: 'start' }), flow('orders', [])],
      }),
    },
    {
      name: 'a function nobody is known to call, over an unknown list',
      system: of({ loops: [loop({ source: 'unknown' })] }, { kind: 'exported', name: 'sync' }),
    },
    {
      name: 'a service that calls itself',
      system: system({ services: two, flows: [flow('orders', [call('orders', { loops: [loop()] })])] }),
    },
    {
      name: 'a callee that is no service',
      system: system({ services: two, flows: [flow('orders', [call('stripe', { loops: [loop()] })])] }),
    },
    {
      name: 'the tabs of a page',
      system: system({
        services: [service('orders', { kind: 'frontend' }), service('products')],
        flows: [flow('orders', [call('products', { loops: [loop({ source: 'literal', bound: 5 })] })], { kind: 'exported' })],
      }),
    },
    {
      name: 'a literal list of which each item is another operation',
      system: system({
        services: two,
        flows: [
          flow(
            'orders',
            ['GET /stock', 'GET /prices'].map((name) =>
              call('products', { name, operation: name, loops: [loop({ source: 'literal', bound: 5 })] }),
            ),
          ),
        ],
      }),
    },
    {
      name: 'more items than usual, when allowed',
      options: { literal: 10 },
      system: of({ loops: [loop({ source: 'literal', bound: 8 })] }),
    },
  ],
  invalid: [
    {
      name: 'what a job does, whose start is all of it',
      system: of({ loops: [loop()] }, { kind: 'startup', name: 'start' }),
      says: [`warning: ${said.replace('POST /checkout', 'start')}`],
    },
    {
      name: 'a loop over data of a request',
      system: of({
        loops: [loop({ inside: at('src/checkout.ts', 13, 11) })],
        chain: [at('src/checkout.ts', 13, 11), at('src/prices.ts', 5, 3)],
      }),
      says: [`error: ${said}`],
      more: ([finding]) => {
        expect(finding).toMatchObject({
          services: ['orders', 'products'],
          confidence: 'high',
          location: { file: 'src/checkout.ts', line: 13 },
        });
        expect(finding?.related.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
          'src/checkout.ts:12 the loop over cart.items',
          'src/products-client.ts:20 the call to products',
          'src/routes.ts:3 POST /checkout begins here',
          'src/prices.ts:5 on the way to the call',
        ]);
        expect(finding?.flow?.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
          'src/routes.ts:3 POST /checkout begins here',
          'src/checkout.ts:12 the loop over cart.items',
          'src/checkout.ts:13 once per item',
          'src/prices.ts:5 on the way to the call',
          'src/products-client.ts:20 the call to products',
        ]);
      },
    },
    { name: 'recursion over data', system: of({ loops: [loop({ kind: 'recursion' })] }), says: [`error: ${said}`] },
    { name: 'data inside of a harmless loop', system: of({ loops: [loop({ retry: true }), loop()] }), says: [`error: ${said}`] },
    {
      name: 'an edge that is only inferred, as a warning',
      system: of({ confidence: 'inferred', loops: [loop()] }),
      says: [`warning: ${said}`],
    },
    {
      name: 'more than three literal items, as a warning',
      system: of({ loops: [loop({ source: 'literal', bound: 4 })] }),
      says: [`warning: ${said}`],
    },
    {
      name: 'a list that could not be told, as a warning',
      system: of({ loops: [loop({ source: 'unknown' })] }),
      says: [`warning: ${said}`],
    },
    {
      name: 'an exported function over data, as a warning',
      system: of({ loops: [loop()] }, { kind: 'exported' }),
      says: [`warning: ${said}`],
    },
    {
      name: 'a page that asks for each row, as a warning',
      system: system({
        services: [service('orders', { kind: 'frontend' }), service('products')],
        flows: [flow('orders', [call('products', { loops: [loop({ source: 'unknown' })] })], { kind: 'exported' })],
      }),
      says: [`warning: ${said}`],
    },
    {
      name: 'one call site with several entries once, by the worst of them',
      system: system({
        services: two,
        flows: [
          flow('orders', [call('products', { loops: [loop()] })], { kind: 'exported', name: 'prices' }),
          flow('orders', [call('products', { loops: [loop()] })]),
        ],
      }),
      says: [`error: ${said} and 1 more`],
    },
    {
      name: 'several calls of one loop once, by its first',
      system: system({
        services: two,
        flows: [
          flow('orders', [
            call('products', { loops: [loop()] }),
            call('products', { loops: [loop()], name: 'POST /products/{}/reserve', at: at('src/products-client.ts', 30) }),
            call('products', { loops: [loop()], name: 'PUT /products/{}', at: at('src/products-client.ts', 40) }),
          ]),
        ],
      }),
      says: [
        'error: orders calls products (GET /products/{}, POST /products/{}/reserve and 1 more) once per item of cart.items, reached by POST /checkout',
      ],
    },
  ],
});

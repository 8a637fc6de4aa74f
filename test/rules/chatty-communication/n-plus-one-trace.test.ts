import { expect } from 'vitest';

import type { Span } from '../../../src/model/trace.js';
import { nPlusOneTrace } from '../../../src/rules/chatty-communication/n-plus-one-trace.js';
import { testRule } from '../../support/rule-tester.js';
import { services, system } from '../../support/system.js';

const shop = system({ services: services('orders', 'customers-service', 'stock') });

const ROOT: Span = {
  trace: 't1',
  id: 'root',
  service: 'orders',
  name: 'GET /orders',
  kind: 'server',
  start: 0,
  attributes: new Map(),
  file: 'traces.json',
};

function asked(url: string, index: number, parts: Partial<Span> = {}): Span {
  const attributes = new Map([
    ['http.request.method', 'GET'],
    ['url.full', url],
  ]);
  return { ...ROOT, id: `c${index}`, parent: 'root', name: 'GET', kind: 'client', start: index * 10, attributes, ...parts };
}

const times = (count: number, make: (index: number) => Span): Span[] => Array.from({ length: count }, (_, index) => make(index));
const each = (count: number, parts: Partial<Span> = {}): Span[] =>
  times(count, (index) => asked(`http://customers:3000/customers/${index}`, index, parts));

testRule(nPlusOneTrace, {
  valid: [
    { name: 'no traces', system: shop },
    { name: 'four calls', system: shop, analysis: { traces: [ROOT, ...each(4)] } },
    {
      name: 'the same call again and again',
      system: shop,
      analysis: { traces: times(15, (i) => asked('http://customers/customers/1', i)) },
    },
    {
      name: 'calls that lie far apart',
      system: shop,
      analysis: { traces: times(9, (i) => asked(`http://customers/customers/${i}`, i, { start: i * 200 })) },
    },
    {
      name: 'calls of several parents',
      system: shop,
      analysis: { traces: times(9, (i) => asked(`http://customers/customers/${i}`, i, { parent: `p${i}` })) },
    },
    {
      name: 'a peer that is no service',
      system: shop,
      analysis: { traces: times(9, (i) => asked(`https://api.stripe.com/charges/${i}`, i)) },
    },
    { name: 'a caller that is no service', system: shop, analysis: { traces: each(9, { service: 'k6' }) } },
    {
      name: 'a database',
      system: shop,
      analysis: {
        traces: each(9, {
          attributes: new Map([
            ['db.system', 'postgresql'],
            ['peer.service', 'customers'],
          ]),
        }),
      },
    },
  ],
  invalid: [
    {
      name: 'five calls for five things',
      system: shop,
      analysis: { traces: [ROOT, ...each(5)] },
      says: ['warning: orders calls GET /customers/{} of customers-service 5 times within 40 ms for one request'],
      more: ([finding]) => {
        expect(finding).toMatchObject({
          services: ['orders', 'customers-service'],
          related: [{ file: 'traces.json', message: 'trace t1' }],
          metrics: { calls: 5, traces: 1 },
        });
      },
    },
    {
      name: 'ten, in two traces',
      system: shop,
      analysis: { traces: [...each(6), ...each(10, { trace: 't2' })] },
      says: ['error: orders calls GET /customers/{} of customers-service 10 times within 90 ms for one request, in 2 traces'],
    },
    {
      name: 'rpc, whose peer only the answer tells',
      system: shop,
      analysis: {
        traces: times(6, (i) =>
          asked('', i, {
            attributes: new Map([
              ['rpc.service', 'shop.Stock'],
              ['rpc.method', 'Get'],
            ]),
          }),
        ).flatMap((call): Span[] => [call, { ...ROOT, id: `${call.id}s`, parent: call.id, service: 'stock' }]),
      },
      says: ['warning: orders calls shop.Stock/Get of stock 6 times within 50 ms for one request'],
    },
    {
      name: 'many calls of many kinds',
      system: shop,
      analysis: {
        traces: [ROOT, ...times(16, (i) => asked(`http://${i % 2 === 0 ? 'stock' : 'customers'}/list-${'abcdefghijklmnop'.charAt(i)}`, i))],
      },
      says: ['warning: GET /orders of orders makes 16 calls between 3 services for one request'],
    },
  ],
});

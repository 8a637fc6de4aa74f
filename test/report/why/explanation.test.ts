import { describe, expect, it } from 'vitest';

import { explain, type Target } from '../../../src/report/why/explanation.js';
import { accessor, analysis, at, call, datastore, edge, flow, services, system } from '../../support/system.js';

const BILLING: Target = { kind: 'service', name: 'billing' };
const SHOP: Target = { kind: 'datastore', name: 'postgres://db:5432/shop' };
const three = services('orders', 'billing', 'stock');

/** `orders→stock orders→billing | …`: the hops of each path. */
function told(parts: Parameters<typeof system>[0], from: string, to: Target): string {
  const { paths } = explain(analysis(system({ services: three, ...parts })), from, to);
  return paths
    .map((path) => path.map((hop) => (hop.kind === 'calls' ? `${hop.from}→${hop.to}` : `${hop.from}→store`)).join(' '))
    .join(' | ');
}

describe('the ways between two services', () => {
  it.each([
    ['a direct one', [edge('orders', 'billing')], 'orders→billing'],
    [
      'a direct one alone, although there are others',
      [edge('orders', 'billing'), edge('orders', 'stock'), edge('stock', 'billing')],
      'orders→billing',
    ],
    ['one over another service', [edge('orders', 'stock'), edge('stock', 'billing')], 'orders→stock stock→billing'],
    ['none against the direction', [edge('billing', 'orders')], ''],
    ['none through what calls itself only', [edge('orders', 'orders')], ''],
  ])('%s', (_, edges, expected) => {
    expect(told({ edges }, 'orders', BILLING)).toBe(expected);
  });

  it('tells three of equally short ones, by name, and ends where services ask each other in a circle', () => {
    const between = ['e', 'd', 'c', 'b', 'a'];
    const edges = between.flatMap((name) => [edge('orders', name), edge(name, 'billing'), edge(name, 'orders')]);
    expect(told({ edges }, 'orders', BILLING)).toBe('orders→a a→billing | orders→b b→billing | orders→c c→billing');
    expect(told({ edges: [edge('orders', 'a'), edge('a', 'orders')] }, 'orders', BILLING)).toBe('');
  });

  it('keeps every edge of a hop, with the entries that lead to it: requests before what runs by itself, short before long', () => {
    const edges = [edge('orders', 'billing', { name: 'GET /a' }), edge('orders', 'billing', { name: 'GET /b' })];
    const [deep, near] = [call('billing', { name: 'GET /a', chain: [at('x.ts'), at('y.ts')] }), call('billing', { name: 'GET /a' })];
    const flows = [
      flow('orders', [near], { kind: 'startup', name: 'main' }),
      flow('orders', [deep], { name: 'GET /deep' }),
      flow('orders', [near, call('billing', { name: 'GET /a', protocol: 'grpc' })], { name: 'GET /near' }),
      flow('stock', [near], { name: 'GET /foreign' }),
    ];
    const { paths } = explain(analysis(system({ services: three, edges, flows })), 'orders', BILLING);
    const links = paths.flat().flatMap((hop) => (hop.kind === 'calls' ? hop.links : []));
    expect(links.map(({ edge: { name }, ways }) => [name, ...ways.map(({ entry }) => entry.name)])).toEqual([
      ['GET /a', 'GET /near', 'GET /deep', 'main'],
      ['GET /b'],
    ]);
  });
});

describe('the ways to a datastore', () => {
  const edges = [edge('orders', 'stock'), edge('orders', 'billing'), edge('billing', 'stock')];

  it.each([
    ['opened by the service itself', [accessor('orders'), accessor('stock')], 'orders→store'],
    [
      'opened by those it asks: the nearest',
      [accessor('stock'), accessor('billing')],
      'orders→stock stock→store | orders→billing billing→store',
    ],
    ['opened by nobody that it reaches', [accessor('elsewhere')], ''],
  ])('%s', (_, accessors, expected) => {
    expect(told({ edges, datastores: [datastore(accessors)] }, 'orders', SHOP)).toBe(expected);
  });
});

describe('what is known where there is no way', () => {
  const loose = (text: string, parts: object = {}) =>
    ({ service: 'orders', kind: 'call', text, why: 'unresolved', evidence: [], ...parts }) as const;

  it('names the ends that could be it, first those that speak of it; not those that lead elsewhere', () => {
    const ends = [
      loose('GET {url}'),
      loose('GET {BILLING_URL}/x'),
      loose('GET https://api.example.com', { why: 'external' }),
      loose('postgres://{DATABASE_URL}', { kind: 'datastore' }),
      loose('GET {BILLING_URL}/y', { service: 'stock' }),
    ];
    const { instead } = explain(analysis(system({ services: three, loose: ends })), 'orders', BILLING);
    expect(instead?.loose.map(({ end, isNamed }) => [end.text, isNamed])).toEqual([
      ['GET {BILLING_URL}/x', true],
      ['GET {url}', false],
    ]);
    const store = explain(analysis(system({ services: three, loose: ends })), 'orders', SHOP);
    expect(store.instead?.loose.map(({ end, isNamed }) => [end.text, isNamed])).toEqual([['postgres://{DATABASE_URL}', true]]);
  });

  it('says that it is the other way round, who reaches the target, and what was not read', () => {
    const edges = [edge('billing', 'orders'), edge('stock', 'billing')];
    const unread = three.map((one) => (one.name === 'orders' ? { ...one, language: 'go', analysed: false } : one));
    const { instead } = explain(analysis(system({ services: unread, edges })), 'orders', BILLING);
    expect(instead).toMatchObject({ unread: 'go', callers: ['stock'], reverse: [{ from: 'billing', to: 'orders' }] });
    const far = explain(analysis(system({ services: three, edges })), 'orders', { kind: 'service', name: 'stock' });
    expect(far.instead).toMatchObject({ reverse: [], reversePath: ['stock', 'billing', 'orders'], callers: [] });
  });
});

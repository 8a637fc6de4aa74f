import { describe, expect, it } from 'vitest';

import type { Finding } from '../../../src/model/finding.js';
import { affectedPart, graphOf } from '../../../src/report/graph/graph.js';
import { accessor, datastore, edge, services, system } from '../../support/system.js';
import { SHARED } from '../sample.js';

const shop = system({
  services: services('web', 'orders', 'billing', 'mail'),
  datastores: [datastore([accessor('orders'), accessor('billing', { access: ['read'] })])],
  edges: [
    edge('web', 'orders'),
    edge('orders', 'billing'),
    edge('orders', 'billing', { protocol: 'grpc', name: 'Billing/Pay' }),
    edge('orders', 'billing', { name: 'GET /other' }),
    edge('orders', 'mail', { protocol: 'event', style: 'async' }),
    edge('mail', 'mail'),
  ],
});

const onStore: Finding = { ...SHARED, datastore: 'postgres://db:5432/shop' };
const onCalls: Finding = { ...SHARED, id: 'b', severity: 'warning', services: ['web', 'orders'], datastore: null };

describe('graphOf', () => {
  it('has services, datastores, and one edge for all calls of a style', () => {
    const { nodes, edges } = graphOf(shop, []);
    expect(nodes.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      'service web',
      'service orders',
      'service billing',
      'service mail',
      'datastore postgres: shop',
    ]);
    expect(edges.map(({ from, to, style, label }) => `${from} ${to} ${style} ${label}`)).toEqual([
      'service:web service:orders sync http',
      'service:orders service:billing sync http, grpc',
      'service:orders service:mail async event',
      'service:orders datastore:postgres://db:5432/shop data read, write',
      'service:billing datastore:postgres://db:5432/shop data read',
    ]);
  });

  it('marks what new findings are about, with the worst of them', () => {
    const { nodes, edges } = graphOf(shop, [onCalls, onStore, { ...onCalls, services: ['mail'], state: 'suppressed' }]);
    expect(nodes.map(({ label, mark }) => `${label} ${mark ?? '-'}`)).toEqual([
      'web warning',
      'orders error',
      'billing error',
      'mail -',
      'postgres: shop error',
    ]);
    expect(edges.map(({ mark }) => mark)).toEqual(['warning', undefined, undefined, 'error', 'error']);
  });
});

describe('affectedPart', () => {
  it('is what is marked, and what leads from one to another', () => {
    const { nodes, edges } = affectedPart(graphOf(shop, [onStore]));
    expect(nodes.map(({ label }) => label)).toEqual(['orders', 'billing', 'postgres: shop']);
    expect(edges.map(({ style }) => style)).toEqual(['sync', 'data', 'data']);
  });

  it('is empty where nothing was found', () => {
    expect(affectedPart(graphOf(shop, []))).toEqual({ nodes: [], edges: [] });
  });
});

import { describe, expect, it } from 'vitest';

import { directoryOf, isLocal, type Peer } from '../../../src/analysis/link/directory.js';
import { contextFor, placeWith, type SystemSpec } from '../../support/link.js';
import { unitAt } from '../../support/program.js';

const spec: SystemSpec = {
  units: {
    orders: { hosts: ['orders', 'orders.internal'], ports: ['8080:3000'], aliases: ['order-api'] },
    billing: { ports: ['4000'] },
    carts: { profiles: ['k8s'], hosts: ['cart-svc'] },
    seed: { kind: 'job', hosts: ['seed'] },
    app: {},
  },
  infrastructure: { db: 'postgres' },
  published: { db: '5555:5432' },
};
const { directory } = contextFor(spec);
const container = placeWith();
const machine = placeWith({}, { profile: 'code', deployment: undefined, onMachine: true });

function told(peer: Peer): string {
  if (peer.kind === 'units') return `${peer.units.join()}${peer.sure ? '' : '?'}`;
  return peer.kind === 'infrastructure' ? `infrastructure ${peer.infrastructure.name}` : peer.kind;
}

describe('who answers at a host', () => {
  it.each([
    ['orders', undefined, 'orders'],
    ['orders.internal', undefined, 'orders'],
    ['orders.default.svc.cluster.local', undefined, 'orders'],
    ['orders.default', undefined, 'orders'],
    ['order-api', undefined, 'orders'],
    ['orders-service', undefined, 'orders?'],
    ['cart-svc', undefined, 'carts?'],
    ['db', 5432, 'infrastructure db'],
    ['seed', undefined, 'nobody'],
    ['ledger', undefined, 'nobody'],
    ['nginx-ingress', undefined, 'ingress'],
    ['api.stripe.com', undefined, 'external'],
    ['10.0.0.7', undefined, 'external'],
    ['orders.acme.com', undefined, 'external'],
    ['localhost', 8080, 'orders?'],
    ['127.0.0.1', 4000, 'billing?'],
    ['host.docker.internal', 8080, 'orders'],
    ['host.docker.internal', 5555, 'infrastructure db'],
    ['localhost', 9999, 'nobody'],
    ['localhost', undefined, 'nobody'],
  ])('%s:%s is %s', (host, port, expected) => {
    expect(told(directory.find(host, port, container))).toBe(expected);
  });

  it('knows units below the domain that packages are named after', () => {
    const units = ['checkout', 'acme-public'].map(unitAt);
    const packages = [{ name: '@acme/texts', path: 'packages/texts', subpaths: {} }];
    const own = directoryOf({ units, profiles: [], packages }, new Map());
    const hosts = ['checkout.acme.io', 'public.acme.io', 'docs.acme.io', 'checkout.other.io', 'acme.io'];
    expect(hosts.map((host) => told(own.find(host, undefined, machine)))).toEqual([
      'checkout',
      'acme-public',
      'external',
      'external',
      'external',
    ]);
  });

  it('falls back on the ports of code where nobody is set to listen on one', () => {
    const units = ['app', 'orders', 'users'].map(unitAt);
    const stated = new Map([['orders', new Set([3000])]]);
    const defaults = new Map([
      ['orders', new Set([4000])],
      ['users', new Set([3000])],
    ]);
    const directory = directoryOf({ units, profiles: [] }, stated, defaults);
    expect([3000, 4000].map((port) => told(directory.find('localhost', port, machine)))).toEqual(['orders', 'orders']);
  });

  it('on the developer’s machine is who has the name anywhere', () => {
    expect(told(directory.find('cart-svc', undefined, machine))).toBe('carts');
  });

  it('is the container itself, where it listens on the port', () => {
    const ports = new Map([
      ['app', new Set([3000])],
      ['orders', new Set([3000])],
    ]);
    const two = directoryOf({ units: ['app', 'orders'].map(unitAt), profiles: [] }, ports);
    expect(two.find('localhost', 3000, container)).toMatchObject({ units: ['app'] });
    expect(told(two.find('localhost', 3000, machine))).toBe('orders');
  });

  it('is nobody, where two listen on the port', () => {
    const ports = new Map([
      ['a', new Set([3000])],
      ['b', new Set([3000])],
    ]);
    expect(told(directoryOf({ units: ['a', 'b'].map(unitAt), profiles: [] }, ports).find('localhost', 3000, machine))).toBe('nobody');
  });

  it('is nobody by a name that two are called', () => {
    const two = ['a', 'b'].map((path) => ({ ...unitAt(path), name: path, aliases: ['api'] }));
    expect(told(directoryOf({ units: two, profiles: [] }, new Map()).find('api', undefined, machine))).toBe('nobody');
  });

  it('knows what is local', () => {
    expect(['localhost', '0.0.0.0', 'orders'].map(isLocal)).toEqual([true, true, false]);
  });

  it.each([
    ['is proven on the developer’s machine', 'localhost', machine, 'orders'],
    ['is proven for pages, which run in a browser', 'localhost', placeWith({}, { unit: { ...unitAt('web'), kind: 'frontend' } }), 'orders'],
    ['is proven where a container names its host', 'host.docker.internal', container, 'orders'],
    ['is a guess inside a container, which is its own machine', 'localhost', container, 'orders?'],
  ])('by a port of this machine %s', (_, host, from, expected) => {
    expect(told(directory.find(host, 8080, from))).toBe(expected);
  });
});

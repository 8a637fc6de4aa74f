import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { rendered } from '../support/rendered.js';

const SERVICES = {
  payments: ['rest', 'zero-trust'],
  orders: ['rest', 'event-driven', 'zero-trust'],
  stock: ['rest', 'zero-trust'],
  edge: ['api-gateway', 'zero-trust'],
};

const tree = rendered(SERVICES, { orders: { calls: 'payments' } });

function read(file: string): unknown {
  return parse(tree.get(file) ?? '');
}

interface Peer {
  readonly podSelector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly namespaceSelector?: object;
}

interface Policy {
  readonly spec: {
    readonly ingress: readonly { readonly from: readonly Peer[] }[];
    readonly egress: readonly { readonly to: readonly Peer[] }[];
  };
}

/** Outside of this namespace there is the name service alone. */
function namesOf(peers: readonly Peer[]): (string | undefined)[] {
  return peers.flatMap(({ podSelector, namespaceSelector }) =>
    namespaceSelector === undefined ? [podSelector.matchLabels['app.kubernetes.io/name']] : [],
  );
}

test('msa.yaml, compose, the catalog and the gateway know every service', () => {
  const kind = 'service';
  expect(read('msa.yaml')).toMatchObject({
    services: {
      edge: { kind: 'gateway', calls: ['orders', 'payments', 'stock'] },
      orders: { kind, calls: ['payments'], publishes: ['order.created.v1', 'order.updated.v1', 'order.removed.v1', 'orders.started.v1'] },
      payments: { kind },
      stock: { kind },
    },
  });
  expect(read('compose.yaml')).toMatchObject({
    services: {
      edge: { ports: ['8080:4340'] },
      orders: { environment: { PAYMENTS_URL: 'http://payments:4310' } },
      payments: { expose: ['4310'] },
      stock: { expose: ['4330'] },
    },
  });
  const targets = Object.keys(SERVICES).map((name) => `./services/${name}/catalog-info.yaml`);
  expect(read('catalog-info.yaml')).toMatchObject({ spec: { targets: targets.sort() } });
  expect(read('services/edge/src/gateway/routes.json')).toMatchObject({
    routes: [
      { name: 'orders', prefix: '/v1/orders' },
      { name: 'payments', prefix: '/v1/payments' },
      { name: 'stock', prefix: '/v1/stocks' },
    ],
  });
});

test('network policies allow the calls that are declared, and nothing else', () => {
  const allowed = (side: 'ingress' | 'egress') =>
    Object.fromEntries(
      Object.keys(SERVICES).map((name) => {
        const { spec } = read(`services/${name}/k8s/network-policy.yaml`) as Policy;
        const peers = side === 'ingress' ? spec.ingress.flatMap(({ from }) => from) : spec.egress.flatMap(({ to }) => to);
        return [name, namesOf(peers).sort()];
      }),
    );

  expect(allowed('egress')).toEqual({ edge: ['orders', 'payments', 'stock'], orders: ['payments'], payments: [], stock: [] });
  expect(allowed('ingress')).toEqual({ edge: [], orders: ['edge'], payments: ['edge', 'orders'], stock: ['edge'] });
});

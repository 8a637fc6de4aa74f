import { expect } from 'vitest';

import { unversionedApi } from '../../../src/rules/api-gateway/unversioned-api.js';
import { testRule } from '../../support/rule-tester.js';
import { at, edge, operation, practised, service, system } from '../../support/system.js';

const named = (...names: readonly string[]) => names.map((name) => operation(name, { path: name }));
const orders = service('orders', { operations: named('GET /orders', 'POST /orders', 'GET /orders/{}') });
const gateway = service('edge', { kind: 'gateway', operations: named('ALL /v2/orders') });

testRule(unversionedApi, {
  valid: [
    {
      name: 'a version in the path',
      system: system({ services: [{ ...orders, operations: named('GET /api/v1/orders', 'POST /orders', 'GET /orders/{}') }] }),
    },
    { name: 'versions in a header', system: system({ services: [orders], practised: practised('orders', 'api-versions') }) },
    {
      name: 'versions of the gateway',
      system: system({ services: [orders, gateway], edges: [edge('edge', 'orders', { protocol: 'proxy' })] }),
    },
    {
      name: 'versions of the ingress',
      system: system({
        services: [orders],
        ingress: [{ name: 'Ingress shop', prefix: '/v1/orders', target: 'orders', service: 'orders', at: at('ingress.yaml') }],
      }),
    },
    { name: 'two routes', system: system({ services: [{ ...orders, operations: orders.operations.slice(1) }] }) },
    { name: 'a page', system: system({ services: [{ ...orders, kind: 'frontend' }] }) },
  ],
  invalid: [
    {
      name: 'routes without one, whatever the gateway of others has',
      system: system({ services: [orders, gateway] }),
      says: ['warning: orders offers 3 operations to clients, none of them with a version'],
      more: ([finding]) => {
        expect(finding?.related.map(({ message }) => message)).toEqual(['POST /orders', 'GET /orders/{}']);
      },
    },
  ],
});

import { expect } from 'vitest';

import { unauthenticatedRoute } from '../../../src/rules/api-security/unauthenticated-route.js';
import { testRule } from '../../support/rule-tester.js';
import { edge, operation, practised, service, system } from '../../support/system.js';

const orders = service('orders', {
  operations: [
    operation('GET /orders', { method: 'GET' }),
    operation('POST /orders', { method: 'POST' }),
    operation('DELETE /orders/{}', { method: 'DELETE' }),
  ],
});
const gateway = service('edge', { kind: 'gateway' });
const edges = [edge('edge', 'orders')];

testRule(unauthenticatedRoute, {
  valid: [
    { name: 'one that asks', system: system({ services: [orders], practised: practised('orders', 'authentication') }) },
    {
      name: 'a gateway that asks',
      system: system({ services: [orders, gateway], edges, practised: practised('edge', 'authentication') }),
    },
    {
      name: 'what others call back',
      system: system({
        services: [service('payments', { operations: [operation('POST /webhook/bank', { method: 'POST', path: '/webhook/bank' })] })],
      }),
    },
    { name: 'what is only read', system: system({ services: [{ ...orders, operations: orders.operations.slice(0, 1) }] }) },
  ],
  invalid: [
    {
      name: 'a gateway that asks nobody either',
      system: system({ services: [orders, gateway], edges }),
      says: ['error: orders lets everybody change data: nothing asks who sends a request to 2 routes, POST /orders among them'],
      more: ([finding]) => {
        expect(finding?.fix).toContain('`msa add api-security orders`');
      },
    },
  ],
});

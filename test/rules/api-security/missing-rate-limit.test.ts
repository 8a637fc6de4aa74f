import { missingRateLimit } from '../../../src/rules/api-security/missing-rate-limit.js';
import { testRule } from '../../support/rule-tester.js';
import { at, edge, operation, practised, service, system } from '../../support/system.js';

const orders = service('orders', { operations: [operation('GET /orders', { method: 'GET' })] });

testRule(missingRateLimit, {
  valid: [
    { name: 'limits of its own', system: system({ services: [orders], practised: practised('orders', 'rate-limit') }) },
    {
      name: 'limits of the gateway',
      system: system({
        services: [orders, service('edge', { kind: 'gateway' })],
        edges: [edge('edge', 'orders')],
        practised: practised('edge', 'rate-limit'),
      }),
    },
    {
      name: 'a bought proxy, which may limit',
      system: system({
        services: [orders],
        infrastructure: [{ name: 'kong', image: 'kong:3', profile: 'compose', at: at('compose.yaml') }],
      }),
    },
    { name: 'nothing to call', system: system({ services: [service('orders')] }) },
  ],
  invalid: [
    {
      name: 'routes without any',
      system: system({ services: [orders] }),
      says: ['warning: orders answers as many requests as a client sends'],
    },
  ],
});

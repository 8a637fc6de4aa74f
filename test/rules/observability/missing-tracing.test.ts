import { missingTracing } from '../../../src/rules/observability/missing-tracing.js';
import { testRule } from '../../support/rule-tester.js';
import { deployed, edge, practised, running, service, services, system } from '../../support/system.js';

const shop = services('orders', 'payments');
const edges = [edge('orders', 'payments')];

testRule(missingTracing, {
  valid: [
    {
      name: 'all trace',
      system: system({ services: shop, edges, practised: [...practised('orders', 'tracing'), ...practised('payments', 'tracing')] }),
    },
    { name: 'who is alone', system: system({ services: shop }) },
    {
      name: 'an agent that the cluster puts in, pages and other languages',
      system: system({
        services: [service('orders'), service('shop', { kind: 'frontend' }), service('stock', { analysed: false })],
        edges: [edge('shop', 'orders'), edge('orders', 'stock')],
        deployed: [deployed('orders', { running: running({ isTraced: true }) })],
      }),
    },
  ],
  invalid: [
    {
      name: 'the one that does not',
      system: system({ services: shop, edges, practised: practised('orders', 'tracing') }),
      says: ['warning: payments leaves no trace of the requests that pass it'],
    },
  ],
});

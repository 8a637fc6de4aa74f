import { brokenTracePropagation } from '../../../src/rules/observability/broken-trace-propagation.js';
import { testRule } from '../../support/rule-tester.js';
import { edge, practised, services, system } from '../../support/system.js';

const shop = services('orders', 'payments');
const edges = [edge('orders', 'payments')];

testRule(brokenTracePropagation, {
  valid: [
    {
      name: 'a context that is passed on',
      system: system({ services: shop, edges, practised: practised('orders', 'tracing', 'trace-propagation') }),
    },
    { name: 'who calls nobody', system: system({ services: shop, edges, practised: practised('payments', 'tracing') }) },
    { name: 'who does not trace', system: system({ services: shop, edges }) },
  ],
  invalid: [
    {
      name: 'traces that end at the border',
      system: system({ services: shop, edges, practised: practised('orders', 'tracing') }),
      says: ['warning: orders traces what it does, and does not tell payments of the trace'],
    },
  ],
});

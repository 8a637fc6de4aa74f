import { breakerWithoutFallback } from '../../../src/rules/circuit-breaker/breaker-without-fallback.js';
import { testRule } from '../../support/rule-tester.js';
import { callSite, practised, services, system } from '../../support/system.js';

const shop = services('orders', 'payments');
const callSites = [callSite('orders', 'payments', { ends: 'breaker' })];

testRule(breakerWithoutFallback, {
  valid: [
    {
      name: 'a fallback',
      system: system({ services: shop, callSites, practised: practised('orders', 'circuit-breaker', 'fallback') }),
    },
    { name: 'no breaker', system: system({ services: shop, callSites }) },
    {
      name: 'a breaker around something else',
      system: system({
        services: shop,
        callSites: [callSite('orders', 'payments', { ends: 'timeout' })],
        practised: practised('orders', 'circuit-breaker'),
      }),
    },
    { name: 'nobody is called', system: system({ services: shop, practised: practised('orders', 'circuit-breaker') }) },
  ],
  invalid: [
    {
      name: 'a breaker and nothing else',
      system: system({ services: shop, callSites, practised: practised('orders', 'circuit-breaker') }),
      says: ['warning: orders breaks its calls of payments off, and has nothing to answer in their place'],
    },
  ],
});

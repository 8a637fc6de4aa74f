import { expect } from 'vitest';

import { unprotectedCall } from '../../../src/rules/circuit-breaker/unprotected-call.js';
import { testRule } from '../../support/rule-tester.js';
import { at, callSite, service, services, system } from '../../support/system.js';

const shop = services('orders', 'payments');

testRule(unprotectedCall, {
  valid: [
    { name: 'a timeout', system: system({ services: shop, callSites: [callSite('orders', 'payments', { ends: 'timeout' })] }) },
    { name: 'a breaker', system: system({ services: shop, callSites: [callSite('orders', 'payments', { ends: 'breaker' })] }) },
    { name: 'what nobody knows', system: system({ services: shop, callSites: [callSite('orders', 'payments', { ends: 'unknown' })] }) },
    {
      name: 'the calls of a page',
      system: system({
        services: [service('orders', { kind: 'frontend' }), service('payments')],
        callSites: [callSite('orders', 'payments')],
      }),
    },
    { name: 'what is no service', system: system({ services: services('orders'), callSites: [callSite('orders', 'seed')] }) },
  ],
  invalid: [
    {
      name: 'all calls of a pair as one',
      system: system({
        services: shop,
        callSites: [
          callSite('orders', 'payments'),
          callSite('orders', 'payments', { name: 'POST /payments', at: at('services/orders/src/pay.ts', 3) }),
          callSite('orders', 'payments', { ends: 'timeout', at: at('services/orders/src/refund.ts', 3) }),
          callSite('payments', 'orders', { confidence: 'inferred' }),
        ],
      }),
      says: [
        'warning: orders waits for payments without a timeout or a breaker, in 2 calls',
        'warning: payments waits for orders without a timeout or a breaker, in 1 call',
      ],
      more: (findings) => {
        expect(findings.map(({ confidence }) => confidence)).toEqual(['high', 'low']);
        expect(findings[0]?.fix).toContain('`msa add circuit-breaker orders`');
        expect(findings[0]?.related).toMatchObject([{ message: 'POST /payments' }]);
      },
    },
  ],
});

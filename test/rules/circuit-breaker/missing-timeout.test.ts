import { expect } from 'vitest';

import { missingTimeout } from '../../../src/rules/circuit-breaker/missing-timeout.js';
import { testRule } from '../../support/rule-tester.js';
import { at, callSite, services, system } from '../../support/system.js';

const shop = services('orders', 'payments');
const untimed = { ends: 'breaker', isUntimed: true } as const;

testRule(missingTimeout, {
  valid: [
    {
      name: 'a breaker that gives up',
      system: system({ services: shop, callSites: [callSite('orders', 'payments', { ends: 'breaker' })] }),
    },
    { name: 'no breaker at all: that is another rule', system: system({ services: shop, callSites: [callSite('orders', 'payments')] }) },
    { name: 'what nobody knows', system: system({ services: shop, callSites: [callSite('orders', 'payments', { ends: 'unknown' })] }) },
  ],
  invalid: [
    {
      name: 'all calls of a pair as one',
      system: system({
        services: shop,
        callSites: [
          callSite('orders', 'payments', untimed),
          callSite('orders', 'payments', { ...untimed, name: 'POST /payments', at: at('services/orders/src/pay.ts', 3) }),
          callSite('orders', 'payments', { ends: 'timeout', at: at('services/orders/src/refund.ts', 3) }),
        ],
      }),
      says: ['warning: orders calls payments through a breaker that waits for ever, in 2 calls'],
      more: ([finding]) => {
        expect(finding?.fix).toContain('`msa add circuit-breaker orders`');
        expect(finding?.related).toMatchObject([{ message: 'POST /payments' }]);
      },
    },
  ],
});

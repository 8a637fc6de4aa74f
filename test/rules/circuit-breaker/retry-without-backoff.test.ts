import { expect } from 'vitest';

import { retryWithoutBackoff } from '../../../src/rules/circuit-breaker/retry-without-backoff.js';
import type { Retried } from '../../../src/model/practice.js';
import { testRule } from '../../support/rule-tester.js';
import { at, callSite, services, system } from '../../support/system.js';

const retried = (pause: Retried['pause'], line = 5) => ({ retried: { pause, at: at('services/orders/src/retry.ts', line) } });
const calling = (...sites: readonly ReturnType<typeof callSite>[]) =>
  system({ services: services('orders', 'payments'), callSites: sites });

testRule(retryWithoutBackoff, {
  valid: [
    { name: 'a call that is made once', system: calling(callSite('orders', 'payments')) },
    { name: 'a pause that grows', system: calling(callSite('orders', 'payments', retried('growing'))) },
    { name: 'a pause of which nothing is known', system: calling(callSite('orders', 'payments', retried('other'))) },
    {
      name: 'one pause, where that is accepted',
      system: calling(callSite('orders', 'payments', retried('same'))),
      options: { constant: false },
    },
  ],
  invalid: [
    {
      name: 'at once, all calls of a pair as one',
      system: calling(
        callSite('orders', 'payments', retried('none')),
        callSite('orders', 'payments', { ...retried('same'), name: 'POST /payments', at: at('services/orders/src/pay.ts', 3) }),
      ),
      says: ['warning: orders asks payments again at once when it fails, in 2 calls'],
      more: ([finding]) => {
        expect(finding?.fix).toContain('`msa add rest orders`');
        expect(finding?.related.map(({ message }) => message)).toEqual(['it is tried again here', 'POST /payments']);
      },
    },
    {
      name: 'after one pause',
      system: calling(callSite('orders', 'payments', retried('same'))),
      says: ['warning: orders asks payments again after the same time each time when it fails, in 1 call'],
    },
  ],
});

import { retryOnNonIdempotent } from '../../../src/rules/circuit-breaker/retry-on-non-idempotent.js';
import type { Written } from '../../../src/model/practice.js';
import type { System } from '../../../src/model/system.js';
import { testRule } from '../../support/rule-tester.js';
import { at, callSite, effects, practised, services, system } from '../../support/system.js';

const retried = { pause: 'growing', at: at('services/orders/src/retry.ts', 5) } as const;
const sent = callSite('orders', 'payments', { name: 'POST /payments', operation: 'POST /payments', retried });
const inserts: Written = { table: 'payment', how: 'insert', addsAgain: true, at: at('services/payments/src/pay.ts', 9) };
const shop = (parts: Partial<System>, write: Written = inserts) =>
  system({ services: services('orders', 'payments'), effects: [effects('payments', { writes: [write] })], callSites: [sent], ...parts });

testRule(retryOnNonIdempotent, {
  valid: [
    { name: 'sent once', system: shop({ callSites: [{ ...sent, retried: undefined }].map(({ retried: _, ...once }) => once) }) },
    { name: 'a library that leaves POST out', system: shop({ callSites: [{ ...sent, retried: { ...retried, isSafe: true } }] }) },
    { name: 'an operation that is only assumed', system: shop({ callSites: [{ ...sent, confidence: 'inferred' }] }) },
    { name: 'an update', system: shop({}, { table: 'payment', how: 'update', at: at('services/payments/src/pay.ts', 9) }) },
    { name: 'a callee that knows repetitions', system: shop({ practised: practised('payments', 'deduplication') }) },
    { name: 'a caller that sends a key', system: shop({ practised: practised('orders', 'deduplication') }) },
  ],
  invalid: [
    {
      name: 'a row that would be there twice',
      system: shop({}),
      says: ['warning: orders sends POST /payments to payments again when it fails, and payments then adds to payment twice'],
    },
  ],
});

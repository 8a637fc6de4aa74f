import { grpcWithoutDeadline } from '../../../src/rules/communication/grpc-without-deadline.js';
import { testRule } from '../../support/rule-tester.js';
import { at, callSite, services, system } from '../../support/system.js';

const shop = services('orders', 'stock');
const site = callSite('orders', 'stock', { protocol: 'grpc', name: 'Stock/Reserve' });

testRule(grpcWithoutDeadline, {
  valid: [
    { name: 'a deadline', system: system({ services: shop, callSites: [{ ...site, ends: 'timeout' }] }) },
    { name: 'what nobody knows', system: system({ services: shop, callSites: [{ ...site, ends: 'unknown' }] }) },
    { name: 'HTTP', system: system({ services: shop, callSites: [callSite('orders', 'stock')] }) },
  ],
  invalid: [
    {
      name: 'calls that wait for ever',
      system: system({ services: shop, callSites: [site, { ...site, at: at('src/other.ts') }] }),
      says: ['warning: orders calls stock by gRPC without a deadline, in 2 calls'],
    },
  ],
});

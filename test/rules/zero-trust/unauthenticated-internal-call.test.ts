import { expect } from 'vitest';

import { unauthenticatedInternalCall } from '../../../src/rules/zero-trust/unauthenticated-internal-call.js';
import { testRule } from '../../support/rule-tester.js';
import { callSite, deployed, operation, practised, running, service, system } from '../../support/system.js';

const shop = [service('orders'), service('payments', { operations: [operation('POST /payments', { method: 'POST' })] })];
const callSites = [callSite('orders', 'payments')];

testRule(unauthenticatedInternalCall, {
  valid: [
    { name: 'one that asks', system: system({ services: shop, callSites, practised: practised('payments', 'authentication') }) },
    {
      name: 'a mesh that proves it',
      system: system({ services: shop, callSites, deployed: [deployed('payments', { running: running({ isInMesh: true }) })] }),
    },
    { name: 'nobody calls', system: system({ services: shop }) },
    {
      name: 'calls that are assumed',
      system: system({ services: shop, callSites: [callSite('orders', 'payments', { confidence: 'inferred' })] }),
    },
  ],
  invalid: [
    {
      name: 'one that trusts everybody',
      system: system({ services: shop, callSites }),
      says: ['warning: payments does what orders asks without knowing who asks'],
      more: ([finding]) => {
        expect(finding?.fix).toContain('`msa add zero-trust payments`');
      },
    },
  ],
});

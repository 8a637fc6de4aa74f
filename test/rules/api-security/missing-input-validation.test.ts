import { expect } from 'vitest';

import { missingInputValidation } from '../../../src/rules/api-security/missing-input-validation.js';
import { testRule } from '../../support/rule-tester.js';
import { at, service, services, system } from '../../support/system.js';

const input = { service: 'orders', operation: 'POST /orders', at: at('src/orders.ts', 12) };

testRule(missingInputValidation, {
  valid: [
    { name: 'checked routes', system: system({ services: services('orders') }) },
    { name: 'a gateway', system: system({ services: [service('orders', { kind: 'gateway' })], uncheckedInputs: [input] }) },
    {
      name: 'what somebody else calls back',
      system: system({ services: services('orders'), uncheckedInputs: [{ ...input, operation: 'POST /payments/webhook' }] }),
    },
  ],
  invalid: [
    {
      name: 'all routes of a service as one',
      system: system({ services: services('orders'), uncheckedInputs: [input, { ...input, operation: 'PUT /orders/{}' }] }),
      says: ['warning: orders uses what 2 routes are sent without checking it: POST /orders and PUT /orders/{}'],
      more: ([finding]) => {
        expect(finding?.metrics).toEqual({ routes: 2 });
        expect(finding?.fix).toContain('`msa add api-hardening orders`');
      },
    },
    {
      name: 'one route',
      system: system({ services: services('orders'), uncheckedInputs: [input] }),
      says: ['warning: orders uses what 1 route is sent without checking it: POST /orders'],
    },
  ],
});

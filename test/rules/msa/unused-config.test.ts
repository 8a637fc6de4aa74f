import { unusedConfig } from '../../../src/rules/msa/unused-config.js';
import { testRule } from '../../support/rule-tester.js';
import { at, operation, service, system } from '../../support/system.js';

const busy = service('orders', { operations: [operation('GET /orders')] });
const empty = system({ services: [busy] });

testRule(unusedConfig, {
  valid: [
    {
      name: 'options of a rule that is on',
      system: empty,
      manifest: { rules: { 'chatty-communication/call-in-loop': { options: { literal: 5 }, at: at('msa.yaml', 4) } } },
    },
    {
      name: 'a rule that is off without options',
      system: empty,
      manifest: { rules: { 'chatty-communication/call-in-loop': { severity: 'off', options: {}, at: at('msa.yaml', 4) } } },
    },
  ],
  invalid: [
    {
      name: 'options of a rule that is off',
      system: empty,
      manifest: { rules: { 'god-service/nano-service': { options: { operations: 3 }, at: at('msa.yaml', 4) } } },
      says: ['warning: msa.yaml sets operations of god-service/nano-service, which is off'],
    },
  ],
});

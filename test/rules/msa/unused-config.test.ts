import { expect } from 'vitest';

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
      name: 'a glob of exclude that matches nothing',
      system: empty,
      analysis: { unmatched: ['legacy/**'] },
      manifest: { exclude: ['legacy/**'], excludeAt: { 'legacy/**': at('msa.yaml', 9) } },
      says: ['info: `exclude` in msa.yaml lists legacy/**, which matches no file that msa would read'],
      more: (findings) => {
        expect(findings.map(({ location }) => location)).toEqual([at('msa.yaml', 9)]);
      },
    },
    {
      name: 'options of a rule that is off',
      system: empty,
      manifest: { rules: { 'god-service/nano-service': { options: { operations: 3 }, at: at('msa.yaml', 4) } } },
      says: ['warning: msa.yaml sets operations of god-service/nano-service, which is off'],
    },
  ],
});

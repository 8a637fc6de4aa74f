import { parseError } from '../../../src/rules/msa/parse-error.js';
import { testRule } from '../../support/rule-tester.js';
import { at, operation, service, system } from '../../support/system.js';

const busy = service('orders', { operations: [operation('GET /orders')] });
const empty = system({ services: [busy] });

testRule(parseError, {
  valid: [{ name: 'files that can be read', system: empty }],
  invalid: [
    {
      name: 'a broken file',
      system: empty,
      analysis: { problems: [{ at: at('docker-compose.yml', 7, 3), message: 'bad indentation' }] },
      says: ['warning: docker-compose.yml cannot be read completely: bad indentation'],
    },
  ],
});

import { expect } from 'vitest';

import { livenessChecksDependency } from '../../../src/rules/observability/liveness-checks-dependency.js';
import { testRule } from '../../support/rule-tester.js';
import { at, services, system } from '../../support/system.js';

testRule(livenessChecksDependency, {
  valid: [{ name: 'nothing is asked', system: system({ services: services('orders') }) }],
  invalid: [
    {
      name: 'a database',
      system: system({
        services: services('orders'),
        livenessChecks: [
          { service: 'orders', operation: 'GET /health/live', dependency: 'postgres', at: at('src/db.ts', 9), of: at('src/health.ts', 3) },
        ],
      }),
      says: ['warning: GET /health/live tells whether orders is alive, and asks postgres'],
      more: ([finding]) => {
        expect(finding?.fix).toContain('`msa add health orders`');
        expect(finding?.related).toMatchObject([{ file: 'src/health.ts', message: 'GET /health/live' }]);
      },
    },
  ],
});

import { expect } from 'vitest';

import { secretInSource } from '../../../src/rules/zero-trust/secret-in-source.js';
import { testRule } from '../../support/rule-tester.js';
import { at, system } from '../../support/system.js';

const key = { service: 'orders', at: at('src/auth.ts', 4), what: 'the key of its tokens' };

testRule(secretInSource, {
  valid: [{ name: 'code without keys', system: system() }],
  invalid: [
    {
      name: 'all of a service as one',
      system: system({
        secrets: [key, { ...key, at: at('src/login.ts', 9) }, { ...key, at: at('src/db.ts', 2), what: 'the password of its database' }],
      }),
      says: ['warning: orders has the key of its tokens and the password of its database in its code'],
      more: ([finding]) => {
        expect(finding?.metrics).toEqual({ places: 3 });
        expect(finding?.related).toHaveLength(2);
      },
    },
  ],
});

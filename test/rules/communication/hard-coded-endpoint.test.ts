import { expect } from 'vitest';

import { hardCodedEndpoint } from '../../../src/rules/communication/hard-coded-endpoint.js';
import { testRule } from '../../support/rule-tester.js';
import { at, system } from '../../support/system.js';

const call = { service: 'orders', at: at('src/client.ts', 3), address: 'http://localhost:3001/payments', what: 'call' } as const;
const store = {
  service: 'orders',
  at: at('src/db.ts', 5),
  address: 'mongodb://app:secret@10.0.0.7:27017/shop',
  what: 'datastore',
} as const;

testRule(hardCodedEndpoint, {
  valid: [
    { name: 'no address in the code', system: system() },
    { name: 'a database, where only calls count', system: system({ addresses: [store] }), options: { datastores: false } },
  ],
  invalid: [
    {
      name: 'all addresses of a service as one, without paths and passwords',
      system: system({ addresses: [call, store, { ...call, at: at('src/client.ts', 9) }] }),
      says: ['warning: orders has the address http://localhost:3001 and mongodb://10.0.0.7:27017 in its code'],
      more: ([finding]) => {
        expect(finding?.metrics).toEqual({ places: 3 });
        expect(JSON.stringify(finding)).not.toContain('secret');
      },
    },
  ],
});

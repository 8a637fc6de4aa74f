import { check } from '../../../src/rules/check.js';
import { staleBaseline } from '../../../src/rules/msa/stale-baseline.js';
import { entry } from '../../support/baseline.js';
import { testRule } from '../../support/rule-tester.js';
import { accessor, analysis, at, datastore, operation, service, services, system } from '../../support/system.js';

const SHARED = 'database-per-service/shared-datastore';
const sharing = system({ services: services('orders', 'billing'), datastores: [datastore([accessor('orders'), accessor('billing')])] });
const empty = system({ services: [service('orders', { operations: [operation('GET /orders')] })] });
const off = { [SHARED]: { severity: 'off', options: {}, at: at('msa.yaml', 2) } } as const;
/** Of the finding that `sharing` has. */
const ID = check(analysis(sharing), {}).find(({ rule }) => rule === SHARED)?.id ?? '';

testRule(staleBaseline, {
  valid: [
    { name: 'an entry whose finding is there', system: sharing, baseline: [entry({ id: ID, rule: SHARED })] },
    { name: 'an entry on its last day', system: sharing, baseline: [entry({ id: ID, rule: SHARED, expires: '2030-06-15' })] },
    { name: 'an entry for a rule that is off', system: empty, baseline: [entry({ rule: SHARED })], manifest: { rules: off } },
  ],
  invalid: [
    {
      name: 'an entry whose finding is gone',
      system: empty,
      baseline: [entry({ rule: SHARED, subject: 'orders, billing' })],
      says: [`warning: the entry 9f2c1e7a of the baseline (${SHARED}: orders, billing) covers no finding`],
    },
    {
      name: 'an entry of another rule than its finding',
      system: sharing,
      baseline: [entry({ id: ID, rule: 'distributed-monolith/sync-cycle', subject: '' })],
      says: [`warning: the entry ${ID} of the baseline (distributed-monolith/sync-cycle) covers no finding`],
    },
    {
      name: 'an entry of a rule that there is not',
      system: empty,
      baseline: [entry({ rule: 'a/b' })],
      says: ['warning: the entry 9f2c1e7a of the baseline (a/b: orders) is of a rule that does not exist'],
    },
    {
      name: 'an entry that has expired',
      system: sharing,
      baseline: [entry({ id: ID, rule: SHARED, expires: '2030-06-14' })],
      says: [`warning: the entry ${ID} of the baseline (${SHARED}: orders) expired on 2030-06-14`],
    },
  ],
});

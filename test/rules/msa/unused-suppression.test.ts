import { unusedSuppression } from '../../../src/rules/msa/unused-suppression.js';
import { testRule } from '../../support/rule-tester.js';
import { accessor, at, datastore, operation, service, services, system } from '../../support/system.js';

const busy = service('orders', { operations: [operation('GET /orders')] });
const empty = system({ services: [busy] });

const sharing = system({ services: services('orders', 'billing'), datastores: [datastore([accessor('orders'), accessor('billing')])] });
const entry = { rule: 'database-per-service/shared-datastore', reason: 'migration planned', at: at('msa.yaml', 8) };
const off = { 'database-per-service/shared-datastore': { severity: 'off', options: {}, at: at('msa.yaml', 2) } } as const;

testRule(unusedSuppression, {
  valid: [
    { name: 'an entry that covers a finding', system: sharing, manifest: { ignore: [entry] } },
    { name: 'an entry on its last day', system: sharing, manifest: { ignore: [{ ...entry, expires: '2030-06-15' }] } },
    { name: 'an entry for a rule that is off', system: sharing, manifest: { ignore: [entry], rules: off } },
  ],
  invalid: [
    {
      name: 'an entry about other services',
      system: sharing,
      manifest: { ignore: [{ ...entry, services: ['audit'] }] },
      says: [
        'warning: the `ignore` entry for database-per-service/shared-datastore about audit covers no finding (reason: migration planned)',
      ],
    },
    {
      name: 'an entry that has expired',
      system: sharing,
      manifest: { ignore: [{ ...entry, expires: '2030-06-14' }] },
      says: ['warning: the `ignore` entry for database-per-service/shared-datastore expired on 2030-06-14 (reason: migration planned)'],
    },
    {
      name: 'an entry that ignores this rule itself',
      system: empty,
      manifest: { ignore: [{ ...entry, rule: 'msa/unused-suppression' }] },
      says: ['warning: the `ignore` entry for msa/unused-suppression covers no finding (reason: migration planned)'],
    },
  ],
});

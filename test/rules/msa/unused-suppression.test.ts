import type { IgnoreComment } from '../../../src/model/ignore-comment.js';
import { unusedSuppression } from '../../../src/rules/msa/unused-suppression.js';
import { testRule } from '../../support/rule-tester.js';
import { accessor, at, datastore, operation, service, services, system } from '../../support/system.js';

const busy = service('orders', { operations: [operation('GET /orders')] });
const empty = system({ services: [busy] });

const sharing = system({ services: services('orders', 'billing'), datastores: [datastore([accessor('orders'), accessor('billing')])] });
const entry = { rule: 'database-per-service/shared-datastore', reason: 'migration planned', at: at('msa.yaml', 8) };
const off = { 'database-per-service/shared-datastore': { severity: 'off', options: {}, at: at('msa.yaml', 2) } } as const;

const database = 'database-per-service/shared-datastore';
const comment = { file: 'services/orders/src/db.ts', line: 3, column: 1, covers: 4, rules: [database], reason: 'migration planned' };
const about = (parts: Partial<IgnoreComment>) => ({ ignores: [{ ...comment, ...parts }] });

testRule(unusedSuppression, {
  valid: [
    { name: 'a comment that covers a finding', system: sharing, analysis: about({}) },
    { name: 'a comment on its last day', system: sharing, analysis: about({ expires: '2030-06-15' }) },
    { name: 'a comment for a rule that is off', system: sharing, analysis: about({ covers: 9 }), manifest: { rules: off } },
    { name: 'an entry that covers a finding', system: sharing, manifest: { ignore: [entry] } },
    { name: 'an entry on its last day', system: sharing, manifest: { ignore: [{ ...entry, expires: '2030-06-15' }] } },
    { name: 'an entry for a rule that is off', system: sharing, manifest: { ignore: [entry], rules: off } },
  ],
  invalid: [
    {
      name: 'a comment at another line',
      system: sharing,
      analysis: about({ covers: 9 }),
      says: [`warning: the \`msa-ignore\` comment for ${database} covers no finding (reason: migration planned)`],
    },
    {
      name: 'each rule of a comment',
      system: sharing,
      analysis: about({ rules: [database, 'a/b', 'distributed-monolith/sync-cycle'] }),
      says: [
        'warning: the `msa-ignore` comment for distributed-monolith/sync-cycle covers no finding (reason: migration planned)',
        'warning: the `msa-ignore` comment names a/b, which is no rule (`msa rules` lists them) (reason: migration planned)',
      ],
    },
    {
      name: 'a comment that has expired',
      system: sharing,
      analysis: about({ expires: '2030-06-14' }),
      says: [`warning: the \`msa-ignore\` comment for ${database} expired on 2030-06-14 (reason: migration planned)`],
    },
    {
      name: 'a comment without reason',
      system: sharing,
      analysis: about({ reason: '' }),
      says: ['warning: the `msa-ignore` comment gives no reason and accepts nothing'],
    },
    {
      name: 'a comment without rule',
      system: sharing,
      analysis: about({ rules: [] }),
      says: ['warning: the `msa-ignore` comment names no rule and accepts nothing (reason: migration planned)'],
    },
    {
      name: 'a comment with a day that is none',
      system: sharing,
      analysis: about({ expires: 'spring' }),
      says: [
        'warning: the `msa-ignore` comment expires on "spring", which is no day (YYYY-MM-DD) and accepts nothing (reason: migration planned)',
      ],
    },
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

import { expect, it } from 'vitest';

import { advise } from '../../src/advise/advise.js';
import { questions } from '../../src/advise/questions/index.js';
import { patterns } from '../../src/patterns/index.js';
import { readOptions } from '../../src/rules/options.js';
import { rules } from '../../src/rules/index.js';
import { profiles } from '../support/profiles.js';

it.each([
  ['bank-ledger', 'distributed-monolith/cross-service-import', { options: { interfaces: ['index'] } }],
  ['bank-ledger', 'database-per-service/shared-datastore', { severity: 'off' }],
  ['ml-platform', 'distributed-monolith/sync-chain', { options: { services: 3 } }],
  ['ml-platform', 'chatty-communication/calls-per-request', { options: { total: 3, sameService: 2 } }],
  ['shop', 'distributed-monolith/synchronous-coupling', { severity: 'warning', options: { share: 0.7 } }],
  ['regulated-health', 'database-per-service/shared-database-server', { severity: 'warning' }],
] as const)('%s: %s', (profile, rule, setting) => {
  const { settings } = advise({ answers: profiles[profile] }, patterns);
  expect(settings.filter((one) => one.rule === rule)).toEqual([expect.objectContaining(setting)]);
});

it('services whose answers ask for nothing special keep the defaults', () => {
  const { settings } = advise(
    { answers: { ...profiles.shop, staleness: ['immediate'], spanning: ['never'] }, assumeMicroservices: true },
    patterns,
  );
  expect(settings).toEqual([]);
});

it('every setting is one that its rule takes', () => {
  const variants = Object.values(profiles).flatMap((answers) => [
    answers,
    ...questions.flatMap(({ id, answers: choices }) => choices.map((choice) => ({ ...answers, [id]: [choice.id] }))),
  ]);
  const all = variants.flatMap((answers) => advise({ answers }, patterns).settings);
  const distinct = [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
  expect(distinct.length).toBeGreaterThan(8);
  for (const { rule: id, options = {} } of distinct) {
    const rule = rules.find(({ meta }) => meta.id === id);
    expect(rule === undefined ? undefined : readOptions(rule, options, undefined)).toMatchObject(options);
  }
});

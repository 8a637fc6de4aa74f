import { describe, expect, it } from 'vitest';

import { rules } from '../../src/rules/index.js';
import { analyzeFiles } from '../../src/testing/analyze-files.js';
import { added, findingsOf, made, patternOf } from '../support/generated.js';
import { CURES } from './cures/index.js';

const SLOW = 60_000;

describe('a cure that a rule names', () => {
  it.each(CURES)('makes $rule silent', { timeout: SLOW }, async ({ rule, services, written, hand, of = 'orders' }) => {
    const cure = rules.find(({ meta }) => meta.id === rule)?.meta.cure ?? '';
    const patient = patternOf(rules.find(({ meta }) => meta.id === rule)?.meta.patterns?.[0] ?? cure);
    const { layer = cure } = patternOf(cure);
    const ill = written === undefined ? made(services) : written(made(services));
    const before = findingsOf(patient, await analyzeFiles(ill)).filter((one) => one.rule === rule && one.services[0] === of);
    expect(before.map(({ fix }) => fix)[0]).toContain(`\`msa add ${cure} ${of}\``);

    const treated = added(ill, { ...services, [of]: [...(services[of] ?? []), layer] });
    const after = findingsOf(patient, await analyzeFiles(hand === undefined ? treated : hand(treated)));
    expect(after.filter((one) => one.rule === rule && one.services.includes(of)).map(({ message }) => message)).toEqual([]);
  });

  it('is tried for each of them', () => {
    const named = rules.flatMap(({ meta: { id, cure } }) => (cure === undefined ? [] : [id]));
    expect(CURES.map(({ rule }) => rule).sort()).toEqual(named.sort());
  });
});

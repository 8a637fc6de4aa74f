import { describe, expect, it } from 'vitest';

import { growth, measured } from '../../src/baseline/match.js';
import { pruned, withFindings } from '../../src/baseline/update.js';
import type { Finding } from '../../src/model/finding.js';
import { entry } from '../support/baseline.js';

function finding(parts: Partial<Finding> = {}): Finding {
  return {
    id: '9f2c1e7a',
    rule: 'a/b',
    antipattern: 'msa',
    severity: 'error',
    confidence: 'high',
    message: '',
    why: '',
    fix: '',
    docs: '',
    services: ['orders', 'billing'],
    datastore: null,
    related: [],
    metrics: {},
    state: 'new',
    ...parts,
  };
}

describe('growth', () => {
  it('is what is measured larger than before', () => {
    expect(growth({ metrics: { calls: 3, loops: 1, gone: 2 } }, finding({ metrics: { calls: 5, loops: 1, other: 9 } }))).toEqual([
      'calls 3 → 5',
    ]);
  });
  it('is nothing where it got smaller or is no number any more', () => {
    expect(growth({ metrics: { calls: 3, loops: 2 } }, finding({ metrics: { calls: 2, loops: 'unknown' } }))).toEqual([]);
  });
});

it('only numbers that the rule measures are kept', () => {
  expect(measured(finding({ metrics: { calls: 3, entries: 9, share: 'unknown' } }), ['calls', 'share', 'other'])).toEqual({ calls: 3 });
});

describe('withFindings', () => {
  const accept = (findings: readonly Finding[], parts: { reason?: string; expires?: string } = {}) =>
    withFindings([entry({ reason: 'before', expires: '2029-01-01', metrics: { calls: 1 } })], {
      findings,
      file: 'b.json',
      today: '2030-06-15',
      measuresOf: () => ['calls'],
      ...parts,
    });

  it('adds what is new with its subject, measures and reason', () => {
    const [, added] = accept([finding({ id: '00000001', datastore: 'postgres://db/shop', subject: 'order', metrics: { calls: 2 } })], {
      reason: 'planned',
      expires: '2031-01-01',
    });
    expect(added).toMatchObject({
      subject: 'orders, billing · postgres://db/shop · order',
      reason: 'planned',
      expires: '2031-01-01',
      metrics: { calls: 2 },
    });
  });
  it('tells the day where no reason is given', () => {
    expect(accept([finding({ id: '00000001' })])[1]?.reason).toBe('was there on 2030-06-15');
  });
  it('accepts anew what was accepted before: with its reason, the value of today and no old date', () => {
    expect(accept([finding({ metrics: { calls: 4 } })])).toEqual([
      entry({ subject: 'orders, billing', reason: 'before', metrics: { calls: 4 } }),
    ]);
  });
});

describe('pruned', () => {
  const entries = [entry({ id: '00000001', metrics: { calls: 5, loops: 1 } }), entry({ id: '00000002' }), entry({ id: '00000003' })];
  const present = [finding({ id: '00000001', metrics: { calls: 3, loops: 4 } })];

  it('loses what is stale, and keeps the smaller values', () => {
    const after = pruned(entries, entries.slice(1, 2), present);
    expect(after).toEqual([entry({ id: '00000001', metrics: { calls: 3, loops: 1 } }), entries[2]]);
    expect(pruned(after, [], present)).toEqual(after);
  });
});

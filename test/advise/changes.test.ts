import { expect, it } from 'vitest';

import { advise } from '../../src/advise/advise.js';
import { changesBetween } from '../../src/advise/changes.js';
import { patterns } from '../../src/patterns/index.js';
import { profiles } from '../support/profiles.js';

const before = advise({ answers: profiles.shop }, patterns);

it('the same answers change nothing', () => {
  expect(changesBetween(before, advise({ answers: { ...profiles.shop } }, patterns))).toEqual({ answers: [], verdicts: [] });
});

it('another answer changes verdicts, each with its reason', () => {
  const { spanning: _, ...rest } = profiles.shop;
  const changes = changesBetween(before, advise({ answers: { ...rest, operations: ['observed'], unreliable: ['unknown'] } }, patterns));
  expect(changes.answers).toEqual([
    { question: 'operations', before: 'continuous delivery, infrastructure as code', after: 'the same with metrics, tracing and on-call' },
    { question: 'unreliable', before: 'yes, in the core flow', after: 'not known' },
    { question: 'spanning', before: 'a few, in 2 or 3 steps', after: 'not asked' },
  ]);
  expect(changes.verdicts).toContainEqual({
    pattern: 'circuit-breaker',
    before: 'adopt',
    after: 'defer',
    because: 'it takes 1 complexity point, and 0 of the budget are left',
  });
});

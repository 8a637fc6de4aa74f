import { describe, expect, it } from 'vitest';

import { withOwnPatterns } from '../../src/advise/own-patterns.js';
import { recommend } from '../../src/advise/recommend.js';
import { definePattern, type Pattern } from '../../src/model/pattern.js';
import { patterns } from '../../src/patterns/index.js';
import { UserError } from '../../src/shared/errors.js';
import { profiles } from '../support/profiles.js';
import { at } from '../support/system.js';

function own(parts: Partial<Pattern>) {
  const pattern = definePattern({
    id: 'audit-trail',
    title: 'Audit trail',
    category: 'data',
    summary: 'Every change leaves a line.',
    cost: 1,
    drivers: [{ question: 'regulation', effects: { 'access-log': 3 }, pro: 'auditors ask' }],
    simpler: 'Logs.',
    trigger: 'auditors ask',
    own: true,
    ...parts,
  });
  return { name: pattern.id, own: pattern, at: at('msa.yaml', 3) };
}

it('a pattern of one’s own is advised like the others', () => {
  const known = withOwnPatterns(patterns, [own({})]);
  const { patterns: all } = recommend({ answers: profiles['batch-b2b'] }, known);
  expect(all.find(({ pattern }) => pattern.id === 'audit-trail')).toMatchObject({ verdict: 'adopt', fit: 100 });
});

it('its conflicts hold both ways', () => {
  const known = withOwnPatterns(patterns, [own({ conflicts: ['system-events'] })]);
  expect(known.find(({ id }) => id === 'system-events')?.conflicts).toEqual(['audit-trail']);
  expect(known.find(({ id }) => id === 'audit-trail')?.conflicts).toEqual(['system-events']);
});

describe('what is not there is told with its place', () => {
  it.each([
    ['a chosen pattern', { name: 'canry', verdict: 'adopt', at: at('msa.yaml', 3) } as const, 'Did you mean canary?'],
    ['a pattern of msa', own({ id: 'canary' }), 'Give yours another name.'],
    ['a required one', own({ requires: ['outbox'] }), /Known: /],
    ['a question', own({ drivers: [{ question: 'team', effects: {} }] }), 'Did you mean teams?'],
    ['an answer', own({ drivers: [{ question: 'teams', effects: { ones: 1 } }] }), 'Did you mean one?'],
  ])('%s', (_, entry, hint) => {
    let error: unknown;
    try {
      withOwnPatterns(patterns, [entry]);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      code: 'E_PATTERN',
      at: 'msa.yaml:3:1',
      hint: typeof hint === 'string' ? hint : (expect.stringMatching(hint) as string),
    });
  });
});

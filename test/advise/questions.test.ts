import { expect, it } from 'vitest';

import { questions, relevantQuestions } from '../../src/advise/questions/index.js';
import { DIMENSIONS, UNKNOWN } from '../../src/model/question.js';
import { patterns } from '../../src/patterns/index.js';

it('twenty questions are asked of everybody, over all dimensions', () => {
  const core = questions.filter(({ when }) => when === undefined);
  expect(core).toHaveLength(20);
  expect([...new Set(core.map(({ dimension }) => dimension))]).toEqual([...DIMENSIONS]);
});

it('no question and no answer has the name of another one', () => {
  const ids = questions.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { answers } of questions) {
    expect(new Set(answers.map(({ id }) => id)).size).toBe(answers.length);
    expect(answers.map(({ id }) => id)).not.toContain(UNKNOWN);
  }
});

it('every question weighs on a pattern', () => {
  const used = new Set(patterns.flatMap(({ drivers }) => drivers.map(({ question }) => question)));
  expect(questions.filter(({ id }) => !used.has(id))).toEqual([]);
});

it('follow-ups hang on questions that are always asked, and on answers that there are', () => {
  for (const { when = [] } of questions) {
    for (const { question, answers } of when) {
      const parent = questions.find(({ id }) => id === question);
      expect(parent?.when).toBeUndefined();
      expect([...(parent?.answers.map(({ id }) => id) ?? []), UNKNOWN]).toEqual(expect.arrayContaining([...answers]));
    }
  }
});

it.each([
  ['rollback', { outage: ['low'], releases: ['weekly'] }, { outage: ['critical'], releases: ['weekly'] }],
  ['token-issuer', { clients: ['internal'], network: ['private'] }, { clients: ['one-web-app', 'partners'], network: ['private'] }],
  ['interaction', { capabilities: ['few'] }, {}],
  [
    'event-retention',
    { staleness: ['minutes'], regulation: ['none'] },
    { staleness: ['minutes'], regulation: ['access-log', 'full-history'] },
  ],
])('%s is asked only where it matters', (id, without, withIt) => {
  expect(relevantQuestions(without).map((one) => one.id)).not.toContain(id);
  expect(relevantQuestions(withIt).map((one) => one.id)).toContain(id);
});

import { describe, expect, it, vi } from 'vitest';

import { answersText, missingAnswers, readAnswers, readPriorities, readSet } from '../../src/advise/answers.js';
import { UserError } from '../../src/shared/errors.js';
import { profiles } from '../support/profiles.js';

describe('a file of answers', () => {
  it.each(Object.entries(profiles))('is read as it was written: %s', (_, answers) => {
    expect(readAnswers(answersText({ answers }), 'a.yaml')).toEqual({ answers });
  });

  it('keeps what was decided beside the answers', () => {
    const profile = {
      answers: { teams: ['unknown'], clients: ['partners', 'iot'] },
      priorities: ['team', 'business', 'technology', 'performance', 'consistency'],
      assumeMicroservices: true,
    } as const;
    expect(readAnswers(answersText(profile), 'a.yaml')).toEqual(profile);
  });

  it('says in words what was answered', () => {
    expect(answersText({ answers: { teams: ['one'], broker: ['unknown'], clients: ['partners', 'iot'] } })).toBe(
      [
        '# Answers for `msa advise`. `unknown` is an answer too.',
        '',
        'version: 1',
        'answers:',
        '  clients:',
        '    - partners # partners and other third parties',
        '    - iot # devices',
        '  teams: one # fewer than 8, in 1 team',
        '  broker: unknown # not known',
        '',
      ].join('\n'),
    );
  });

  it('may be JSON', () => {
    expect(readAnswers('{"answers":{"teams":"one","clients":["iot","partners"]}}', 'a.json')).toEqual({
      answers: { teams: ['one'], clients: ['partners', 'iot'] },
    });
  });

  it('that YAML finds odd prints no warning of its own', () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    caught(() => readAnswers('answers: { teams: !!js/function x }', 'a.yaml'));
    expect(warned).not.toHaveBeenCalled();
  });

  it.each([
    ['answers: [', /a\.yaml is no valid YAML/, /brackets/],
    ['- teams', /holds no answers/, /answers:/],
    ['answer: {}', /unknown key "answer"/, /Did you mean answers\?/],
    ['version: 2', /another version/, /version: 1/],
    ['answers: one', /no map/, /teams: one/],
    ['answers: { team: one }', /no question "team"/, /Did you mean teams\?/],
    ['answers: { teams: ones }', /"ones" is no answer to teams/, /Did you mean one\?/],
    ['answers: { teams: 7 }', /"7" is no answer to teams/, /Answers: one, two-three/],
    ['answers: { teams: [one, more] }', /one and more do not hold together/, /one holds alone/],
    ['answers: { clients: [iot, internal] }', /do not hold together/, /internal holds alone/],
    ['answers: { clients: [iot, unknown] }', /do not hold together/, /unknown holds alone/],
    ['priorities: [team]', /priorities are team/, /consistency/],
  ])('%s is refused with a hint', (text, message, hint) => {
    const error = caught(() => readAnswers(text, 'a.yaml'));
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });
});

it.each([
  ['version: 1\nanswers:\n  teams: one\n  clints: iot\n', 'a.yaml:4:3'],
  ['version: 1\nanswers:\n  teams: one\n  clients: [iot, mars]\n', 'a.yaml:4:3'],
  ['version: 1\nanswer: {}\n', 'a.yaml:2:1'],
  ['answers: {}\nversion: 2\n', 'a.yaml:2:1'],
  ['version: 1\npriorities: [team]\n', 'a.yaml:2:1'],
  ['{\n  "answers": {\n    "teams": "ones" } }', 'a.yaml:3:5'],
  ['answers:\n  teams: [one\nversion: 1\n', 'a.yaml:3:1'],
])('%j is refused where it is wrong', (text, at) => {
  expect(caught(() => readAnswers(text, 'a.yaml')).at).toBe(at);
});

describe('--set', () => {
  it('takes one answer or several', () => {
    expect(readSet('teams=one')).toEqual(['teams', ['one']]);
    expect(readSet('clients=iot, partners')).toEqual(['clients', ['partners', 'iot']]);
    expect(readSet('teams=unknown')).toEqual(['teams', ['unknown']]);
  });

  it.each(['teams', 'teams=', '=one', 'tems=one'])('%s is refused', (text) => {
    expect(caught(() => readSet(text)).code).toBe('E_ANSWERS');
  });
});

it('priorities are all five dimensions', () => {
  expect(readPriorities(['team', ' business', 'consistency', 'performance', 'technology'])[1]).toBe('business');
  expect(caught(() => readPriorities(['team', 'team', 'consistency', 'performance', 'technology'])).hint).toContain('business');
});

it('what is missing are the relevant questions that nobody answered', () => {
  expect(missingAnswers({ answers: profiles.shop })).toEqual([]);
  const { teams: _, ...rest } = profiles.shop;
  expect(missingAnswers({ answers: { ...rest, broker: ['unknown'] } }).map(({ id }) => id)).toEqual(['teams']);
});

function caught(run: () => unknown): UserError {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error;
  }
  throw new Error('it was not refused');
}

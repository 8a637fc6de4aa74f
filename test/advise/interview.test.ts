import { expect, it } from 'vitest';

import { answered, back, begin, current, type Interview } from '../../src/advise/interview.js';
import { questions } from '../../src/advise/questions/index.js';
import { profiles } from '../support/profiles.js';

const names = (interview: Interview): string | undefined => current(interview)?.question.id;

it('asks everything in its order, and ends', () => {
  let interview = begin({ answers: {} });
  const asked: string[] = [];
  for (let next = current(interview); next !== undefined; next = current(interview)) {
    expect(next.number).toBe(asked.length + 1);
    asked.push(next.question.id);
    interview = answered(interview, next.question.id, ['unknown']);
  }
  expect(asked).toEqual(questions.filter(({ id, when }) => when === undefined || id === 'interaction').map(({ id }) => id));
});

it('goes back through what was answered, and forward again with the answers kept', () => {
  const two = answered(answered(begin({ answers: {} }), 'capabilities', ['few']), 'releases', ['weekly']);
  expect(names(back(two))).toBe('releases');
  expect(names(back(back(two)))).toBe('capabilities');
  expect(names(back(back(back(two))))).toBe('capabilities');
  const again = answered(back(back(two)), 'capabilities', ['many']);
  expect(names(again)).toBe('releases');
  expect(again.profile.answers).toEqual({ capabilities: ['many'], releases: ['weekly'] });
  expect(names(answered(again, 'releases', ['weekly']))).toBe('outage');
});

it('goes on where somebody stopped, and back into what was answered then', () => {
  const { staleness: _, ...rest } = profiles.shop;
  const interview = begin({ answers: rest });
  expect(names(interview)).toBe('staleness');
  expect(names(back(interview))).toBe('spanning');
});

it('passes over a follow-up when the answer that asked for it is changed', () => {
  const daily = answered(begin({ answers: { capabilities: ['few'] } }), 'releases', ['daily']);
  const rolled = ['outage', 'regulation', 'clients', 'rollback'].reduce((now, id) => answered(now, id, ['unknown']), daily);
  const first = [1, 2, 3, 4].reduce((now) => back(now), rolled);
  expect(names(back(first))).toBe('releases');
  const weekly = ['releases', 'outage', 'regulation', 'clients'].reduce(
    (now, id) => answered(now, id, [id === 'releases' ? 'weekly' : 'unknown']),
    back(first),
  );
  expect(names(weekly)).toBe('teams');
  expect(names(back(weekly))).toBe('clients');
});

it('puts what was read again, until it is confirmed', () => {
  const interview = begin({ answers: profiles.shop, read: { broker: 'amqplib in two services' } });
  expect(names(interview)).toBe('broker');
  const done = answered(interview, 'broker', ['queue']);
  expect(names(done)).toBeUndefined();
  expect(done.profile.read).toEqual({});
});

import { expect, it } from 'vitest';

import { addParty, sortedTopics, type TopicRows } from '../../../../src/analysis/link/messaging/topic-rows.js';
import { placeWith } from '../../../support/link.js';
import { unitAt } from '../../../support/program.js';
import { at } from '../../../support/system.js';

const party = (unit: string, line: number): { place: ReturnType<typeof placeWith>; call: { at: ReturnType<typeof at> } } => ({
  place: placeWith({}, { unit: unitAt(unit) }),
  call: { at: at(`${unit}.ts`, line) },
});

it('topics are one by broker and name, sorted, each party once', () => {
  const rows: TopicRows = new Map();
  addParty(rows, 'consumers', { ...party('b', 2), broker: 'nats', name: 'paid' });
  addParty(rows, 'publishers', { ...party('b', 1), broker: 'nats', name: 'paid' });
  addParty(rows, 'publishers', { ...party('a', 9), broker: 'nats', name: 'paid' });
  addParty(rows, 'publishers', { ...party('a', 9), broker: 'nats', name: 'paid' });
  addParty(rows, 'publishers', { ...party('a', 9), broker: 'kafka', name: 'paid' });
  addParty(rows, 'publishers', { ...party('a', 9), broker: 'kafka', name: '' });
  expect(
    sortedTopics(rows).map(({ broker, name, publishers, consumers }) => [
      broker,
      name,
      publishers.map(({ service, at: { line } }) => `${service}:${line}`),
      consumers.map(({ service, at: { line } }) => `${service}:${line}`),
    ]),
  ).toEqual([
    ['kafka', 'paid', ['a:9'], []],
    ['nats', 'paid', ['a:9', 'b:1'], ['b:2']],
  ]);
});

it('who is only assumed to get a message is marked, unless another message proves it', () => {
  const rows: TopicRows = new Map();
  addParty(rows, 'consumers', { ...party('a', 1), broker: 'amqp', name: 'paid', isAssumed: true });
  addParty(rows, 'consumers', { ...party('b', 1), broker: 'amqp', name: 'paid', isAssumed: true });
  addParty(rows, 'consumers', { ...party('b', 1), broker: 'amqp', name: 'paid', isAssumed: false });
  expect(sortedTopics(rows)[0]?.consumers.map(({ service, isAssumed }) => [service, isAssumed])).toEqual([
    ['a', true],
    ['b', undefined],
  ]);
});

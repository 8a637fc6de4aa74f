import { definePattern } from '../model/pattern.js';

export const sagaChoreography = definePattern({
  id: 'saga-choreography',
  title: 'Saga by choreography',
  category: 'data',
  summary: 'An operation over several services goes from event to event; a step that fails makes the earlier ones compensate.',
  cost: 3,
  drivers: [
    {
      question: 'spanning',
      effects: { never: -3, few: 3, many: -2 },
      pro: 'two or three steps can be followed without a conductor',
      con: 'nobody can tell any more which events make up the operation',
    },
    {
      question: 'staleness',
      effects: { seconds: 2, minutes: 1, history: 1 },
      pro: 'a step that fails can be compensated',
    },
    {
      question: 'experience',
      effects: { none: -2, strong: 1 },
      pro: 'asynchronous flows are nothing new',
      con: 'a flow that stands nowhere is hard to learn on',
    },
    {
      question: 'ownership',
      effects: { yes: 1 },
      pro: 'each team owns its step and its compensation',
    },
  ],
  blocked: [{ question: 'staleness', answers: ['immediate'], because: 'the operation must be immediate and atomic' }],
  requires: ['microservices', 'integration-events', 'transactional-outbox', 'tracing'],
  conflicts: ['saga-orchestration'],
  implies: ['a compensation for every step', 'a timeout for every wait', 'steps that can be repeated'],
  benefits: ['no central party', 'services stay autonomous'],
  tradeOffs: ['the flow stands in no single place', 'it does not carry beyond four steps'],
  simpler: 'One local transaction, by moving the boundary.',
  trigger: 'an operation of two or three steps crosses services',
  layer: 'saga-choreography',
  rules: ['saga/distributed-transaction', 'saga/missing-compensation', 'saga/choreography-too-long'],
});

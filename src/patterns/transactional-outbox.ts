import { definePattern } from '../model/pattern.js';

export const transactionalOutbox = definePattern({
  id: 'transactional-outbox',
  title: 'Transactional outbox',
  category: 'data',
  summary: 'An event is written in the transaction of the change it tells of, and published from there.',
  cost: 1,
  drivers: [
    {
      question: 'spanning',
      effects: { never: -1, few: 2, many: 3 },
      pro: 'other parts rely on hearing of the change',
      con: 'nobody else relies on hearing of it',
    },
    {
      question: 'staleness',
      effects: { immediate: -1, seconds: 2, minutes: 2, history: 2 },
      pro: 'late is fine, lost is not',
      con: 'one transaction does it all at once',
    },
    {
      question: 'broker',
      effects: { none: -1, managed: 1, queue: 1, log: 1 },
      pro: 'writing to database and broker is two writes',
      con: 'there is nothing to publish to',
    },
  ],
  implies: ['a relational transaction, or a document store with one', 'consumers that handle an event twice without harm'],
  benefits: ['no event is lost, none tells of what was rolled back'],
  tradeOffs: ['a table and a publisher to run', 'events arrive at least once, a little later'],
  simpler: 'It is the simple way; writing to database and broker in turn loses events.',
  trigger: 'a change is written to the database and published as well',
  layer: 'event-driven',
  rules: ['event-driven/dual-write'],
});

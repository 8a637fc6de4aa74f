import { definePattern } from '../model/pattern.js';

export const cqrsSeparateStore = definePattern({
  id: 'cqrs-separate-store',
  title: 'CQRS with a read store of its own',
  category: 'data',
  summary: 'Queries are answered from a store that projections keep up to date from events.',
  cost: 4,
  drivers: [
    {
      question: 'reads',
      effects: { equal: -3, most: 3 },
      pro: 'reads scale apart from writes, in their own shape',
      con: 'what is written is what is read',
    },
    {
      question: 'load',
      effects: { low: -2, high: 2, spiky: 1 },
      pro: 'the read side takes the load off the write side',
      con: 'one database carries this load',
    },
    {
      question: 'staleness',
      effects: { seconds: 1, minutes: 2, history: 1 },
      pro: 'readers may see the state of a moment ago',
    },
    {
      question: 'latency',
      effects: { 'ms-100': 1, 'ms-20': 1 },
      pro: 'an answer that lies ready is fast',
    },
    {
      question: 'experience',
      effects: { none: -1 },
      con: 'projections that lag have to be understood',
    },
  ],
  blocked: [{ question: 'staleness', answers: ['immediate'], because: 'readers must see their own writes at once' }],
  requires: ['cqrs', 'transactional-outbox'],
  implies: ['projections that can be rebuilt from nothing', 'a metric of their lag'],
  benefits: ['search and lists at any scale', 'a broken projection is rebuilt, not repaired'],
  tradeOffs: ['readers see old data', 'a second store to run'],
  simpler: 'A materialised view.',
  trigger: 'the database can no longer serve the reads after views, indexes and a cache',
  layer: 'cqrs',
  rules: ['cqrs/write-in-query', 'cqrs/query-in-command', 'cqrs/shared-read-write-model'],
});

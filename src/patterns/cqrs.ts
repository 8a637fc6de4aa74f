import { definePattern } from '../model/pattern.js';

export const cqrs = definePattern({
  id: 'cqrs',
  title: 'CQRS on one database',
  category: 'data',
  summary: 'Commands and queries are split in code; queries read views of the same database.',
  cost: 2,
  drivers: [
    {
      question: 'reads',
      effects: { equal: -2, more: 1, most: 3 },
      pro: 'reads outnumber writes and want other shapes',
      con: 'what is written is what is read',
    },
    {
      question: 'staleness',
      effects: { history: 2 },
      pro: 'what was and what is are two models',
    },
    {
      question: 'load',
      effects: { low: -1, high: 1 },
      pro: 'each side is tuned for itself',
      con: 'one model carries this load',
    },
    {
      question: 'regulation',
      effects: { 'full-history': 1 },
      pro: 'every change is a command that can be recorded',
    },
  ],
  implies: ['commands that return no data', 'queries that change nothing'],
  benefits: ['each side gets the model it needs', 'queries can be tuned without risk for writes'],
  tradeOffs: ['two models of the same thing'],
  simpler: 'Views, indexes or a cache for the slow query.',
  trigger: 'reads outnumber writes by 20 to 1 and want other shapes',
  layer: 'cqrs',
  rules: ['cqrs/write-in-query', 'cqrs/query-in-command', 'cqrs/shared-read-write-model'],
});

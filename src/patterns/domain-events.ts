import { definePattern } from '../model/pattern.js';

export const domainEvents = definePattern({
  id: 'domain-events',
  title: 'Domain events',
  category: 'communication',
  summary: 'What happened inside a bounded context is told to its other parts, in the same process.',
  cost: 1,
  drivers: [
    {
      question: 'capabilities',
      effects: { few: -1, some: 1, many: 2, most: 2 },
      pro: 'modules react to each other without knowing each other',
      con: 'there are no other parts to tell',
    },
    {
      question: 'spanning',
      effects: { never: -1, few: 1, many: 2 },
      pro: 'further steps hang on what happened, not on who calls',
      con: 'no other part has to react',
    },
    {
      question: 'staleness',
      effects: { immediate: -1, seconds: 1, minutes: 1, history: 3 },
      pro: 'events are the record of what happened',
      con: 'one transaction does it all at once',
    },
    {
      question: 'regulation',
      effects: { 'full-history': 1 },
      pro: 'the events are the history that is asked for',
    },
  ],
  implies: ['aggregates with clear boundaries', 'events that never leave their context as they are'],
  benefits: ['inner decoupling', 'a natural step towards integration events'],
  tradeOffs: ['the flow is harder to follow than a call'],
  simpler: 'A call of the other module’s interface.',
  trigger: 'one change makes more than two other modules react',
  layer: 'event-driven',
  rules: ['event-driven/event-kind-undeclared'],
});

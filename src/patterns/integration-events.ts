import { definePattern } from '../model/pattern.js';

export const integrationEvents = definePattern({
  id: 'integration-events',
  title: 'Integration events',
  category: 'communication',
  summary: 'A service tells the others what happened, in versioned events of a published contract.',
  cost: 2,
  drivers: [
    {
      question: 'capabilities',
      effects: { some: 1, many: 2, most: 3 },
      pro: 'several capabilities follow the same event',
    },
    {
      question: 'teams',
      effects: { one: -1, 'two-three': 1, 'four-eight': 2, more: 3 },
      pro: 'a team can listen without asking the other for a change',
      con: 'one team can change both sides at once',
    },
    {
      question: 'staleness',
      effects: { immediate: -3, seconds: 3, minutes: 3, history: 3 },
      pro: 'the others may learn of it a little later',
      con: 'the others must know at once',
    },
    {
      question: 'spanning',
      effects: { few: 1, many: 1 },
      pro: 'operations span capabilities',
    },
    {
      question: 'broker',
      effects: { none: -2, managed: 1, queue: 1, log: 1 },
      pro: 'a broker is there to carry them',
      con: 'without a broker they have to be polled',
    },
  ],
  requires: ['microservices', 'transactional-outbox'],
  implies: ['versioned schemas', 'contract tests by the consumers', 'consumers that handle an event twice without harm'],
  benefits: ['services do not wait for each other', 'new consumers without a change of the publisher'],
  tradeOffs: ['data of others is stale', 'a published event is hard to change'],
  simpler: 'A webhook, or an endpoint that the others poll.',
  trigger: 'two or more other services have to follow a change',
  layer: 'event-driven',
  rules: [
    'event-driven/dual-write',
    'event-driven/event-without-consumer',
    'event-driven/consumer-without-publisher',
    'event-driven/non-idempotent-consumer',
    'event-driven/missing-dead-letter',
    'event-driven/event-kind-undeclared',
  ],
});

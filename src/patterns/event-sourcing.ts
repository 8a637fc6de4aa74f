import { definePattern } from '../model/pattern.js';

export const eventSourcing = definePattern({
  id: 'event-sourcing',
  title: 'Event sourcing',
  category: 'data',
  summary: 'The events of an aggregate are its only record; state is what they add up to.',
  cost: 5,
  drivers: [
    {
      question: 'regulation',
      effects: { none: -2, 'full-history': 3 },
      pro: 'every state can be reconstructed and explained',
      con: 'nobody asks for the history',
    },
    {
      question: 'staleness',
      effects: { seconds: -1, minutes: -1, history: 3 },
      pro: 'replay and questions about the past are part of the business',
      con: 'only the present state matters',
    },
    {
      question: 'experience',
      effects: { none: -3, strong: 1 },
      pro: 'versioned events and projections are known',
      con: 'it is the hardest pattern to learn in production',
    },
    {
      question: 'event-retention',
      effects: { forever: 1, limited: -1, erasable: -2 },
      pro: 'events may be kept for ever',
      con: 'what must be erased lies in an append-only store',
    },
  ],
  requires: ['domain-events', 'cqrs'],
  implies: ['versioned events with upcasters', 'snapshots and rebuildable projections', 'crypto-shredding where people must be forgotten'],
  benefits: ['a complete history, for free and by construction', 'questions about the past can be asked later'],
  tradeOffs: ['every query needs a projection', 'events live for ever, mistakes included'],
  simpler: 'An append-only audit table beside ordinary tables.',
  trigger: 'the full history must be reconstructable, or the past must be queried',
  layer: 'event-sourcing',
  rules: ['event-sourcing/mutable-event-store', 'event-sourcing/unversioned-event', 'event-sourcing/missing-projection-rebuild'],
});

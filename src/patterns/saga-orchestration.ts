import { definePattern } from '../model/pattern.js';

export const sagaOrchestration = definePattern({
  id: 'saga-orchestration',
  title: 'Saga by orchestration',
  category: 'data',
  summary: 'One durable state machine drives the steps of an operation over several services, and their compensations.',
  cost: 4,
  drivers: [
    {
      question: 'spanning',
      effects: { never: -3, many: 3 },
      pro: 'many steps and long waits need one place that knows where they are',
      con: 'no operation spans services',
    },
    {
      question: 'staleness',
      effects: { seconds: 1, minutes: 2, history: 1 },
      pro: 'a step that fails can be compensated',
    },
    {
      question: 'outage',
      effects: { high: 1, critical: 1 },
      pro: 'support can see and mend what hangs',
    },
    {
      question: 'unreliable',
      effects: { critical: 1 },
      pro: 'a step that waits for a partner survives a restart',
    },
    {
      question: 'experience',
      effects: { none: -2 },
      con: 'durable state machines have to be learnt',
    },
  ],
  blocked: [{ question: 'staleness', answers: ['immediate'], because: 'the operation must be immediate and atomic' }],
  requires: ['microservices', 'transactional-outbox', 'tracing'],
  conflicts: ['saga-choreography'],
  implies: ['durable state', 'a compensation for every step', 'commands that can be repeated'],
  benefits: ['the flow stands in one place and has a status', 'timeouts and long waits are ordinary'],
  tradeOffs: ['the orchestrator knows everybody', 'it must survive everything'],
  simpler: 'A transaction in a modular monolith, or a status column and a job.',
  trigger: 'an operation has four or more steps, or waits for people',
  layer: 'saga-orchestration',
  rules: ['saga/distributed-transaction', 'saga/missing-compensation'],
});

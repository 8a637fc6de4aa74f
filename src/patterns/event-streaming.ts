import { definePattern } from '../model/pattern.js';

export const eventStreaming = definePattern({
  id: 'event-streaming',
  title: 'Event streaming (log)',
  category: 'communication',
  summary: 'Events stay in a partitioned log; consumer groups read it at their own pace and can read it again.',
  cost: 4,
  savings: [{ question: 'broker', answers: ['log'], points: 2 }],
  drivers: [
    {
      question: 'load',
      effects: { low: -3, medium: -1, high: 3, spiky: 1 },
      pro: 'a log takes the volume, in order for each key',
      con: 'the volume does not need it',
    },
    {
      question: 'clients',
      effects: { iot: 3 },
      pro: 'devices send without pause',
    },
    {
      question: 'staleness',
      effects: { immediate: -2, history: 3 },
      pro: 'consumers replay what has been',
      con: 'a reader of a log is always a little late',
    },
    {
      question: 'broker',
      effects: { managed: 1, queue: -2, log: 2 },
      pro: 'a log is there to be used',
      con: 'the queue that is there suffices',
    },
    {
      question: 'experience',
      effects: { none: -2, strong: 1 },
      pro: 'partitions, offsets and rebalancing are known',
      con: 'partitions, offsets and rebalancing have to be learnt',
    },
    {
      question: 'teams',
      effects: { one: -1 },
      con: 'running a log is much for one team',
    },
  ],
  blocked: [{ question: 'broker', answers: ['none'], because: 'no message broker may be run' }],
  conflicts: ['message-queue'],
  implies: ['schemas with a compatibility check', 'a partition key for each stream', 'a retention policy'],
  benefits: ['many consumers read the same events, later ones too', 'order for each key at high volume'],
  tradeOffs: ['heavy to run and to understand', 'data that must be erased lies in a log'],
  simpler: 'A queue, or an outbox table that consumers poll.',
  trigger: 'consumers need to replay, or the volume exceeds a queue (thousands a second)',
  layer: 'event-streaming',
  rules: ['event-driven/event-without-consumer', 'event-driven/non-idempotent-consumer'],
});

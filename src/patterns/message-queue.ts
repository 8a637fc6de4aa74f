import { definePattern } from '../model/pattern.js';

export const messageQueue = definePattern({
  id: 'message-queue',
  title: 'Asynchronous message queue',
  category: 'communication',
  summary: 'Work goes into a queue and is done by competing consumers, at least once, with dead letters.',
  cost: 2,
  savings: [{ question: 'broker', answers: ['queue'], points: 1 }],
  drivers: [
    {
      question: 'load',
      effects: { high: 1, spiky: 3 },
      pro: 'the queue takes the peak, consumers work it off',
    },
    {
      question: 'unreliable',
      effects: { some: 1, critical: 2 },
      pro: 'the queue waits while the other party is down',
    },
    {
      question: 'staleness',
      effects: { immediate: -3, seconds: 1, minutes: 2, history: 1 },
      pro: 'the work may be done a little later',
      con: 'the answer is needed at once',
    },
    {
      question: 'broker',
      effects: { managed: 1, queue: 1 },
      pro: 'a queue is there to be used',
    },
    {
      question: 'interaction',
      effects: { chains: 1, messages: 1 },
      pro: 'senders no longer wait for receivers',
    },
  ],
  blocked: [{ question: 'broker', answers: ['none'], because: 'no message broker may be run' }],
  requires: ['transactional-outbox'],
  conflicts: ['event-streaming'],
  implies: ['consumers that handle a message twice without harm', 'dead letters that somebody reads', 'a correlation id in every message'],
  benefits: ['peaks and outages of the other side are absorbed', 'work scales by adding consumers'],
  tradeOffs: ['the sender learns the result later, or never', 'one more thing to run and watch'],
  simpler: 'A job table in the database that is there already.',
  trigger: 'slow work holds up requests, or peaks are lost',
  layer: 'message-queue',
  rules: ['event-driven/non-idempotent-consumer', 'event-driven/missing-dead-letter'],
});

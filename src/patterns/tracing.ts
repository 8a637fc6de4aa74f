import { definePattern } from '../model/pattern.js';

export const tracing = definePattern({
  id: 'tracing',
  title: 'Distributed tracing',
  category: 'observability',
  summary: 'One trace follows a request through every service and message, and its id stands in every log line.',
  cost: 1,
  drivers: [
    {
      question: 'interaction',
      effects: { alone: -1, 'few-calls': 1, chains: 3, messages: 2 },
      pro: 'a request is answered by many',
      con: 'a request is answered in one place',
    },
    {
      question: 'spanning',
      effects: { few: 1, many: 2 },
      pro: 'an operation has to be followed through its steps',
    },
  ],
  baseline: { with: 'microservices', because: 'without it nobody can say where a request of several services failed' },
  requires: ['microservices'],
  implies: ['context in HTTP headers and in messages', 'a collector', 'sampling'],
  benefits: ['where the time goes, and where it fails', 'logs of one request together'],
  tradeOffs: ['a collector to run and storage to pay'],
  simpler: 'A correlation id in the logs.',
  trigger: 'a request is answered by two or more services',
  layer: 'tracing',
  rules: ['observability/missing-tracing', 'observability/broken-trace-propagation'],
});

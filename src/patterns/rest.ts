import { definePattern } from '../model/pattern.js';

export const rest = definePattern({
  id: 'rest',
  title: 'Synchronous REST',
  category: 'communication',
  summary: 'Resources over HTTP with a published contract, a deadline on every call and a correlation id.',
  cost: 1,
  drivers: [
    {
      question: 'clients',
      effects: { 'one-web-app': 2, 'web-and-mobile': 2, partners: 3, internal: 2 },
      pro: 'every client speaks HTTP',
    },
    {
      question: 'latency',
      effects: { relaxed: 2, 'ms-300': 1, 'ms-100': -1, 'ms-20': -3 },
      pro: 'the answer may take its time over the network',
      con: 'JSON over HTTP eats the time there is',
    },
    {
      question: 'interaction',
      effects: { alone: 1, 'few-calls': 1, chains: -2, messages: -1 },
      pro: 'one call brings the whole answer',
      con: 'chains of calls multiply latency and outages',
    },
    {
      question: 'unreliable',
      effects: { critical: -1 },
      con: 'the caller is down whenever the other side is',
    },
  ],
  baseline: {
    when: [{ question: 'clients', answers: ['one-web-app', 'web-and-mobile', 'partners', 'internal'] }],
    because: 'every client speaks HTTP',
  },
  implies: ['a timeout on every call', 'an OpenAPI contract', 'retries only where a repeat does no harm'],
  benefits: ['everybody knows it, everything understands it', 'an answer at once, or an error'],
  tradeOffs: ['caller and callee must be up together', 'each hop adds latency'],
  simpler: 'A call of a function in the same process.',
  trigger: 'a part has to be asked from outside its process',
  layer: 'rest',
  rules: ['communication/hard-coded-endpoint', 'communication/call-to-missing-endpoint', 'communication/unused-endpoint'],
});

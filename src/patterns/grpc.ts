import { definePattern } from '../model/pattern.js';

export const grpc = definePattern({
  id: 'grpc',
  title: 'gRPC',
  category: 'communication',
  summary: 'Binary calls between services from one .proto contract, with deadlines and streams.',
  cost: 2,
  drivers: [
    {
      question: 'stacks',
      effects: { one: -1, several: 2, 'low-latency': 3 },
      pro: 'one contract generates clients for every language, and frames stay small',
      con: 'one stack shares types without a generator',
    },
    {
      question: 'latency',
      effects: { relaxed: -1, 'ms-100': 1, 'ms-20': 2 },
      pro: 'binary frames over one connection save milliseconds',
      con: 'nobody waits for the milliseconds it saves',
    },
    {
      question: 'experience',
      effects: { none: -1 },
      con: 'it is harder to look into than JSON',
    },
  ],
  requires: ['microservices'],
  implies: ['a check for breaking changes of the .proto files', 'load balancing that understands HTTP/2', 'a deadline on every call'],
  benefits: ['contracts that the compiler enforces', 'streams in both directions'],
  tradeOffs: ['browsers and partners need a translation', 'no looking into it with curl'],
  simpler: 'REST.',
  trigger: 'internal calls are measurably too slow, or a second language calls',
  layer: 'grpc',
  rules: ['communication/grpc-without-deadline', 'communication/hard-coded-endpoint'],
});

import type { Question } from '../../model/question.js';

export const performance: readonly Question[] = [
  {
    id: 'load',
    dimension: 'performance',
    text: 'What is the peak load, and its shape?',
    help: 'Requests and messages a second at the busiest hour, a year from now.',
    answers: [
      { id: 'low', label: 'below 50 a second, steady' },
      { id: 'medium', label: '50 to 1,000 a second' },
      { id: 'high', label: 'more than 1,000 a second' },
      { id: 'spiky', label: 'very spiky, or bulk ingest' },
    ],
  },
  {
    id: 'reads',
    dimension: 'performance',
    text: 'How do reads compare with writes on the busiest data?',
    help: 'Count requests. Other shapes: lists, searches and reports that do not look like what is written.',
    answers: [
      { id: 'equal', label: 'about 1 to 1' },
      { id: 'more', label: 'about 5 to 1' },
      { id: 'most', label: '20 to 1 and more, in other shapes' },
    ],
  },
  {
    id: 'latency',
    dimension: 'performance',
    text: 'How fast must calls of users be that cross several parts (95th percentile)?',
    help: 'Each hop over the network costs 1 to 10 ms at best, more at the 95th percentile.',
    answers: [
      { id: 'relaxed', label: 'more than a second is fine' },
      { id: 'ms-300', label: '300 ms' },
      { id: 'ms-100', label: '100 ms' },
      { id: 'ms-20', label: 'less than 20 ms' },
    ],
  },
  {
    id: 'unreliable',
    dimension: 'performance',
    text: 'Does it depend on slow or unreliable parties?',
    help: 'Payment providers, APIs of partners, old systems: anything that is called and may hang.',
    answers: [
      { id: 'none', label: 'no' },
      { id: 'some', label: 'on some, beside the core flow' },
      { id: 'critical', label: 'yes, in the core flow' },
    ],
  },
  {
    id: 'interaction',
    dimension: 'performance',
    text: 'How do the parts work together while a user waits?',
    help: 'Count the calls between parts that one request of a user makes. Parts that need each other for every answer belong together.',
    answers: [
      { id: 'alone', label: 'one part answers alone' },
      { id: 'few-calls', label: 'one or two calls' },
      { id: 'chains', label: 'many calls, or chains of them' },
      { id: 'messages', label: 'mostly by messages, nobody waits' },
    ],
    when: [{ question: 'capabilities', answers: ['some', 'many', 'most', 'unknown'] }],
  },
];

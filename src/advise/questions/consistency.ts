import type { Question } from '../../model/question.js';

export const consistency: readonly Question[] = [
  {
    id: 'spanning',
    dimension: 'consistency',
    text: 'Do business operations change data of several capabilities?',
    help: 'An order that reserves stock and takes a payment spans three. Count the steps that must all happen, or none.',
    answers: [
      { id: 'never', label: 'never' },
      { id: 'few', label: 'a few, in 2 or 3 steps' },
      { id: 'many', label: 'many steps, or they wait for people' },
    ],
  },
  {
    id: 'staleness',
    dimension: 'consistency',
    text: 'How stale may another capability’s data be, and what if a step fails?',
    help: 'Ask the business: "what happens if this is seen ten seconds later?" is answered by "nothing" more often than developers believe.',
    answers: [
      { id: 'immediate', label: 'not at all: immediate and atomic' },
      { id: 'seconds', label: 'seconds, and a step can be undone' },
      { id: 'minutes', label: 'minutes are fine' },
      { id: 'history', label: 'the history matters: replay, questions about the past' },
    ],
  },
  {
    id: 'event-retention',
    dimension: 'consistency',
    text: 'How long must and may the history be kept?',
    help: 'Personal data must be erased on request (GDPR article 17); in an append-only store that means a key for each person that is thrown away.',
    answers: [
      { id: 'erasable', label: 'parts of it must be erased on request' },
      { id: 'limited', label: 'for a limited time' },
      { id: 'forever', label: 'for ever' },
    ],
    when: [
      { question: 'staleness', answers: ['history'] },
      { question: 'regulation', answers: ['full-history'] },
    ],
  },
];

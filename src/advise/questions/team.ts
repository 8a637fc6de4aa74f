import type { Question } from '../../model/question.js';

export const team: readonly Question[] = [
  {
    id: 'teams',
    dimension: 'team',
    text: 'How many developers are there, in how many teams?',
    help: 'Those who change this system. The structure of a system follows the structure of its teams (Conway).',
    answers: [
      { id: 'one', label: 'fewer than 8, in 1 team' },
      { id: 'two-three', label: '8 to 15, in 2 or 3 teams' },
      { id: 'four-eight', label: '16 to 50, in 4 to 8 teams' },
      { id: 'more', label: 'more than 50' },
    ],
  },
  {
    id: 'ownership',
    dimension: 'team',
    text: 'Does one team own a capability end to end, on-call included?',
    help: 'From the wish to the operation: no other team has to do something before it is live.',
    answers: [
      { id: 'no', label: 'no: teams are cut by layer or by skill' },
      { id: 'partly', label: 'partly' },
      { id: 'yes', label: 'yes' },
    ],
  },
  {
    id: 'operations',
    dimension: 'team',
    text: 'How mature are operations?',
    help: 'Take the highest step that holds for everything, not for the best service.',
    answers: [
      { id: 'manual', label: 'deployed by hand' },
      { id: 'ci', label: 'continuous integration' },
      { id: 'cd', label: 'continuous delivery, infrastructure as code' },
      { id: 'observed', label: 'the same with metrics, tracing and on-call' },
    ],
  },
  {
    id: 'experience',
    dimension: 'team',
    text: 'How much experience is there with distributed and asynchronous systems?',
    help: 'Retries, duplicates, messages out of order, eventual consistency: in production, by people who are still there.',
    answers: [
      { id: 'none', label: 'none' },
      { id: 'some', label: 'some' },
      { id: 'strong', label: 'strong' },
    ],
  },
];

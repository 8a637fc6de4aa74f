import type { Question } from '../../model/question.js';

export const business: readonly Question[] = [
  {
    id: 'capabilities',
    dimension: 'business',
    text: 'How many clearly different business capabilities are there?',
    help: 'A capability is what the business does, such as ordering, billing or shipping: it has its own words, rules and data. Count those on whose borders everybody agrees. If nobody agrees yet, say that you do not know: unclear borders are a reason to wait with services.',
    answers: [
      { id: 'few', label: '1 or 2' },
      { id: 'some', label: '3 to 5' },
      { id: 'many', label: '6 to 10' },
      { id: 'most', label: 'more than 10' },
    ],
  },
  {
    id: 'releases',
    dimension: 'business',
    text: 'How often must parts be released independently?',
    help: 'Not how often you release now, but how often one part cannot wait for the others.',
    answers: [
      { id: 'quarterly', label: 'quarterly or less' },
      { id: 'monthly', label: 'monthly' },
      { id: 'weekly', label: 'weekly' },
      { id: 'daily', label: 'daily or more' },
    ],
  },
  {
    id: 'outage',
    dimension: 'business',
    text: 'What does an hour’s outage of the core flow cost?',
    help: 'The flow that the business lives on: taking orders, paying, measuring. It decides how much resilience and which way of deployment pays.',
    answers: [
      { id: 'low', label: 'little: users come back later' },
      { id: 'moderate', label: 'moderate: complaints' },
      { id: 'high', label: 'high: money or customers are lost' },
      { id: 'critical', label: 'critical: safety, or money that cannot be made good' },
    ],
  },
  {
    id: 'regulation',
    dimension: 'business',
    text: 'What do regulation and audit ask for?',
    help: 'Access logs: who saw or changed what. Full history: every earlier state can be reconstructed. Isolation: data of one domain or country is kept apart.',
    multiple: true,
    answers: [
      { id: 'none', label: 'nothing special', alone: true },
      { id: 'access-log', label: 'access logs' },
      { id: 'full-history', label: 'the full history of changes' },
      { id: 'isolation', label: 'isolation or residency of data for each domain' },
    ],
  },
  {
    id: 'clients',
    dimension: 'business',
    text: 'Who calls the system?',
    help: 'Everything that sends requests from outside the system’s own services.',
    multiple: true,
    answers: [
      { id: 'internal', label: 'internal services only', alone: true },
      { id: 'one-web-app', label: 'one web application' },
      { id: 'web-and-mobile', label: 'web and mobile applications' },
      { id: 'partners', label: 'partners and other third parties' },
      { id: 'iot', label: 'devices' },
    ],
  },
  {
    id: 'rollback',
    dimension: 'business',
    text: 'How fast must a bad release be taken back?',
    help: 'From the decision to the moment when users are on the old version again.',
    answers: [
      { id: 'hours', label: 'hours will do' },
      { id: 'minutes', label: 'within minutes' },
      { id: 'instant', label: 'at once' },
    ],
    when: [
      { question: 'outage', answers: ['high', 'critical'] },
      { question: 'releases', answers: ['daily'] },
    ],
  },
];

import { definePattern } from '../model/pattern.js';

export const systemEvents = definePattern({
  id: 'system-events',
  title: 'System events',
  category: 'observability',
  summary: 'What happens to the running system (started, deployed, scaled, access denied) is told for operations and audit.',
  cost: 1,
  drivers: [
    {
      question: 'operations',
      effects: { manual: -2, cd: 1, observed: 2 },
      pro: 'operations automate on what they are told',
      con: 'nobody would act on them',
    },
    {
      question: 'regulation',
      effects: { none: -1, 'access-log': 2, 'full-history': 2 },
      pro: 'an audit asks who did what',
      con: 'no audit asks for them',
    },
    {
      question: 'outage',
      effects: { critical: 2 },
      pro: 'minutes count when something breaks',
    },
  ],
  implies: ['a pipeline for logs and metrics', 'no business logic that hangs on them'],
  benefits: ['operations can react without looking', 'an audit trail of the system itself'],
  tradeOffs: ['one more stream to keep clean and to keep private'],
  simpler: 'Structured logs.',
  trigger: 'operations automate a reaction, or an audit asks who had access',
  layer: 'event-driven',
  rules: ['event-driven/event-kind-undeclared'],
});

import { definePattern } from '../model/pattern.js';

export const databasePerService = definePattern({
  id: 'database-per-service',
  title: 'Database per service',
  category: 'data',
  summary: 'Each service owns its data; the others ask it, or follow its events.',
  cost: 2,
  drivers: [
    {
      question: 'ownership',
      effects: { no: -1, partly: 1, yes: 2 },
      pro: 'who owns a capability owns its tables too',
      con: 'a database that no team owns is shared again soon',
    },
    {
      question: 'releases',
      effects: { weekly: 1, daily: 2 },
      pro: 'a schema changes with its service, without a lock-step deploy',
    },
    {
      question: 'regulation',
      effects: { isolation: 3 },
      pro: 'data of one domain must be kept apart',
    },
    {
      question: 'databases',
      effects: { separable: 1, free: 2 },
      pro: 'the schemas can be taken apart',
    },
    {
      question: 'staleness',
      effects: { immediate: -3, seconds: 1, minutes: 1, history: 1 },
      pro: 'a copy that is seconds old is good enough',
      con: 'no transaction reaches over two databases',
    },
    {
      question: 'spanning',
      effects: { many: -1 },
      con: 'many operations need data of several owners',
    },
  ],
  blocked: [{ question: 'databases', answers: ['legacy'], because: 'the shared legacy database must stay' }],
  requires: ['microservices'],
  implies: ['an owner for every table', 'an API or events for everybody else', 'reports from a copy, never by a join across services'],
  benefits: ['a schema change is the business of one team', 'each service takes the database that suits it'],
  tradeOffs: ['no joins and no transactions across services', 'more databases to run, back up and upgrade'],
  simpler: 'A schema for each module with its own database role, on one server.',
  trigger: 'two teams wait for each other’s migrations',
  layer: 'database-per-service',
  rules: [
    'database-per-service/shared-datastore',
    'database-per-service/foreign-table-access',
    'database-per-service/shared-schema-package',
    'manifest/undeclared-datastore',
  ],
});

import { definePattern } from '../model/pattern.js';

export const modularMonolith = definePattern({
  id: 'modular-monolith',
  title: 'Modular monolith',
  category: 'structure',
  summary: 'One deployable whose modules own their tables and meet through small interfaces only.',
  cost: 0,
  drivers: [
    {
      question: 'teams',
      effects: { one: 3, 'two-three': 1, 'four-eight': -2, more: -3 },
      pro: 'few people need no boundary that a network enforces',
      con: 'many teams wait for each other in one deployable',
    },
    {
      question: 'capabilities',
      effects: { few: 3, some: 1, many: -1, most: -2 },
      pro: 'there is little to separate, and boundaries move cheaply inside one deployable',
      con: 'so many capabilities change for different reasons',
    },
    {
      question: 'staleness',
      effects: { immediate: 3 },
      pro: 'one database transaction keeps everything consistent',
    },
    {
      question: 'operations',
      effects: { manual: 3, ci: 2, observed: -1 },
      pro: 'one thing to deploy, watch and repair',
      con: 'operations can carry more than one deployable',
    },
    {
      question: 'latency',
      effects: { 'ms-20': 2, 'ms-100': 1 },
      pro: 'a call inside a process costs nothing',
    },
    {
      question: 'releases',
      effects: { quarterly: 1, daily: -1 },
      pro: 'releasing everything together is seldom enough not to hurt',
      con: 'parts that are released daily hold each other up',
    },
  ],
  conflicts: ['microservices'],
  implies: ['a module for each business capability', 'an owner module for each table', 'a linter that guards the modules'],
  benefits: ['one transaction, one deployment, one debugger', 'boundaries can still be moved in an afternoon'],
  tradeOffs: ['all modules scale and are released together', 'boundaries hold only as long as they are checked'],
  simpler: 'It is the simple start; `msa lint` guards its modules when msa.yaml lists them.',
  trigger: 'teams no longer wait for each other, and nothing must scale apart',
  rules: ['distributed-monolith/cross-service-import', 'database-per-service/foreign-table-access'],
});

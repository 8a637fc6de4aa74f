import { definePattern } from '../model/pattern.js';

/** Its drivers are the forces of decomposition: for it is dark energy, against it dark matter (microservices.io). */
export const microservices = definePattern({
  id: 'microservices',
  title: 'Microservices',
  category: 'structure',
  summary: 'Each business capability is a service of its own: built, deployed, scaled and owned by one team.',
  cost: 4,
  drivers: [
    {
      question: 'teams',
      effects: { one: -3, 'two-three': 1, 'four-eight': 3, more: 3 },
      pro: 'teams release without waiting for each other',
      con: 'a team of this size pays for boundaries that it does not need',
    },
    {
      question: 'capabilities',
      effects: { few: -3, some: 1, many: 2, most: 3 },
      pro: 'the capabilities change for different reasons',
      con: 'there is nothing to separate',
    },
    {
      question: 'releases',
      effects: { quarterly: -1, weekly: 1, daily: 2 },
      pro: 'parts are released at their own pace',
      con: 'releases are so seldom that independence buys nothing',
    },
    {
      question: 'ownership',
      effects: { no: -2, yes: 1 },
      pro: 'a team answers for its service end to end',
      con: 'a service that nobody owns end to end decays',
    },
    {
      question: 'regulation',
      effects: { isolation: 2 },
      pro: 'isolated data keeps the audit small',
    },
    {
      question: 'stacks',
      effects: { several: 1 },
      pro: 'each part is written in what suits it',
    },
    {
      question: 'load',
      effects: { high: 1, spiky: 1 },
      pro: 'the busy part scales alone',
    },
    {
      question: 'outage',
      effects: { critical: 1 },
      pro: 'a failure stays in one part',
    },
    {
      question: 'operations',
      effects: { manual: -3, ci: -2 },
      con: 'every service must be deployed, watched and repaired',
    },
    {
      question: 'experience',
      effects: { none: -2 },
      con: 'partial failure and eventual consistency have to be learnt on the way',
    },
    {
      question: 'spanning',
      effects: { never: 1, few: -1, many: -2 },
      pro: 'no operation spans several capabilities',
      con: 'operations that span capabilities lose their transaction',
    },
    {
      question: 'staleness',
      effects: { immediate: -3 },
      con: 'immediate consistency across services has no cheap answer',
    },
    {
      question: 'latency',
      effects: { 'ms-100': -1, 'ms-20': -3 },
      con: 'every hop costs milliseconds that are not there',
    },
    {
      question: 'interaction',
      effects: { alone: 1, chains: -2 },
      pro: 'the parts do not need each other for an answer',
      con: 'parts that talk this much belong together',
    },
  ],
  requires: ['database-per-service', 'tracing', 'health'],
  conflicts: ['modular-monolith'],
  implies: ['continuous delivery for each service', 'a team on call for each service', 'contracts between services that are tested'],
  benefits: ['teams release and scale their part alone', 'a failure or a rewrite stays in one part'],
  tradeOffs: [
    'calls fail, answers are late, data is stale',
    'operations across services need sagas instead of transactions',
    'deployment, tracing and on-call for every service',
  ],
  simpler: 'A modular monolith; then two or three coarse services where it hurts most.',
  trigger: 'three or more teams wait for each other’s releases, or parts must scale or be audited apart',
  rules: [
    'distributed-monolith/sync-cycle',
    'distributed-monolith/sync-chain',
    'distributed-monolith/cross-service-import',
    'distributed-monolith/shared-domain-library',
    'distributed-monolith/single-deployment-unit',
    'distributed-monolith/synchronous-coupling',
    'distributed-monolith/distributed-monolith',
    'chatty-communication/call-in-loop',
    'chatty-communication/calls-per-request',
    'chatty-communication/chatty-pair',
    'god-service/too-many-responsibilities',
    'god-service/hub-service',
  ],
});

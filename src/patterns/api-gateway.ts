import { definePattern } from '../model/pattern.js';

export const apiGateway = definePattern({
  id: 'api-gateway',
  title: 'API gateway',
  category: 'communication',
  summary: 'One entry for all clients: routes, authenticates, limits and translates, and holds no business logic.',
  cost: 2,
  drivers: [
    {
      question: 'clients',
      effects: { 'web-and-mobile': 2, partners: 3, iot: 2, internal: -2 },
      pro: 'clients of several kinds see one address and one contract',
      con: 'services of your own can call each other directly',
    },
    {
      question: 'capabilities',
      effects: { few: -3, some: 1, many: 2, most: 2 },
      pro: 'clients need not know where each capability lives',
      con: 'with so few services there is nothing to route',
    },
    {
      question: 'stacks',
      effects: { 'low-latency': 1, legacy: 1 },
      pro: 'protocols are translated in one place',
    },
    {
      question: 'network',
      effects: { internet: 1, private: -1 },
      pro: 'what faces the internet is guarded in one place',
      con: 'nobody outside has to be let in',
    },
  ],
  baseline: {
    with: 'microservices',
    when: [{ question: 'clients', answers: ['web-and-mobile', 'partners', 'iot'] }],
    because: 'clients outside must not know which service answers',
  },
  requires: ['microservices'],
  implies: ['routes that are known to it', 'authentication and a rate limit for each client', 'two instances at least'],
  benefits: ['services can move without their clients', 'authentication, limits and logs in one place'],
  tradeOffs: ['one more hop, and one more thing that must never be down', 'it attracts business logic'],
  simpler: 'A reverse proxy or ingress; a backend for frontend later.',
  trigger: 'three or more services are called from outside, or partners call them',
  layer: 'api-gateway',
  rules: [
    'api-gateway/missing-gateway',
    'api-gateway/bypassed-gateway',
    'api-gateway/logic-in-gateway',
    'api-gateway/unversioned-api',
    'api-gateway/gateway-without-auth',
    'api-gateway/gateway-without-rate-limit',
  ],
});

import { definePattern } from '../model/pattern.js';

export const zeroTrust = definePattern({
  id: 'zero-trust',
  title: 'Zero trust: identity and least privilege between services',
  category: 'security',
  summary: 'Every call between services proves who calls and is allowed one by one; the network proves nothing.',
  cost: 2,
  drivers: [
    {
      question: 'network',
      effects: { private: -1, 'shared-cluster': 2, 'multi-cluster': 3, internet: 3 },
      pro: 'others are on the same network',
      con: 'only your own services are on the network',
    },
    {
      question: 'regulation',
      effects: { 'access-log': 1, 'full-history': 1, isolation: 2 },
      pro: 'the audit asks who may reach what',
    },
  ],
  baseline: {
    with: 'microservices',
    when: [{ question: 'network', answers: ['shared-cluster', 'multi-cluster', 'internet'] }],
    because: 'services that share a network with others must not trust it',
  },
  requires: ['microservices'],
  implies: ['an identity for each service', 'a policy for each edge', 'no long-lived secret in source'],
  benefits: ['one broken service does not open the others', 'policies say who may call whom'],
  tradeOffs: ['identities and policies to keep'],
  simpler: 'Tokens between services and a network policy.',
  trigger: 'others share the network, or services face the internet',
  layer: 'zero-trust',
  rules: [
    'zero-trust/unauthenticated-internal-call',
    'zero-trust/plaintext-transport',
    'zero-trust/excessive-privilege',
    'zero-trust/secret-in-source',
  ],
});

import { definePattern } from '../model/pattern.js';

export const networkSegmentation = definePattern({
  id: 'network-segmentation',
  title: 'Network segmentation',
  category: 'security',
  summary: 'The network denies by default and allows exactly the edges that the services declare.',
  cost: 1,
  drivers: [
    {
      question: 'platform',
      effects: { kubernetes: 2, mesh: 2 },
      pro: 'network policies are a file each',
    },
    {
      question: 'network',
      effects: { private: -1, 'shared-cluster': 2, 'multi-cluster': 2, internet: 1 },
      pro: 'others are on the same network',
      con: 'only your own services are on the network',
    },
    {
      question: 'regulation',
      effects: { isolation: 2 },
      pro: 'isolation has to be shown',
    },
  ],
  blocked: [{ question: 'platform', answers: ['vm', 'containers', 'serverless'], because: 'network policies need Kubernetes' }],
  requires: ['microservices'],
  implies: ['declared calls in msa.yaml', 'a network plug-in that enforces policies'],
  benefits: ['an intruder does not get far', 'undeclared calls fail early'],
  tradeOffs: ['a new call needs a new policy'],
  simpler: 'A namespace of its own.',
  trigger: 'others share the cluster, or isolation has to be shown',
  layer: 'zero-trust',
  rules: ['zero-trust/missing-network-policy', 'manifest/undeclared-call'],
});

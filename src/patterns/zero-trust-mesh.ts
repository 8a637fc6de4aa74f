import { definePattern } from '../model/pattern.js';

export const zeroTrustMesh = definePattern({
  id: 'zero-trust-mesh',
  title: 'Zero trust: mutual TLS by a service mesh',
  category: 'security',
  summary: 'A mesh gives each workload a certificate, encrypts every hop and enforces who may call whom.',
  cost: 4,
  savings: [{ question: 'platform', answers: ['mesh'], points: 3 }],
  drivers: [
    {
      question: 'network',
      effects: { private: -2, 'shared-cluster': 1, 'multi-cluster': 3 },
      pro: 'traffic crosses networks that are not yours alone',
      con: 'the network is yours alone',
    },
    {
      question: 'regulation',
      effects: { none: -1, 'access-log': 1, 'full-history': 1, isolation: 3 },
      pro: 'encryption of every hop can be shown to an auditor',
      con: 'nobody asks for it',
    },
    {
      question: 'capabilities',
      effects: { few: -3, some: -2, many: 1, most: 3 },
      pro: 'so many services need certificates by machine',
      con: 'a few services can do with tokens',
    },
    {
      question: 'platform',
      effects: { mesh: 3 },
      pro: 'the mesh is there already',
    },
    {
      question: 'operations',
      effects: { manual: -3, ci: -2, observed: 1 },
      pro: 'operations can carry a mesh',
      con: 'a mesh is one more system to operate',
    },
  ],
  blocked: [{ question: 'platform', answers: ['vm', 'containers', 'serverless'], because: 'a mesh needs Kubernetes' }],
  requires: ['microservices', 'zero-trust'],
  implies: ['rotation of certificates', 'an authorisation policy for each edge'],
  benefits: ['encryption and identity without code', 'policies in one place'],
  tradeOffs: ['a proxy beside every instance', 'failures of the mesh are failures of everything'],
  simpler: 'TLS at the ingress and tokens between services.',
  trigger: 'more than ten services, several clusters, or an auditor who asks for encryption of every hop',
  layer: 'zero-trust',
  rules: ['zero-trust/plaintext-transport', 'zero-trust/unauthenticated-internal-call'],
});

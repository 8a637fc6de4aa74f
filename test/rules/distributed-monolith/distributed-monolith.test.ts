import { expect } from 'vitest';

import { distributedMonolith } from '../../../src/rules/distributed-monolith/distributed-monolith.js';
import { testRule } from '../../support/rule-tester.js';
import { accessor, at, datastore, edge, services, system } from '../../support/system.js';

const names = ['a', 'b', 'c', 'd'];
const four = services(...names);
const shared = datastore(names.map((name) => accessor(name)));
const sharedByTwo = datastore(['a', 'b'].map((name) => accessor(name)));
const circle = [edge('a', 'b'), edge('b', 'a')];
const chain = [edge('a', 'b'), edge('b', 'c'), edge('c', 'd')];
const image = { kind: 'image', name: 'Dockerfile', services: names, profiles: ['docker-compose.yml'], at: at('Dockerfile') } as const;
const imports = [{ from: 'a', to: 'b', file: 'services/a/x.ts', target: 'services/b/y.ts', typeOnly: false, at: at('services/a/x.ts') }];

testRule(distributedMonolith, {
  valid: [
    { name: 'shared data alone', system: system({ services: four, datastores: [shared] }), options: { warning: 10 } },
    {
      name: 'cycles and chains, which are one kind',
      system: system({ services: four, edges: [...circle, ...chain] }),
      options: { warning: 10 },
    },
    {
      name: 'shared data of a small part, and a joint image',
      system: system({ services: services(...names, 'e', 'f', 'g', 'h'), datastores: [sharedByTwo], deploymentUnits: [image] }),
    },
    {
      name: 'evidence that is accepted',
      system: system({ services: four, datastores: [shared], edges: circle }),
      manifest: { ignore: [{ rule: 'distributed-monolith/sync-cycle', reason: 'being solved', at: at('msa.yaml') }] },
    },
    {
      name: 'evidence of a rule that is off',
      system: system({ services: four, datastores: [shared], edges: circle }),
      manifest: { rules: { 'database-per-service/shared-datastore': { severity: 'off', options: {}, at: at('msa.yaml') } } },
    },
  ],
  invalid: [
    {
      name: 'shared data and a cycle',
      system: system({ services: four, datastores: [shared], edges: circle }),
      says: ['warning: the system scores 50 of 100 as a distributed monolith: shared data 30 and cycles 20'],
      more: ([finding]) => {
        expect(finding).toMatchObject({ services: names, metrics: { score: 50, 'shared data': 30, cycles: 20 } });
      },
    },
    {
      name: 'all there is, as an error',
      system: system({ services: four, datastores: [shared], edges: [...circle, ...chain], deploymentUnits: [image], imports }),
      says: [
        'error: the system scores 75 of 100 as a distributed monolith: shared data 30, cycles 20, chains 5, shared code 10 and joint deployment 10',
      ],
    },
    {
      name: 'shared data and services that change in lockstep',
      system: system({ services: services('a', 'b'), datastores: [sharedByTwo] }),
      analysis: { history: { commits: Array.from({ length: 10 }, () => ({ id: '', files: ['services/a/x.ts', 'services/b/y.ts'] })) } },
      says: ['warning: the system scores 40 of 100 as a distributed monolith: shared data 30 and lockstep 10'],
    },
    {
      name: 'a cycle that is only inferred, by half',
      system: system({ services: four, datastores: [shared], edges: circle.map((one) => ({ ...one, confidence: 'inferred' })) }),
      says: ['warning: the system scores 40 of 100 as a distributed monolith: shared data 30 and cycles 10'],
    },
    {
      name: 'a part of the services, in proportion',
      system: system({ services: services(...names, 'e', 'f', 'g', 'h'), datastores: [sharedByTwo], edges: circle }),
      options: { warning: 30 },
      says: ['warning: the system scores 35 of 100 as a distributed monolith: shared data 15 and cycles 20'],
    },
  ],
});

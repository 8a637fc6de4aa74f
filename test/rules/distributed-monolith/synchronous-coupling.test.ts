import { expect } from 'vitest';

import { synchronousCoupling } from '../../../src/rules/distributed-monolith/synchronous-coupling.js';
import { testRule } from '../../support/rule-tester.js';
import { edge, service, services, system } from '../../support/system.js';

const names = ['a', 'b', 'c', 'd', 'e'];
const pairs = ['ab', 'bc', 'cd', 'de', 'ac', 'ad', 'ae', 'bd'].map(([from = '', to = '']) => edge(from, to));
const halfAsync = pairs.map((one, index) => (index % 2 === 0 ? one : { ...one, style: 'async' as const, protocol: 'event' as const }));

testRule(synchronousCoupling, {
  valid: [
    { name: 'four services', system: system({ services: services('a', 'b', 'c', 'd'), edges: pairs }) },
    { name: 'seven connections', system: system({ services: services(...names), edges: pairs.slice(1) }) },
    {
      name: 'many calls on one connection',
      system: system({
        services: services(...names),
        edges: Array.from({ length: 9 }, (_, index) => edge('a', 'b', { name: `GET /${index}` })),
      }),
    },
    {
      name: 'a star around a gateway',
      system: system({
        services: [service('gateway', { kind: 'gateway' }), ...services(...names, 'f', 'g', 'h')],
        edges: [...names, 'f', 'g', 'h'].map((name) => edge('gateway', name)),
      }),
    },
  ],
  invalid: [
    {
      name: 'nothing but calls, as a warning',
      system: system({ services: services(...names), edges: pairs }),
      says: ['warning: 8 of 8 connections between 5 services are synchronous (100 %); coupling factor 0.4, mean depth 1.2'],
      more: ([finding]) => {
        expect(finding?.metrics).toEqual({ connections: 8, synchronousShare: 1, couplingFactor: 0.4, meanDepth: 1.2 });
      },
    },
    {
      name: 'a mixture, as figures',
      system: system({ services: services(...names), edges: halfAsync }),
      says: ['info: 4 of 8 connections between 5 services are synchronous (50 %); coupling factor 0.4, mean depth 0.6'],
    },
  ],
});

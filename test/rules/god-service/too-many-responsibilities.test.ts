import { expect } from 'vitest';

import type { Service } from '../../../src/model/system.js';
import { tooManyResponsibilities } from '../../../src/rules/god-service/too-many-responsibilities.js';
import { testRule } from '../../support/rule-tester.js';
import { accessor, at, datastore, edge, operation, service, system, writes } from '../../support/system.js';

/** `sizes`: operations per resource. */
function sized(name: string, sizes: readonly number[], parts: Partial<Service> = {}): Service {
  const operations = sizes.flatMap((size, resource) => Array.from({ length: size }, (_, index) => operation(`GET /r${resource}/${index}`)));
  return service(name, { operations, ...parts });
}

const entities = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `entity_${index}`, at: at('e.ts') }));
const peers = [sized('a', [3]), sized('b', [4]), sized('c', [3, 2]), sized('d', [6])];
const big = sized('shop', [8, 8, 8, 8], { linesOfCode: 12_000 });
const huge = sized('shop', [10, 10, 10, 10, 10, 10, 10], { linesOfCode: 25_000 });

testRule(tooManyResponsibilities, {
  valid: [
    { name: 'services of one size', system: system({ services: peers }) },
    {
      name: 'a service that is big in two respects only',
      system: system({ services: [sized('shop', [40], { linesOfCode: 12_000 }), ...peers] }),
    },
    { name: 'many operations on one resource mostly', system: system({ services: [sized('shop', [30, 2, 2, 2]), ...peers] }) },
    { name: 'a service among equally big ones', system: system({ services: ['a', 'b', 'c', 'd'].map((name) => ({ ...big, name })) }) },
    { name: 'a gateway that only forwards', system: system({ services: [{ ...big, kind: 'gateway' }, ...peers] }) },
    {
      name: 'a gateway that looks up in Redis who may do what',
      system: system({
        services: [{ ...big, kind: 'gateway' }, ...peers],
        datastores: [datastore([accessor('shop')], { id: 'redis://redis:6379/0', engine: 'redis' })],
      }),
    },
    { name: 'a frontend', system: system({ services: [{ ...big, kind: 'frontend' }, ...peers] }) },
    { name: 'a pair, where nobody is the odd one', system: system({ services: [big, ...peers.slice(0, 1)] }) },
    {
      name: 'health and metrics routes',
      system: system({ services: [{ ...big, operations: big.operations.map((item) => ({ ...item, technical: true })) }, ...peers] }),
    },
    { name: 'four signs, when five are asked for', options: { signs: 5 }, system: system({ services: [big, ...peers] }) },
  ],
  invalid: [
    {
      name: 'operations, resources, lines and cohesion',
      system: system({ services: [big, ...peers] }),
      says: [
        'warning: shop shows 4 of 6 signs of too many responsibilities: operations 32 (median of the others 4.5), root resources 4 (median of the others 1), lines of code 12000 (median of the others 500) and interface cohesion 0.23 (median of the others 1)',
      ],
      more: ([finding]) => {
        expect(finding?.metrics).toMatchObject({
          operations: 32,
          'operations, median of the others': 4.5,
          tables: 0,
          'interface cohesion': 0.23,
        });
      },
    },
    {
      name: 'the same among peers of ten operations each',
      system: system({ services: [big, ...peers.map((peer) => sized(peer.name, [10]))] }),
      says: [
        'warning: shop shows 4 of 6 signs of too many responsibilities: operations 32 (median of the others 10), root resources 4 (median of the others 1), lines of code 12000 (median of the others 500) and interface cohesion 0.23 (median of the others 1)',
      ],
    },
    {
      name: 'more than twice the limits, as an error',
      system: system({ services: [huge, ...peers] }),
      says: [
        'error: shop shows 4 of 6 signs of too many responsibilities: operations 70 (median of the others 4.5), root resources 7 (median of the others 1), lines of code 25000 (median of the others 500) and interface cohesion 0.13 (median of the others 1)',
      ],
    },
    {
      name: 'tables it defines and tables it writes, and its neighbours',
      system: system({
        services: [
          service('shop', { linesOfCode: 12_000, entities: entities(10) }),
          ...Array.from({ length: 12 }, (_, index) => service(`s${index}`)),
        ],
        datastores: [datastore([accessor('shop', { tables: Array.from({ length: 5 }, (_, index) => writes(`table_${index}`)) })])],
        edges: Array.from({ length: 12 }, (_, index) => edge(`s${index}`, 'shop')),
      }),
      says: [
        'warning: shop shows 3 of 6 signs of too many responsibilities: tables 15 (median of the others 0), lines of code 12000 (median of the others 500) and neighbours 12 (median of the others 1)',
      ],
    },
    {
      name: 'a gateway that owns data',
      system: system({ services: [{ ...big, kind: 'gateway', entities: entities(1) }, ...peers] }),
      says: [
        'warning: shop shows 4 of 6 signs of too many responsibilities: operations 32 (median of the others 4.5), root resources 4 (median of the others 1), lines of code 12000 (median of the others 500) and interface cohesion 0.23 (median of the others 1)',
      ],
    },
  ],
});

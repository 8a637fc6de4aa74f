import { expect } from 'vitest';

import type { Edge, Flow } from '../../../src/model/system.js';
import { syncChain } from '../../../src/rules/distributed-monolith/sync-chain.js';
import { testRule } from '../../support/rule-tester.js';
import { call, edge, flow, service, services, system } from '../../support/system.js';

const four = services('orders', 'payments', 'customers', 'scoring');
const step = (from: string, to: string, entry = `POST /${from}`): Flow =>
  flow(from, [call(to, { operation: `POST /${to}` })], { name: entry });
const line = [step('orders', 'payments'), step('payments', 'customers'), step('customers', 'scoring')];
const edgesOf = (flows: readonly Flow[]): Edge[] =>
  flows.flatMap((one) => one.calls.map((item) => edge(one.service, item.to, { operation: item.operation ?? '' })));
const withoutOperations = [edge('orders', 'payments'), edge('payments', 'customers'), edge('customers', 'scoring')];

testRule(syncChain, {
  valid: [
    { name: 'three services', system: system({ services: four, flows: line.slice(1), edges: edgesOf(line.slice(1)) }) },
    {
      name: 'calls of the same services on different requests',
      system: system({
        services: four,
        flows: [step('orders', 'payments'), step('payments', 'customers', 'GET /other'), step('customers', 'scoring')],
        edges: edgesOf(line),
      }),
    },
    {
      name: 'a gateway and a frontend that count for nothing',
      system: system({
        services: [service('orders', { kind: 'frontend' }), service('payments', { kind: 'gateway' }), ...services('customers', 'scoring')],
        flows: line,
        edges: edgesOf(line),
      }),
    },
    {
      name: 'an event on the way',
      system: system({
        services: four,
        edges: withoutOperations.map((item) => (item.from === 'payments' ? { ...item, style: 'async', protocol: 'event' } : item)),
      }),
    },
    {
      name: 'services on both sides of a gateway, where nothing says which request it forwards where',
      system: system({
        services: [service('shop'), service('orders'), service('payments', { kind: 'gateway' }), service('customers'), service('scoring')],
        edges: [edge('shop', 'orders'), ...withoutOperations],
      }),
    },
    { name: 'a circle of two', system: system({ services: four, edges: [edge('orders', 'payments'), edge('payments', 'orders')] }) },
  ],
  invalid: [
    {
      name: 'four services, operation by operation',
      system: system({ services: four, flows: line, edges: edgesOf(line) }),
      says: ['warning: a request waits for 4 services in a row: orders → payments → customers → scoring'],
      more: ([finding]) => {
        expect(finding).toMatchObject({ services: ['orders', 'payments', 'customers', 'scoring'], confidence: 'high' });
        expect(finding?.related).toHaveLength(2);
        expect(finding?.flow).toEqual([{ ...finding?.location, message: finding?.label }, ...(finding?.related ?? [])]);
      },
    },
    {
      name: 'four services whose operations are not known, with less confidence',
      system: system({ services: four, edges: withoutOperations }),
      says: [
        'warning: a request waits for 4 services in a row: orders → payments → customers → scoring (service by service: that one request takes the whole way could not be proven)',
      ],
      more: ([finding]) => {
        expect(finding?.confidence).toBe('low');
      },
    },
    {
      name: 'a longer chain once, not its ends',
      system: system({ services: [...four, service('shop')], edges: [edge('shop', 'orders'), ...withoutOperations] }),
      says: [
        'warning: a request waits for 5 services in a row: shop → orders → payments → customers → scoring (service by service: that one request takes the whole way could not be proven)',
      ],
    },
    {
      name: 'three services, when three are too many',
      options: { services: 3 },
      system: system({ services: four, flows: line.slice(1), edges: edgesOf(line.slice(1)) }),
      says: ['warning: a request waits for 3 services in a row: payments → customers → scoring'],
    },
  ],
});

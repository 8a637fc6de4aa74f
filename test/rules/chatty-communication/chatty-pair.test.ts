import { chattyPair } from '../../../src/rules/chatty-communication/chatty-pair.js';
import { testRule } from '../../support/rule-tester.js';
import { call, edge, flow, service, services, system } from '../../support/system.js';
import type { Edge } from '../../../src/model/system.js';

const two = services('orders', 'identity');
const calls = (from: string, to: string, count: number, parts: Partial<Edge> = {}): Edge[] =>
  Array.from({ length: count }, (_, index) => edge(from, to, { name: `GET /${to}/${index}`, ...parts }));

testRule(chattyPair, {
  valid: [
    { name: 'nine operations', system: system({ services: two, edges: calls('orders', 'identity', 9) }) },
    {
      name: 'five one way and four back',
      system: system({ services: two, edges: [...calls('orders', 'identity', 5), ...calls('identity', 'orders', 4)] }),
    },
    {
      name: 'one operation by many call sites',
      system: system({ services: two, edges: calls('orders', 'identity', 12, { operation: 'GET /users/{}' }) }),
    },
    {
      name: 'nine operations, and requests that may be any of them',
      system: system({
        services: two,
        edges: [
          ...calls('orders', 'identity', 9),
          ...['GET', 'PUT'].map((method) => edge('orders', 'identity', { name: `${method} /{}` })),
        ],
      }),
    },
    {
      name: 'a gateway',
      system: system({ services: [service('orders', { kind: 'gateway' }), service('identity')], edges: calls('orders', 'identity', 12) }),
    },
    {
      name: 'a service that does what gateways do',
      system: system({
        services: services('orders', 'identity', 'stock'),
        edges: calls('orders', 'identity', 12),
        flows: ['identity', 'identity', 'stock', 'stock'].map((to, index) => flow('orders', [call(to)], { name: `GET /${index}` })),
      }),
    },
    { name: 'events', system: system({ services: two, edges: calls('orders', 'identity', 12, { style: 'async', protocol: 'event' }) }) },
  ],
  invalid: [
    {
      name: 'ten operations of the only one that it asks',
      system: system({
        services: two,
        edges: calls('orders', 'identity', 10),
        flows: ['a', 'b', 'c', 'd'].map((name) => flow('orders', [call('identity')], { name: `GET /${name}` })),
      }),
      says: ['warning: orders calls 10 different operations of identity'],
    },
    {
      name: 'ten operations',
      system: system({ services: two, edges: calls('orders', 'identity', 10) }),
      says: ['warning: orders calls 10 different operations of identity'],
    },
    {
      name: 'five operations each way',
      system: system({ services: two, edges: [...calls('orders', 'identity', 6), ...calls('identity', 'orders', 5)] }),
      says: ['warning: orders calls 6 different operations of identity, and identity calls 5 of orders'],
    },
  ],
});

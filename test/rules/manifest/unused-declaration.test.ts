import { unusedDeclaration } from '../../../src/rules/manifest/unused-declaration.js';
import { testRule } from '../../support/rule-tester.js';
import { at, datastore, accessor, declared, edge, service, services, system } from '../../support/system.js';

const two = services('orders', 'payments');
const calls = declared({ orders: { calls: ['payments'] } });
const loose = { service: 'orders', kind: 'call', text: 'GET ${url}', why: 'unresolved', evidence: [] } as const;

testRule(unusedDeclaration, {
  valid: [
    { name: 'a call that is made', system: system({ services: two, edges: [edge('orders', 'payments')], declared: calls }) },
    { name: 'a service with a call that could not be told', system: system({ services: two, declared: calls, loose: [loose] }) },
    {
      name: 'a service whose source is not read',
      system: system({ services: [service('orders', { analysed: false }), service('payments')], declared: calls }),
    },
    {
      name: 'a topic of a service that publishes under names that are not known in full',
      system: system({
        services: two,
        topics: [
          { broker: 'nats', name: 'events.{}', isPartial: true, publishers: [{ service: 'orders', at: at('a.ts') }], consumers: [] },
        ],
        declared: declared({ orders: { publishes: ['events.paid'] } }),
      }),
    },
    {
      name: 'a topic behind an exchange',
      system: system({
        services: two,
        topics: [{ broker: 'amqp', name: 'events/paid', publishers: [{ service: 'orders', at: at('a.ts') }], consumers: [] }],
        declared: declared({ orders: { publishes: ['paid'] } }),
      }),
    },
    {
      name: 'a type of message that nobody is seen to ask for',
      system: system({
        services: two,
        topics: [{ broker: 'sns', name: 'bus', publishers: [{ service: 'orders', at: at('a.ts') }], consumers: [] }],
        declared: declared({ orders: { publishes: ['ORDER_PAID'] } }),
      }),
    },
    {
      name: 'a key by which a queue is bound, and that nobody is seen to publish under',
      system: system({
        services: two,
        topics: [{ broker: 'amqp', name: 'orders-queue', publishers: [], consumers: [{ service: 'orders', at: at('a.ts') }] }],
        declared: declared({ orders: { consumes: ['orders-queue', 'events/paid'] } }),
      }),
    },
    {
      name: 'a datastore that is opened',
      system: system({
        services: two,
        datastores: [datastore([accessor('orders')])],
        declared: declared({ orders: { datastores: ['shop'] } }),
      }),
    },
  ],
  invalid: [
    {
      name: 'a call that is not made',
      system: system({ services: two, declared: calls }),
      says: ['warning: msa.yaml lists payments in the `calls` of orders, but nothing in its code uses it'],
    },
    {
      name: 'a call that only the manifest knows',
      system: system({ services: two, edges: [edge('orders', 'payments', { confidence: 'declared' })], declared: calls }),
      says: ['warning: msa.yaml lists payments in the `calls` of orders, but nothing in its code uses it'],
    },
    {
      name: 'a queue that is not read, beside one that is',
      system: system({
        services: two,
        topics: [{ broker: 'amqp', name: 'orders-queue', publishers: [], consumers: [{ service: 'orders', at: at('a.ts') }] }],
        declared: declared({ orders: { consumes: ['orders-queue', 'refunds-queue'] } }),
      }),
      says: ['warning: msa.yaml lists refunds-queue in the `consumes` of orders, but nothing in its code uses it'],
    },
    {
      name: 'topics and datastores that are not used, though a host outside is called',
      system: system({
        services: two,
        declared: declared({ orders: { publishes: ['a'], consumes: ['b'], datastores: ['c'] } }),
        loose: [{ ...loose, why: 'external', evidence: [at('a.ts')] }],
      }),
      says: [
        'warning: msa.yaml lists b in the `consumes` of orders, but nothing in its code uses it',
        'warning: msa.yaml lists c in the `datastores` of orders, but nothing in its code uses it',
        'warning: msa.yaml lists a in the `publishes` of orders, but nothing in its code uses it',
      ],
    },
  ],
});

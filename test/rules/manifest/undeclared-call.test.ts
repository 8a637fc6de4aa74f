import { undeclaredCall } from '../../../src/rules/manifest/undeclared-call.js';
import { testRule } from '../../support/rule-tester.js';
import { at, declared, edge, services, system } from '../../support/system.js';

const three = services('orders', 'payments', 'customers');
const orders = (calls: readonly string[]) => declared({ orders: { calls } });
const topic = {
  broker: 'nats',
  name: 'order.created',
  publishers: [{ service: 'orders', at: at('a.ts') }],
  consumers: [{ service: 'payments', at: at('b.ts') }],
};

/** One queue of AMQP, bound by two keys. */
const bound = ['events/order.created', 'events/order.paid', 'payments-orders'].map((name) => ({
  broker: 'amqp',
  name,
  publishers: [],
  consumers: [{ service: 'payments', at: at('b.ts') }],
}));

testRule(undeclaredCall, {
  valid: [
    {
      name: 'a queue that is listed, and the keys that bind it',
      system: system({ services: three, topics: bound, declared: declared({ payments: { consumes: ['payments-orders'] } }) }),
    },
    {
      name: 'keys that are listed, and the queue that they bind',
      system: system({ services: three, topics: bound, declared: declared({ payments: { consumes: ['order.created', 'order.paid'] } }) }),
    },
    {
      name: 'a request over a broker to a service whose calls are listed',
      system: system({
        services: three,
        edges: [edge('orders', 'payments', { protocol: 'queue-rpc', name: 'order.created' })],
        topics: [{ ...topic, isAsked: true }],
        declared: declared({ orders: { calls: ['payments'], publishes: [] } }),
      }),
    },
    { name: 'a system without msa.yaml', system: system({ services: three, edges: [edge('orders', 'payments')] }) },
    {
      name: 'a service that says nothing about calls',
      system: system({ services: three, edges: [edge('orders', 'payments')], declared: declared({ orders: {} }) }),
    },
    { name: 'a declared call', system: system({ services: three, edges: [edge('orders', 'payments')], declared: orders(['payments']) }) },
    {
      name: 'an event',
      system: system({ services: three, edges: [edge('orders', 'payments', { style: 'async', protocol: 'event' })], declared: orders([]) }),
    },
    {
      name: 'declared topics',
      system: system({
        services: three,
        topics: [topic],
        declared: declared({ orders: { publishes: ['order.created'] }, payments: { consumes: ['order.created'] } }),
      }),
    },
    {
      name: 'declared topics behind an exchange or a prefix',
      system: system({
        services: three,
        topics: ['events/order.created', 'prod.order.created', 'shop:order.created'].map((name) => ({ ...topic, name })),
        declared: declared({ orders: { publishes: ['order.created'] }, payments: { consumes: ['order.created'] } }),
      }),
    },
    {
      name: 'a queue that may get it, or may not',
      system: system({
        services: three,
        topics: [{ ...topic, consumers: [{ service: 'payments', at: at('b.ts'), isAssumed: true }] }],
        declared: declared({ payments: { consumes: [] } }),
      }),
    },
    {
      name: 'a topic whose name is not known in full',
      system: system({
        services: three,
        topics: [{ ...topic, name: 'order.{}', isPartial: true }],
        declared: declared({ orders: { publishes: ['order.created'] }, payments: { consumes: [] } }),
      }),
    },
  ],
  invalid: [
    {
      name: 'a queue that is not listed, by the keys that bind it',
      system: system({ services: three, topics: bound, declared: declared({ payments: { consumes: ['order.paid'] } }) }),
      says: ['error: payments consumes events/order.created, which its `consumes` in msa.yaml does not list'],
    },
    {
      name: 'a request over a broker of a service that lists events alone',
      system: system({
        services: three,
        edges: [edge('orders', 'payments', { protocol: 'queue-rpc', name: 'order.created' })],
        topics: [{ ...topic, isAsked: true }],
        declared: declared({ orders: { publishes: [] } }),
      }),
      says: ['error: orders publishes order.created, which its `publishes` in msa.yaml does not list'],
    },
    {
      name: 'a topic that only ends in the same letters',
      system: system({
        services: three,
        topics: [{ ...topic, name: 'reorder.created' }],
        declared: declared({ orders: { publishes: ['order.created'] } }),
      }),
      says: ['error: orders publishes reorder.created, which its `publishes` in msa.yaml does not list'],
    },
    {
      name: 'a call that is not listed',
      system: system({ services: three, edges: [edge('orders', 'payments'), edge('orders', 'customers')], declared: orders(['payments']) }),
      says: ['error: orders calls customers (GET /customers), which its `calls` in msa.yaml does not list'],
    },
    {
      name: 'several calls of one service once',
      system: system({
        services: three,
        edges: [edge('orders', 'customers', { name: 'GET /b' }), edge('orders', 'customers', { name: 'GET /a' })],
        declared: orders([]),
      }),
      says: ['error: orders calls customers (GET /a), which its `calls` in msa.yaml does not list'],
    },
    {
      name: 'an inferred call, as a warning',
      system: system({ services: three, edges: [edge('orders', 'customers', { confidence: 'inferred' })], declared: orders([]) }),
      says: ['warning: orders calls customers (GET /customers), which its `calls` in msa.yaml does not list'],
    },
    {
      name: 'topics that are not listed',
      system: system({ services: three, topics: [topic], declared: declared({ orders: { publishes: [] }, payments: { consumes: [] } }) }),
      says: [
        'error: orders publishes order.created, which its `publishes` in msa.yaml does not list',
        'error: payments consumes order.created, which its `consumes` in msa.yaml does not list',
      ],
    },
  ],
});

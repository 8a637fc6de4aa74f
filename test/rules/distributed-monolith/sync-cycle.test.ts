import { expect } from 'vitest';

import { syncCycle } from '../../../src/rules/distributed-monolith/sync-cycle.js';
import { testRule } from '../../support/rule-tester.js';
import { edge, services, system } from '../../support/system.js';

const three = services('orders', 'tickets', 'payments');
const forth = edge('orders', 'tickets', { name: 'rpc ticket.reserve' });
const back = edge('tickets', 'orders', { name: 'GET /orders/{}' });

testRule(syncCycle, {
  valid: [
    { name: 'one direction', system: system({ services: three, edges: [forth, edge('tickets', 'payments')] }) },
    {
      name: 'an event on the way back',
      system: system({ services: three, edges: [forth, { ...back, style: 'async', protocol: 'event' }] }),
    },
    { name: 'a gateway that forwards', system: system({ services: three, edges: [forth, { ...back, protocol: 'proxy' }] }) },
    { name: 'a service that calls itself', system: system({ services: three, edges: [edge('orders', 'orders')] }) },
    {
      name: 'hops that are never deployed together',
      system: system({
        services: three,
        edges: [
          { ...forth, profiles: ['v1'] },
          { ...back, profiles: ['v2'] },
        ],
      }),
    },
    { name: 'a job on the way', system: system({ services: services('orders'), edges: [edge('orders', 'seed'), edge('seed', 'orders')] }) },
  ],
  invalid: [
    {
      name: 'two services that wait for each other',
      system: system({ services: three, edges: [back, forth] }),
      says: ['error: orders and tickets call each other in a circle: orders → tickets → orders'],
      more: ([finding]) => {
        expect(finding).toMatchObject({
          services: ['orders', 'tickets'],
          location: { file: 'services/orders/src/tickets-client.ts' },
          label: 'orders waits for tickets (rpc ticket.reserve)',
          confidence: 'high',
        });
        expect(finding?.related).toMatchObject([
          { file: 'services/tickets/src/orders-client.ts', message: 'tickets waits for orders (GET /orders/{})' },
        ]);
      },
    },
    {
      name: 'a set with several cycles once, with its shortest',
      system: system({ services: three, edges: [forth, edge('tickets', 'payments'), edge('payments', 'orders'), back] }),
      says: ['error: orders, payments and tickets call each other in a circle: orders → tickets → orders is the shortest'],
    },
    {
      name: 'a way back that is only inferred, as a warning',
      system: system({ services: three, edges: [forth, { ...back, confidence: 'inferred' }] }),
      says: ['warning: orders and tickets call each other in a circle: orders → tickets → orders'],
      more: ([finding]) => {
        expect(finding?.confidence).toBe('low');
      },
    },
    {
      name: 'the proven part of a larger circle only',
      system: system({
        services: three,
        edges: [forth, back, edge('tickets', 'payments'), edge('payments', 'orders', { confidence: 'inferred' })],
      }),
      says: ['error: orders and tickets call each other in a circle: orders → tickets → orders'],
    },
    {
      name: 'the same circle in two profiles once',
      system: system({
        services: three,
        edges: [
          { ...forth, profiles: ['dev', 'prod'] },
          { ...back, profiles: ['prod', 'dev'] },
        ],
      }),
      says: ['error: orders and tickets call each other in a circle: orders → tickets → orders'],
    },
    {
      name: 'separate circles separately',
      system: system({ services: services('a', 'b', 'c', 'd'), edges: [edge('a', 'b'), edge('b', 'a'), edge('c', 'd'), edge('d', 'c')] }),
      says: ['error: a and b call each other in a circle: a → b → a', 'error: c and d call each other in a circle: c → d → c'],
    },
  ],
});

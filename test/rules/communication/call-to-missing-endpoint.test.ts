import { expect } from 'vitest';

import { callToMissingEndpoint } from '../../../src/rules/communication/call-to-missing-endpoint.js';
import { testRule } from '../../support/rule-tester.js';
import { edge, operation, service, system } from '../../support/system.js';

const offer = (method: string, path: string) => operation(`${method} ${path}`, { method, path });
const customers = service('customers', { operations: [offer('GET', '/customers/{}'), offer('POST', '/customers')] });
const orders = service('orders', { operations: [offer('GET', '/orders')] });
const calls = (name: string, parts = {}) => ({ services: [customers, orders], edges: [edge('orders', 'customers', { name, ...parts })] });

testRule(callToMissingEndpoint, {
  valid: [
    { name: 'an endpoint that is found', system: system(calls('GET /customers/{}', { operation: 'GET /customers/{}' })) },
    { name: 'a path with values in it', system: system(calls('GET /customers/7')) },
    { name: 'a GET that may be another method', system: system(calls('GET /customers')) },
    { name: 'a host that is a guess', system: system(calls('GET /customer/{}', { confidence: 'inferred' })) },
    { name: 'a path that begins with something unknown', system: system(calls('GET /{}/all')) },
    { name: 'health, which the platform answers', system: system(calls('GET /health')) },
    { name: 'a proxy', system: system(calls('GET /customer', { protocol: 'proxy' })) },
    { name: 'a page', system: system({ ...calls('GET /customer/{}'), services: [customers, { ...orders, kind: 'frontend' }] }) },
    {
      name: 'a service that takes everything',
      system: system({
        ...calls('GET /customer/{}'),
        services: [{ ...customers, operations: [...customers.operations, offer('ALL', '/{}')] }, orders],
      }),
    },
    {
      name: 'a service that forwards',
      system: system({
        services: [customers, orders],
        edges: [...calls('GET /customer/{}').edges, edge('customers', 'orders', { protocol: 'proxy' })],
      }),
    },
    {
      name: 'a service of which not one of three calls meets a route',
      system: system({
        services: [customers, orders],
        edges: ['GET /people', 'POST /people', 'GET /people/{}'].map((name) => edge('orders', 'customers', { name })),
      }),
    },
    {
      name: 'such a service, of which a call for the platform is no meeting',
      system: system({
        services: [customers, orders],
        edges: ['GET /people', 'POST /people', 'GET /people/ping'].map((name) => edge('orders', 'customers', { name })),
      }),
    },
    {
      name: 'a service that registers routes under names that nobody can tell',
      system: system({
        ...calls('GET /customer/{}'),
        services: [{ ...customers, unreadRoutes: [{ file: 'customers/app.ts', line: 3, column: 1 }] }, orders],
      }),
    },
    {
      name: 'a service whose source is not read',
      system: system({ ...calls('GET /customer/{}'), services: [{ ...customers, analysed: false }, orders] }),
    },
  ],
  invalid: [
    {
      name: 'a path that nobody offers',
      system: system(calls('GET /customers/{}/address')),
      says: ['warning: orders calls GET /customers/{}/address of customers, which offers no such endpoint'],
      more: ([finding]) => {
        expect(finding?.related.map(({ message }) => message)).toEqual([
          'customers offers GET /customers/{}',
          'customers offers POST /customers',
        ]);
      },
    },
    {
      name: 'one of three calls that meets a route speaks for the others',
      system: system({
        services: [customers, orders],
        edges: ['POST /customers', 'POST /people', 'GET /people/{}'].map((name) => edge('orders', 'customers', { name })),
      }),
      says: [
        'warning: orders calls GET /people/{} of customers, which offers no such endpoint',
        'warning: orders calls POST /people of customers, which offers no such endpoint',
      ],
    },
    {
      name: 'a method that it does not have',
      system: system(calls('DELETE /customers/{}')),
      says: ['warning: orders calls DELETE /customers/{} of customers, which offers no such endpoint'],
    },
  ],
});

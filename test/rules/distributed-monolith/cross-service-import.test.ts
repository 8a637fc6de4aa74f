import { crossServiceImport } from '../../../src/rules/distributed-monolith/cross-service-import.js';
import type { ServiceImport } from '../../../src/model/system.js';
import { testRule } from '../../support/rule-tester.js';
import { at, service, services, system } from '../../support/system.js';

const two = services('orders', 'billing');
const one: ServiceImport = {
  from: 'billing',
  to: 'orders',
  file: 'services/billing/src/total.ts',
  target: 'services/orders/src/order.ts',
  typeOnly: false,
  at: at('services/billing/src/total.ts', 2),
};

testRule(crossServiceImport, {
  valid: [
    { name: 'no import', system: system({ services: two }) },
    { name: 'a job that imports its service', system: system({ services: services('orders'), imports: [one] }) },
    {
      name: 'two processes of one folder',
      system: system({ services: [service('orders', { path: 'app' }), service('billing', { path: 'app' })], imports: [one] }),
    },
    {
      name: 'modules of one deployable that meet through their index files',
      system: system({ services: two, imports: [{ ...one, target: 'src/modules/orders/index.ts' }] }),
      options: { interfaces: ['index'] },
    },
  ],
  invalid: [
    {
      name: 'a module that reaches behind the index file of another one',
      system: system({ services: two, imports: [{ ...one, target: 'src/modules/orders/index.ts' }, one] }),
      options: { interfaces: ['index'] },
      says: ['error: billing imports the source of orders: services/orders/src/order.ts'],
    },
    {
      name: 'an import of source',
      system: system({ services: two, imports: [one] }),
      says: ['error: billing imports the source of orders: services/orders/src/order.ts'],
    },
    {
      name: 'several imports as one finding, those that run first',
      system: system({ services: two, imports: [{ ...one, typeOnly: true, target: 'services/orders/src/types.ts' }, one] }),
      says: ['error: billing imports the source of orders: services/orders/src/order.ts and 1 more import'],
    },
    {
      name: 'an import for types, as a warning',
      system: system({ services: two, imports: [{ ...one, typeOnly: true }] }),
      says: ['warning: billing imports types from the source of orders: services/orders/src/order.ts'],
    },
  ],
});

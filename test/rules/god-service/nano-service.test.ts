import { nanoService } from '../../../src/rules/god-service/nano-service.js';
import { testRule } from '../../support/rule-tester.js';
import { accessor, at, datastore, edge, operation, service, services, system } from '../../support/system.js';

const tax = service('tax', { operations: [operation('GET /tax')] });
const small = { services: [tax, service('checkout')], edges: [edge('checkout', 'tax')] };

testRule(nanoService, {
  valid: [
    {
      name: 'three operations',
      system: system({
        ...small,
        services: [{ ...tax, operations: ['a', 'b', 'c'].map((name) => operation(`GET /${name}`)) }, service('checkout')],
      }),
    },
    {
      name: 'two callers',
      system: system({ services: [tax, ...services('checkout', 'cart')], edges: [edge('checkout', 'tax'), edge('cart', 'tax')] }),
    },
    { name: 'a service with a database', system: system({ ...small, datastores: [datastore([accessor('tax')])] }) },
    {
      name: 'a service that consumes events',
      system: system({
        ...small,
        topics: [{ broker: 'nats', name: 'rates', publishers: [], consumers: [{ service: 'tax', at: at('a.ts') }] }],
      }),
    },
    { name: 'a service whose operations were not seen', system: system({ ...small, services: [service('tax'), service('checkout')] }) },
    { name: 'a worker', system: system({ ...small, services: [{ ...tax, kind: 'worker' }, service('checkout')] }) },
  ],
  invalid: [
    {
      name: 'one operation for one caller',
      system: system(small),
      says: ['warning: tax has one operation, no datastore and no topic, and only checkout calls it'],
    },
  ],
});

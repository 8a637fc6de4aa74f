import { unknownService } from '../../../src/rules/manifest/unknown-service.js';
import { testRule } from '../../support/rule-tester.js';
import { at, declared, services, system } from '../../support/system.js';

const two = services('orders', 'payments');

testRule(unknownService, {
  valid: [
    { name: 'names of services', system: system({ services: two, declared: declared({ orders: { calls: ['payments'] } }) }) },
    { name: 'a system without msa.yaml', system: system({ services: two }) },
  ],
  invalid: [
    {
      name: 'a misspelt callee',
      system: system({ services: two, declared: declared({ orders: { calls: ['payment'] } }) }),
      says: ['error: the `calls` of orders in msa.yaml names payment, which is no service of the system. Did you mean payments?'],
    },
    {
      name: 'an owner that does not exist',
      system: system({
        services: two,
        declared: { ...declared({}), datastores: [{ name: 'shop', owner: 'warehouse', at: at('msa.yaml', 9) }] },
      }),
      says: ['error: the `owner` of shop in msa.yaml names warehouse, which is no service of the system'],
    },
    {
      name: 'a service that an overrides entry is about',
      system: system({ services: two }),
      manifest: { overrides: [{ services: ['order'], rules: {}, at: at('msa.yaml', 12) }] },
      says: ['error: an `overrides` entry in msa.yaml names order, which is no service of the system. Did you mean orders?'],
    },
    {
      name: 'a service that an ignore entry is about',
      system: system({ services: two }),
      manifest: { ignore: [{ rule: 'database-per-service/shared-datastore', services: ['order'], reason: 'old', at: at('msa.yaml', 12) }] },
      says: ['error: an `ignore` entry in msa.yaml names order, which is no service of the system. Did you mean orders?'],
    },
  ],
});

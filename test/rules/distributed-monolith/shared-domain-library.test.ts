import { sharedDomainLibrary } from '../../../src/rules/distributed-monolith/shared-domain-library.js';
import type { SharedPackage } from '../../../src/model/system.js';
import { testRule } from '../../support/rule-tester.js';
import { accessor, at, datastore, service, services, system } from '../../support/system.js';

const two = services('orders', 'billing');
const users = ['orders', 'billing'].map((name) => ({ service: name, at: at(`services/${name}/src/main.ts`) }));
const logic = ['PriceRules', 'Discount', 'Refund'].map((name) => ({ name, at: at(`libs/domain/${name}.ts`) }));
const domain: SharedPackage = { name: '@shop/domain', path: 'libs/domain', users, entities: [], dataAccess: [], logic };

testRule(sharedDomainLibrary, {
  valid: [
    { name: 'utilities', system: system({ services: two, packages: [{ ...domain, logic: [] }] }) },
    {
      name: 'one class with behaviour among utilities',
      system: system({ services: two, packages: [{ ...domain, logic: logic.slice(0, 1) }] }),
    },
    {
      name: 'event contracts',
      system: system({ services: two, packages: [{ ...domain, name: '@shop/order-events', path: 'libs/order-events' }] }),
    },
    { name: 'logging', system: system({ services: two, packages: [{ ...domain, name: '@shop/common', path: 'libs/logging' }] }) },
    { name: 'a package of one service', system: system({ services: two, packages: [{ ...domain, users: users.slice(0, 1) }] }) },
    {
      name: 'a package whose domain only one service reaches',
      system: system({
        services: two,
        packages: [{ ...domain, users: users.map((user, i) => (i === 0 ? { ...user, besidesDomain: true as const } : user)) }],
      }),
    },
    {
      name: 'a package of a frontend and a service',
      system: system({ services: [service('orders', { kind: 'frontend' }), service('billing')], packages: [domain] }),
    },
  ],
  invalid: [
    {
      name: 'business logic of two services',
      system: system({ services: two, packages: [domain] }),
      says: [
        'warning: package @shop/domain has 3 parts with business logic (PriceRules, Discount and Refund) and is used by billing and orders',
      ],
    },
    {
      name: 'a package of a service and of a server of pages that works on a database itself',
      system: system({
        services: [service('orders', { kind: 'frontend' }), service('billing')],
        packages: [{ ...domain, logic: [], entities: [{ name: 'Order', at: at('libs/domain/order.ts') }] }],
        datastores: [datastore([accessor('orders'), accessor('billing')])],
      }),
      says: ['warning: package @shop/domain has 1 entity (Order) and is used by billing and orders'],
    },
    {
      name: 'entities of two services, whatever the package is called',
      system: system({
        services: two,
        packages: [{ ...domain, name: '@shop/utils', logic: [], entities: [{ name: 'Order', at: at('libs/utils/order.ts') }] }],
      }),
      says: ['warning: package @shop/utils has 1 entity (Order) and is used by billing and orders'],
    },
  ],
});

import { expect } from 'vitest';

import type { SharedPackage } from '../../../src/model/system.js';
import { sharedSchemaPackage } from '../../../src/rules/database-per-service/shared-schema-package.js';
import { testRule } from '../../support/rule-tester.js';
import { accessor, at, datastore, reads, services, system } from '../../support/system.js';

const two = services('orders', 'billing');
const users = [
  { service: 'orders', at: at('services/orders/src/main.ts', 2) },
  { service: 'billing', at: at('services/billing/src/main.ts', 2) },
];
const schema: SharedPackage = {
  name: '@shop/database',
  path: 'libs/database',
  users,
  entities: [{ name: 'Customer', at: at('libs/database/customer.ts', 3) }],
  dataAccess: [],
  logic: [],
};
const helper: SharedPackage = { ...schema, name: '@shop/sql', path: 'libs/sql', entities: [], dataAccess: [at('libs/sql/pool.ts', 8)] };
const customers = [reads('customer')];
const opened = { evidence: [at('libs/sql/pool.ts', 8)] };
const together = [datastore([accessor('orders', { tables: customers }), accessor('billing', { tables: customers })])];
const apart = [
  datastore([accessor('orders', { tables: customers })], { id: 'postgres://db:5432/orders', database: 'orders' }),
  datastore([accessor('billing', { tables: customers })], { id: 'postgres://db:5432/billing', database: 'billing' }),
];

testRule(sharedSchemaPackage, {
  valid: [
    {
      name: 'a package of one user',
      system: system({ services: two, datastores: apart, packages: [{ ...schema, users: users.slice(0, 1) }] }),
    },
    { name: 'a package of contracts', system: system({ services: two, datastores: together, packages: [{ ...schema, entities: [] }] }) },
    {
      name: 'a user that reaches no database',
      system: system({ services: two, datastores: [datastore([accessor('orders', { tables: customers })])], packages: [schema] }),
    },
    {
      name: 'a user that works on tables of its own only',
      system: system({
        services: two,
        datastores: [
          apart[0] ?? datastore([]),
          datastore([accessor('billing', { tables: [reads('invoice')] })], { id: 'postgres://db:5432/billing', database: 'billing' }),
        ],
        packages: [schema],
      }),
    },
    {
      name: 'a data access layer for another database than the shared one',
      system: system({ services: two, datastores: together, packages: [helper] }),
    },
    {
      name: 'a helper for a cache',
      system: system({
        services: two,
        datastores: [datastore([accessor('orders', opened), accessor('billing', opened)], { id: 'redis://cache:6379/0', engine: 'redis' })],
        packages: [helper],
      }),
    },
    {
      name: 'a helper that opens the database, when the tables are named in the code of its users',
      system: system({
        services: two,
        datastores: [datastore(['orders', 'billing'].map((service) => accessor(service, { ...opened, tables: customers })))],
        packages: [helper],
      }),
    },
    { name: 'a helper that opens different databases', system: system({ services: two, datastores: apart, packages: [helper] }) },
  ],
  invalid: [
    {
      name: 'entities that two services use',
      system: system({ services: two, datastores: apart, packages: [schema] }),
      says: ['warning: package @shop/database holds the entities (Customer) with which billing and orders reach a database'],
      more: ([finding]) => {
        expect(finding).toMatchObject({
          services: ['billing', 'orders'],
          datastore: null,
          location: { file: 'libs/database/customer.ts' },
        });
      },
    },
    {
      name: 'entities of a database that is shared',
      system: system({ services: two, datastores: together, packages: [schema] }),
      says: [
        'error: package @shop/database holds the entities (Customer) with which billing and orders reach a database, in one database postgres://db:5432/shop',
      ],
    },
    {
      name: 'a data access layer for one database, which may be told which one',
      system: system({
        services: two,
        datastores: [datastore([accessor('orders', opened), accessor('billing', opened)])],
        packages: [helper],
      }),
      says: [
        'warning: package @shop/sql holds the data access with which billing and orders reach a database, in one database postgres://db:5432/shop',
      ],
    },
    {
      name: 'a data access layer that runs the queries',
      system: system({
        services: two,
        datastores: [
          datastore(
            ['orders', 'billing'].map((service) =>
              accessor(service, { ...opened, tables: [{ ...reads('customer'), at: at('libs/sql/customers.ts', 4) }] }),
            ),
          ),
        ],
        packages: [helper],
      }),
      says: [
        'error: package @shop/sql holds the data access with which billing and orders reach a database, in one database postgres://db:5432/shop',
      ],
    },
  ],
});

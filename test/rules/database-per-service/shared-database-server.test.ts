import { sharedDatabaseServer } from '../../../src/rules/database-per-service/shared-database-server.js';
import { testRule } from '../../support/rule-tester.js';
import { accessor, datastore, services, system } from '../../support/system.js';

const two = services('orders', 'billing');
const orders = datastore([accessor('orders')], { id: 'postgres://db:5432/orders', database: 'orders' });
const billing = datastore([accessor('billing')], { id: 'postgres://db:5432/billing', database: 'billing' });

testRule(sharedDatabaseServer, {
  valid: [
    { name: 'servers of their own', system: system({ services: two, datastores: [orders, { ...billing, host: 'other' }] }) },
    { name: 'one database', system: system({ services: two, datastores: [datastore([accessor('orders'), accessor('billing')])] }) },
    {
      name: 'two databases of one service',
      system: system({ services: two, datastores: [orders, { ...billing, accessors: [accessor('orders')] }] }),
    },
  ],
  invalid: [
    {
      name: 'different databases of two services',
      system: system({ services: two, datastores: [orders, billing] }),
      says: ['warning: the server postgres://db:5432 holds different databases of billing and orders'],
    },
  ],
});

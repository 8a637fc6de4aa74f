import { undeclaredDatastore } from '../../../src/rules/manifest/undeclared-datastore.js';
import { testRule } from '../../support/rule-tester.js';
import { accessor, at, datastore, declared, services, system } from '../../support/system.js';

const one = services('orders');
const shop = datastore([accessor('orders')]);
const stores = { datastores: [{ name: 'orders-db', engine: 'postgres', at: at('msa.yaml', 30) }] };

testRule(undeclaredDatastore, {
  valid: [
    { name: 'a system without msa.yaml', system: system({ services: one, datastores: [shop] }) },
    { name: 'a service that says nothing', system: system({ services: one, datastores: [shop], declared: declared({ orders: {} }) }) },
    {
      name: 'the name of the database',
      system: system({ services: one, datastores: [shop], declared: declared({ orders: { datastores: ['shop'] } }) }),
    },
    {
      name: 'the name of the host',
      system: system({
        services: one,
        datastores: [{ ...shop, host: 'orders-db' }],
        declared: declared({ orders: { datastores: ['orders_db'] } }),
      }),
    },
    {
      name: 'a name of its own for the only store of the engine',
      system: system({
        services: one,
        datastores: [shop],
        declared: { ...declared({ orders: { datastores: ['orders-db'] } }), ...stores },
      }),
    },
    {
      name: 'a database that has another host in each deployment',
      system: system({
        services: one,
        datastores: [shop, { ...shop, id: 'postgres://shop-db:5432/shop', host: 'shop-db' }],
        declared: declared({ orders: { datastores: ['shop'] } }),
      }),
    },
    {
      name: 'a name of its own for the only store of the engine whose address is known in full',
      system: system({
        services: one,
        datastores: [shop, { ...shop, id: 'postgres://{DB_URL}:5432/? (orders)', host: 'other', database: 'other', proven: false }],
        declared: { ...declared({ orders: { datastores: ['orders-db'] } }), ...stores },
      }),
    },
    {
      name: 'a host that runs several engines',
      system: system({
        services: one,
        datastores: [
          { ...shop, proven: false, id: 'redis://local:6379', engine: 'redis', host: 'local' },
          { ...shop, id: 's3://local:9000', engine: 's3', host: 'local' },
        ],
        declared: {
          ...declared({ orders: { datastores: ['local'] } }),
          datastores: [{ name: 'local', engine: 's3', at: at('msa.yaml', 30) }],
        },
      }),
    },
    {
      name: 'an address that is not proven',
      system: system({ services: one, datastores: [{ ...shop, proven: false }], declared: declared({ orders: { datastores: [] } }) }),
    },
  ],
  invalid: [
    {
      name: 'another engine on the host of the declared one',
      system: system({
        services: one,
        datastores: [
          { ...shop, id: 'redis://local:6379', engine: 'redis', host: 'local' },
          { ...shop, id: 's3://local:9000', engine: 's3', host: 'local' },
        ],
        declared: {
          ...declared({ orders: { datastores: ['local'] } }),
          datastores: [{ name: 'local', engine: 's3', at: at('msa.yaml', 30) }],
        },
      }),
      says: ['error: orders opens redis://local:6379, which its `datastores` in msa.yaml does not list'],
    },
    {
      name: 'a store that is not listed',
      system: system({ services: one, datastores: [shop], declared: declared({ orders: { datastores: [] } }) }),
      says: ['error: orders opens postgres://db:5432/shop, which its `datastores` in msa.yaml does not list'],
    },
    {
      name: 'the second store of the engine, where both could be the declared one',
      system: system({
        services: one,
        datastores: [shop, datastore([accessor('orders')], { id: 'postgres://db:5432/other', database: 'other' })],
        declared: { ...declared({ orders: { datastores: ['shop'] } }), ...stores },
      }),
      says: ['error: orders opens postgres://db:5432/other, which its `datastores` in msa.yaml does not list'],
    },
  ],
});

import { expect } from 'vitest';

import { sharedDatastore } from '../../../src/rules/database-per-service/shared-datastore.js';
import { testRule } from '../../support/rule-tester.js';
import { accessor, at, datastore, reads, service, services, system } from '../../support/system.js';

const two = services('orders', 'billing');
const env = {
  name: 'DATABASE_URL',
  entry: { value: 'postgres://db:5432/shop', source: 'compose', at: at('docker-compose.yml', 31) },
} as const;
const both = [accessor('orders'), accessor('billing', { env })];

testRule(sharedDatastore, {
  valid: [
    { name: 'a database of one service', system: system({ services: two, datastores: [datastore([accessor('orders')])] }) },
    {
      name: 'different databases on one server',
      system: system({
        services: two,
        datastores: [
          datastore([accessor('orders')], { id: 'postgres://db:5432/orders', database: 'orders' }),
          datastore([accessor('billing')], { id: 'postgres://db:5432/billing', database: 'billing' }),
        ],
      }),
    },
    {
      name: 'a database whose identity is not proven',
      system: system({ services: two, datastores: [datastore(both, { proven: false })] }),
    },
    {
      name: 'a service that opens it without using it',
      system: system({ services: two, datastores: [datastore([accessor('orders'), accessor('billing', { uses: false })])] }),
    },
    {
      name: 'a job beside its service',
      system: system({ services: two, datastores: [datastore([accessor('orders'), accessor('migrate')])] }),
    },
    {
      name: 'a worker that starts from the folder of its service',
      system: system({
        services: [service('orders', { path: 'app' }), service('billing', { path: 'app', kind: 'worker' })],
        datastores: [datastore(both)],
      }),
    },
    {
      name: 'tables of their own in one account',
      system: system({
        services: two,
        datastores: [
          datastore([accessor('orders', { tables: [reads('orders')] }), accessor('billing', { tables: [reads('bills')] })], {
            engine: 'dynamodb',
          }),
        ],
      }),
    },
    { name: 'a shared cache', system: system({ services: two, datastores: [datastore(both, { engine: 'redis', role: 'cache' })] }) },
    { name: 'a shared broker', system: system({ services: two, datastores: [datastore(both, { engine: 'rabbitmq' })] }) },
    { name: 'a shared bucket', system: system({ services: two, datastores: [datastore(both, { engine: 's3' })] }) },
  ],
  invalid: [
    {
      name: 'defaults of code, which a deployment may replace',
      system: system({ services: two, datastores: [datastore([accessor('orders'), accessor('billing', { assumed: true })])] }),
      says: ['warning: services billing and orders both use the database postgres://db:5432/shop'],
      more: ([finding]) => {
        expect(finding).toMatchObject({ confidence: 'medium' });
      },
    },
    {
      name: 'a service in another language, which is deployed with it',
      system: system({
        services: [service('orders'), service('billing', { language: 'java', analysed: false })],
        datastores: [datastore([accessor('orders'), accessor('billing', { uses: false, env })])],
      }),
      says: ['warning: services billing and orders both use the database postgres://db:5432/shop'],
      more: ([finding]) => {
        expect(finding).toMatchObject({
          confidence: 'medium',
          label: 'billing is deployed with it (DATABASE_URL from docker-compose.yml:31); its source is not read',
        });
      },
    },
    {
      name: 'one table of one account',
      system: system({
        services: two,
        datastores: [
          datastore([accessor('orders', { tables: [reads('orders')] }), accessor('billing', { tables: [reads('orders')] })], {
            engine: 'dynamodb',
          }),
        ],
      }),
      says: ['error: services billing and orders both use the database postgres://db:5432/shop; more than one of them works on orders'],
    },
    {
      name: 'tables of one account, each group that shares some once',
      system: system({
        services: [...two, service('stock'), service('mail')],
        datastores: [
          datastore(
            [
              accessor('billing', { tables: [reads('orders'), reads('users')] }),
              accessor('mail', { tables: [reads('articles')] }),
              accessor('orders', { tables: [reads('orders'), reads('users')] }),
              accessor('stock', { tables: [reads('articles'), reads('orders')] }),
            ],
            { engine: 'dynamodb' },
          ),
        ],
      }),
      says: [
        'error: services billing, orders and stock all use the database postgres://db:5432/shop; more than one of them works on orders and users',
        'error: services mail and stock both use the database postgres://db:5432/shop; more than one of them works on articles',
      ],
    },
    {
      name: 'two users of one database',
      system: system({ services: two, datastores: [datastore(both)] }),
      says: ['error: services billing and orders both use the database postgres://db:5432/shop'],
      more: ([finding]) => {
        expect(finding).toMatchObject({
          services: ['billing', 'orders'],
          datastore: 'postgres://db:5432/shop',
          location: { file: 'services/billing/src/db.ts', line: 4 },
          label: 'billing opens it (DATABASE_URL from docker-compose.yml:31)',
          confidence: 'high',
        });
        expect(finding?.related.map(({ file, message }) => `${file} ${message}`)).toEqual([
          'services/orders/src/db.ts orders opens it',
          'docker-compose.yml DATABASE_URL of billing',
        ]);
      },
    },
    {
      name: 'two services of one folder',
      system: system({
        services: [service('orders', { path: 'app' }), service('billing', { path: 'app' })],
        datastores: [datastore(both)],
      }),
      says: ['error: services billing and orders both use the database postgres://db:5432/shop'],
    },
    {
      name: 'a third service that only opens it, beside the users',
      system: system({
        services: services('orders', 'billing', 'audit'),
        datastores: [datastore([...both, accessor('audit', { uses: false })])],
      }),
      says: ['error: services billing and orders both use the database postgres://db:5432/shop'],
      more: ([finding]) => {
        expect(finding?.related.map(({ message }) => message)).toContain('audit opens it; no code that uses it was found');
      },
    },
    {
      name: 'the tables that several services work on',
      system: system({
        services: two,
        datastores: [
          datastore([
            accessor('orders', { tables: [reads('customer'), reads('order')] }),
            accessor('billing', { tables: [reads('customer')] }),
          ]),
        ],
      }),
      says: ['error: services billing and orders both use the database postgres://db:5432/shop; more than one of them works on customer'],
    },
    {
      name: 'services with a schema each, as a warning',
      system: system({
        services: two,
        datastores: [
          datastore([
            accessor('orders', { schema: 'orders', tables: [reads('orders.order')] }),
            accessor('billing', { schema: 'billing' }),
          ]),
        ],
      }),
      says: ['warning: services billing and orders both use the database postgres://db:5432/shop, each in its own schema'],
    },
    {
      name: 'schemas that link keeps as datastores of their own, together',
      system: system({
        services: two,
        datastores: [
          datastore([accessor('orders')], { id: 'postgres://db:5432/shop#orders', schema: 'orders' }),
          datastore([accessor('billing')], { id: 'postgres://db:5432/shop#billing', schema: 'billing' }),
        ],
      }),
      says: ['warning: services billing and orders both use the database postgres://db:5432/shop, each in its own schema'],
    },
    {
      name: 'a schema of its own that is not respected',
      system: system({
        services: two,
        datastores: [
          datastore([
            accessor('orders', { schema: 'orders' }),
            accessor('billing', { schema: 'billing', tables: [reads('orders.order')] }),
          ]),
        ],
      }),
      says: ['error: services billing and orders both use the database postgres://db:5432/shop'],
    },
    {
      name: 'a key-value store as the only store, as a warning',
      system: system({ services: two, datastores: [datastore(both, { id: 'redis://cache/0', engine: 'redis' })] }),
      says: ['warning: services billing and orders both use the database redis://cache/0'],
    },
    {
      name: 'a cache, when asked to',
      options: { caches: true },
      system: system({ services: two, datastores: [datastore(both, { id: 'redis://cache/0', engine: 'redis', role: 'cache' })] }),
      says: ['info: services billing and orders both use the cache redis://cache/0'],
    },
    {
      name: 'one that is deployed in two ways, once',
      system: system({
        services: two,
        datastores: [
          datastore(both, { profiles: ['docker-compose.yml'] }),
          {
            id: 'postgres://{secret:db/url}',
            engine: 'postgres',
            role: 'primary',
            proven: true,
            profiles: ['kubernetes'],
            accessors: both,
          },
        ],
      }),
      says: [
        'error: services billing and orders both use the database postgres://db:5432/shop (deployed otherwise: postgres://{secret:db/url})',
      ],
    },
    {
      name: 'two databases of one deployment, each',
      system: system({
        services: two,
        datastores: [
          datastore(both, { profiles: ['docker-compose.yml'] }),
          datastore(both, { id: 'postgres://db:5432/log', database: 'log', profiles: ['docker-compose.yml'] }),
        ],
      }),
      says: [
        'error: services billing and orders both use the database postgres://db:5432/log',
        'error: services billing and orders both use the database postgres://db:5432/shop',
      ],
    },
    {
      name: 'a database that is only known by its common secret',
      system: system({
        services: two,
        datastores: [{ id: 'mongodb:secret:mongo/uri', engine: 'mongodb', role: 'primary', proven: true, profiles: [], accessors: both }],
      }),
      says: ['error: services billing and orders both use the database mongodb:secret:mongo/uri'],
    },
  ],
});

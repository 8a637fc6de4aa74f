import { expect } from 'vitest';

import { foreignTableAccess } from '../../../src/rules/database-per-service/foreign-table-access.js';
import { testRule } from '../../support/rule-tester.js';
import { accessor, at, datastore, reads, service, services, system, writes } from '../../support/system.js';

const ordersWithEntity = service('orders', { entities: [{ name: 'line_item', at: at('services/orders/src/line-item.entity.ts', 5) }] });
const two = [ordersWithEntity, service('billing')];
const ordersWrites = accessor('orders', { tables: [writes('line_item')] });
const billingReads = accessor('billing', { tables: [reads('line_item', at('services/billing/src/total.ts', 9))] });
const where = 'in postgres://db:5432/shop';

testRule(foreignTableAccess, {
  valid: [
    {
      name: 'a table that is written in the code of a common package only',
      system: system({
        services: services('orders', 'billing'),
        packages: [{ name: '@shop/data', path: 'libs/data', users: [], entities: [], dataAccess: [], logic: [] }],
        datastores: [
          datastore([
            accessor('orders', { tables: [writes('job', at('libs/data/a.ts'))] }),
            accessor('billing', { tables: [reads('job')] }),
          ]),
        ],
      }),
    },
    {
      name: 'a table that both reach through code that they share',
      system: system({
        services: services('orders', 'billing'),
        datastores: [
          datastore([
            accessor('orders', { tables: [writes('job'), writes('job', at('a.ts'))] }),
            accessor('billing', { tables: [writes('job')] }),
          ]),
        ],
      }),
    },
    {
      name: 'a table of an account that functions share, whoever writes it most',
      system: system({
        services: services('orders', 'billing'),
        datastores: [
          datastore([accessor('orders', { tables: [writes('line_item'), writes('line_item', at('a.ts'))] }), billingReads], {
            engine: 'dynamodb',
          }),
        ],
      }),
    },
    { name: 'the owner itself', system: system({ services: two, datastores: [datastore([ordersWrites])] }) },
    {
      name: 'a copy of the same name in another database',
      system: system({
        services: two,
        datastores: [datastore([ordersWrites]), datastore([billingReads], { id: 'postgres://db:5432/billing', database: 'billing' })],
      }),
    },
    {
      name: 'a table of which the one who defines it has a copy of its own',
      system: system({
        services: two,
        datastores: [
          datastore([accessor('orders', { tables: [reads('line_item')] }), billingReads], {
            id: 'postgres://source:5432/shop',
            host: 'source',
          }),
          datastore([ordersWrites]),
        ],
      }),
    },
    {
      name: 'a database that is not proven',
      system: system({ services: two, datastores: [datastore([ordersWrites, billingReads], { proven: false })] }),
    },
    {
      name: 'a table that nobody defines or writes',
      system: system({
        services: services('orders', 'billing'),
        datastores: [datastore([accessor('orders', { tables: [reads('rate')] }), accessor('billing', { tables: [reads('rate')] })])],
      }),
    },
    {
      name: 'a table that two services write equally often',
      system: system({
        services: services('orders', 'billing'),
        datastores: [datastore([accessor('orders', { tables: [writes('job')] }), accessor('billing', { tables: [writes('job')] })])],
      }),
    },
    {
      name: 'a table to which all add',
      system: system({
        services: services('orders', 'billing', 'stock'),
        datastores: [
          datastore([
            accessor('orders', { tables: [writes('event'), writes('event', at('b.ts'))] }),
            accessor('billing', { tables: [writes('event')] }),
            accessor('stock', { tables: [writes('event')] }),
          ]),
        ],
      }),
    },
    {
      name: 'tables of one name in the schemas of both',
      system: system({
        services: two,
        datastores: [
          datastore([
            accessor('orders', { schema: 'orders', tables: [writes('line_item')] }),
            accessor('billing', { schema: 'billing', tables: [writes('line_item')] }),
          ]),
        ],
      }),
    },
    {
      name: 'a table on the allow list',
      options: { allow: ['line_item'] },
      system: system({ services: two, datastores: [datastore([ordersWrites, billingReads])] }),
    },
    {
      name: 'a job that migrates',
      system: system({ services: [ordersWithEntity], datastores: [datastore([ordersWrites, billingReads])] }),
    },
  ],
  invalid: [
    {
      name: 'a reader of a table that another service defines',
      system: system({ services: two, datastores: [datastore([ordersWrites, billingReads])] }),
      says: [`error: billing reads line_item of orders ${where} (it defines the table)`],
      more: ([finding]) => {
        expect(finding).toMatchObject({
          services: ['billing', 'orders'],
          location: { file: 'services/billing/src/total.ts', line: 9 },
          metrics: { tables: 1, reads: 1, writes: 0 },
        });
        expect(finding?.related).toEqual([{ ...at('services/orders/src/line-item.entity.ts', 5), message: 'orders defines line_item' }]);
      },
    },
    {
      name: 'SQL with a schema and quotes',
      system: system({
        services: two,
        datastores: [
          datastore([
            accessor('orders', { schema: 'orders', tables: [writes('line_item')] }),
            accessor('billing', { schema: 'billing', tables: [reads('"Orders"."line_item"')] }),
          ]),
        ],
      }),
      says: [`error: billing reads orders.line_item of orders ${where} (it defines the table)`],
    },
    {
      name: 'all tables of one owner as one finding',
      system: system({
        services: [service('orders'), service('billing')],
        datastores: [
          datastore([
            accessor('orders', { tables: [writes('a'), writes('b')] }),
            accessor('billing', { tables: [reads('a'), reads('b')] }),
          ]),
        ],
      }),
      says: [`error: billing reads a and b of orders ${where} (it writes it most)`],
    },
    {
      name: 'a second writer that writes nearly as often, as a warning',
      system: system({
        services: services('orders', 'billing'),
        datastores: [
          datastore([
            accessor('orders', { tables: [writes('job', at('a.ts', 1)), writes('job', at('a.ts', 2)), writes('job', at('a.ts', 3))] }),
            accessor('billing', { tables: [writes('job', at('b.ts', 1)), writes('job', at('b.ts', 2))] }),
          ]),
        ],
      }),
      says: [`warning: billing writes job of orders ${where} (it writes it most)`],
    },
    {
      name: 'a table whose owner the manifest names',
      system: system({
        services: services('orders', 'billing'),
        datastores: [
          datastore([
            accessor('orders', { tables: [reads('rate', at('services/orders/src/rates.ts'))] }),
            accessor('billing', { tables: [reads('rate'), writes('rate')] }),
          ]),
        ],
        declared: {
          file: 'msa.yaml',
          services: [
            {
              name: 'orders',
              path: 'services/orders',
              exists: true,
              owns: [{ name: 'shop.rate', at: at('msa.yaml', 7) }],
              at: at('msa.yaml', 3),
            },
          ],
          datastores: [],
        },
      }),
      says: [`error: billing reads and writes rate of orders ${where} (msa.yaml says so)`],
    },
    {
      name: 'any table of a datastore whose owner the manifest names',
      system: system({
        services: services('orders', 'billing'),
        datastores: [datastore([accessor('billing', { tables: [reads('rate')] })])],
        declared: { file: 'msa.yaml', services: [], datastores: [{ name: 'shop', owner: 'orders', at: at('msa.yaml', 9) }] },
      }),
      says: [`error: billing reads rate of orders ${where} (msa.yaml says so)`],
    },
  ],
});

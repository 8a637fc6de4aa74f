import { adding, all, file, plugging, replacing } from '../../support/edits.js';
import { type Essential, forEach } from './essential.js';

const CQRS = ['cqrs', 'cqrs-separate-store'];
const VIEW = file('src/cqrs/order-view.ts');
const COMMANDS = file('src/cqrs/commands.ts');

const sharing = all(
  replacing(/^compose\.yaml$/, /postgres:\/\/payments:.*@payments-db:5432\/payments/g, 'postgres://orders:secret@orders-db:5432/orders'),
  replacing(file('k8s/deployment.yaml', 'payments'), /payments-db:5432\/payments/g, 'orders-db:5432/orders'),
);

const entity = `import { Column, Entity, PrimaryColumn } from 'typeorm';
@Entity({ name: 'customer' })
export class Customer {
  @PrimaryColumn() id!: string;
  @Column() name!: string;
}
`;
const usingCustomers = (service: string) =>
  plugging(
    'customers',
    {
      imports: "import { DataSource } from 'typeorm';\nimport { Customer } from '@shop/customers';",
      start: `    const source = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL, entities: [Customer] });
    service.http.get('/v1/customers', async () => source.getRepository(Customer).find());`,
    },
    service,
  );

export const data: readonly Essential[] = [
  ...forEach(CQRS, {
    rule: 'cqrs/write-in-query',
    edit: replacing(
      VIEW,
      'const rows =',
      `await db.query('update "order" set version = version + 1 where name = $1', [search]);\n      const rows =`,
    ),
    at: VIEW,
  }),
  ...forEach(CQRS, {
    rule: 'cqrs/query-in-command',
    edit: replacing(
      COMMANDS,
      '      await orders.remove(command.id);',
      "      const [view] = await db.query('select changes from order_view where id = $1', [command.id]);\n      if (view !== undefined) await orders.remove(command.id);",
    ),
    at: COMMANDS,
  }),
  ...forEach(CQRS, {
    rule: 'cqrs/shared-read-write-model',
    edit: replacing(VIEW, 'changed_at from order_view', 'changed_at from "order"'),
    at: VIEW,
  }),
  {
    pattern: 'database-per-service',
    rule: 'database-per-service/shared-datastore',
    beside: ['rest'],
    peer: ['rest', 'database-per-service'],
    edit: sharing,
    at: /./,
    also: ['database-per-service/foreign-table-access'],
  },
  {
    pattern: 'database-per-service',
    rule: 'database-per-service/foreign-table-access',
    beside: ['rest'],
    peer: ['rest', 'database-per-service'],
    edit: all(
      replacing(
        /^compose\.yaml$/,
        /^( *)PAYMENTS_URL: .*$/gm,
        '$&\n$1PAYMENTS_DATABASE_URL: postgres://orders:secret@payments-db:5432/payments',
      ),
      plugging('totals', {
        imports: "import pg from 'pg';",
        start: `    const pool = new pg.Pool({ connectionString: process.env.PAYMENTS_DATABASE_URL });
    service.http.get('/v1/totals', async () => pool.query('select count(*) from payment'));`,
      }),
    ),
    at: file('src/totals/module.ts'),
    also: ['database-per-service/shared-datastore', 'manifest/undeclared-datastore'],
  },
  {
    pattern: 'database-per-service',
    rule: 'database-per-service/shared-schema-package',
    beside: ['rest'],
    peer: ['rest', 'database-per-service'],
    edit: all(
      adding(
        'packages/customers/package.json',
        '{ "name": "@shop/customers", "main": "index.ts", "dependencies": { "typeorm": "0.3.20" } }',
      ),
      adding('packages/customers/index.ts', entity),
      replacing(/^package\.json$/, '"services/*"', '"services/*", "packages/*"'),
      usingCustomers('orders'),
      usingCustomers('payments'),
    ),
    at: /./,
  },
  {
    pattern: 'database-per-service',
    rule: 'manifest/undeclared-datastore',
    beside: ['rest'],
    edit: replacing(/^msa\.yaml$/, 'datastores: [orders-db]', 'datastores: []'),
    at: file('src/database/postgres.ts'),
  },
  {
    pattern: 'event-sourcing',
    rule: 'event-sourcing/unversioned-event',
    edit: replacing(/^services\/orders\/src\/.*\.ts$/, /upcast/gi, 'asStored'),
    at: /./,
  },
  {
    pattern: 'event-sourcing',
    rule: 'event-sourcing/missing-projection-rebuild',
    edit: replacing(/^services\/orders\/src\/.*\.ts$/, /rebuild|replay|catchUp|fromStart/gi, 'work'),
    at: /./,
  },
  {
    pattern: 'event-sourcing',
    rule: 'event-sourcing/mutable-event-store',
    edit: plugging('corrections', {
      imports: "import { db } from '../database/db.js';",
      start: `    const events = service.use(db);
    service.http.put('/v1/corrections/:id', async () => events.query('update stored_event set data = $1 where id = $2', ['{}', 1]));`,
    }),
    at: file('src/corrections/module.ts'),
  },
];

import { replace } from '../../support/overlay.js';
import type { Mutation } from '../mutation.js';
import { OF_ORDERS, OF_PAYMENTS, second, withEnv } from './report.js';

const URL_OF_ORDERS = withEnv(`ORDERS_DATABASE_URL: ${OF_ORDERS}`);
const packageOf = (name: string): string =>
  `{ "name": "@tannenhof/${name}", "version": "1.0.0", "private": true, "main": "dist/index.js" }`;

const RECEIPTS = `import { Receipt } from '@tannenhof/entities';
import { DataSource } from 'typeorm';
const source = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL, entities: [Receipt] });
export const receipts = () => source.getRepository(Receipt).find();
`;

const withReceipts =
  (from: string): ((before: string) => string) =>
  (before) =>
    `import { receipts } from '${from}';\n${replace('  app.get', "  app.get('/receipts', async () => receipts());\n  app.get")(before)}`;

/** What services reach a database with, shared as a package. */
export const packages: readonly Mutation[] = [
  second(
    'a package of the workspace that opens what it is given',
    `import { open } from '@tannenhof/sql';
    const orders = open(process.env.ORDERS_DATABASE_URL);
    export const report = async () => orders.all('SELECT id, total_cents FROM orders');`,
    URL_OF_ORDERS,
    {
      'packages/sql/package.json': packageOf('sql'),
      'packages/sql/src/index.ts': `import pg from 'pg';
      export class Database {
        private readonly pool: pg.Pool;
        constructor(connectionString: string | undefined) {
          this.pool = new pg.Pool({ connectionString }); // found here
        }
        async all(text: string) {
          return (await this.pool.query(text)).rows;
        }
      }
      export const open = (url: string | undefined) => new Database(url);`,
    },
  ),
  second(
    'a package that reads the environment itself',
    `import { ordersOf } from '@tannenhof/order-data';
    export const report = () => ordersOf('anybody');`,
    URL_OF_ORDERS,
    {
      'packages/order-data/package.json': packageOf('order-data'),
      'packages/order-data/src/index.ts': `import { knex } from 'knex';
      const db = knex({ client: 'pg', connection: process.env.ORDERS_DATABASE_URL }); // found here
      export const ordersOf = (customer: string) => db('orders').where({ customer_id: customer });`,
    },
  ),
  {
    ...second(
      'queries of a package, on one database',
      `import { orderStore } from '@tannenhof/order-data';
      const orders = orderStore(process.env.ORDERS_DATABASE_URL);
      export const report = () => orders.all();`,
      URL_OF_ORDERS,
      {
        'packages/order-data/package.json': packageOf('order-data'),
        'packages/order-data/src/index.ts': `import { knex } from 'knex';
        export function orderStore(connection: string | undefined) {
          const db = knex({ client: 'pg', connection }); // found here
          return { all: () => db('orders').select(), count: () => db('orders').count() };
        }`,
        'services/orders/src/orders/routes.ts': (before) =>
          `import { orderStore } from '@tannenhof/order-data';\nimport { config } from '../config.js';\n${replace(
            "  app.get('/:id/history'",
            "  app.get('/count', async () => orderStore(config.DATABASE_URL).count());\n\n  app.get('/:id/history'",
          )(before)}`,
      },
    ),
    rule: 'database-per-service/shared-schema-package',
  },
  {
    shape: 'entities of a package, each service with a database of its own',
    rule: 'database-per-service/shared-schema-package',
    services: ['orders', 'payments'],
    edits: {
      'packages/entities/package.json': packageOf('entities'),
      'packages/entities/src/index.ts': `import { Column, Entity, PrimaryColumn } from 'typeorm';
      @Entity('receipts') // found here
      export class Receipt {
        @PrimaryColumn() id!: string;
        @Column() cents!: number;
      }`,
      'services/orders/src/receipts.ts': RECEIPTS,
      'services/orders/src/orders/routes.ts': withReceipts('../receipts.js'),
      'services/payments/src/receipts.ts': RECEIPTS,
      'services/payments/src/payments/routes.ts': withReceipts('../receipts'),
    },
  },
  {
    shape: 'one schema of Prisma for two services',
    rule: 'database-per-service/shared-schema-package',
    services: ['carts', 'shipping'],
    edits: {
      'packages/database/package.json': packageOf('database'),
      'packages/database/prisma/schema.prisma': `datasource db {
  provider = "postgresql"
  url      = env("DATABASE_URL")
}
generator client {
  provider = "prisma-client-js"
}
model Setting {
  key   String @id
  value String
}
`,
      'packages/database/src/index.ts': `import { PrismaClient } from '@prisma/client';
      export const prisma = new PrismaClient();`,
      'services/shipping/src/tariffs/router.ts': (before) =>
        `import { prisma as settings } from '@tannenhof/database'; // found here\n${before}\ntariffRouter.get('/settings', async (_req, res) => res.json(await settings.setting.findMany()));\n`,
      'services/carts/src/health.controller.ts': (before) =>
        `import { prisma as settings } from '@tannenhof/database'; // found here\n${replace(
          'export class HealthController {',
          "export class HealthController {\n  @Get('settings')\n  all() {\n    return settings.setting.findMany();\n  }\n",
        )(before)}`,
    },
  },
  {
    shape: 'one database, where each has tables of its own and one reads the other one',
    rule: 'database-per-service/foreign-table-access',
    services: ['orders', 'payments'],
    edits: {
      'docker-compose.yml': replace(OF_PAYMENTS, OF_ORDERS),
      'services/payments/src/invoices/invoice-repository.ts': (before) =>
        `${before}\nexport const totals = async () => db.raw('SELECT o.id, i.number FROM invoices i JOIN orders o ON o.id = i.order_id'); // found here\n`,
      'services/payments/src/payments/routes.ts': (before) =>
        `import { totals } from '../invoices/invoice-repository';\n${replace(
          "  app.get<{ Params: Static<typeof Params> }>('/by-order/:orderId/invoice'",
          "  app.get('/totals', async () => totals());\n  app.get<{ Params: Static<typeof Params> }>('/by-order/:orderId/invoice'",
        )(before)}`,
    },
  },
];

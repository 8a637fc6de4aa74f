import { replace } from '../support/overlay.js';
import type { Mutation } from './mutation.js';

const rule = 'database-per-service/shared-datastore';
const services = ['orders', 'payments'];
const OF_ORDERS = 'postgres://orders:${ORDERS_DB_PASSWORD}@postgres:5432/orders';
const OF_PAYMENTS = 'postgres://payments:${PAYMENTS_DB_PASSWORD}@postgres:5432/payments';
const REPORT = 'services/payments/src/invoices/report.ts';

/** Payments gets a second connection, to the database of orders, and reads from it. */
function second(shape: string, report: string, compose: (before: string) => string, more: Mutation['edits'] = {}): Mutation {
  return {
    shape,
    rule,
    services,
    edits: {
      [REPORT]: report,
      'services/payments/src/payments/routes.ts': (before) =>
        `import { report } from '../invoices/report';\n${replace(
          "  app.get<{ Params: Static<typeof Params> }>('/by-order/:orderId/invoice'",
          "  app.get('/report', async () => report());\n  app.get<{ Params: Static<typeof Params> }>('/by-order/:orderId/invoice'",
        )(before)}`,
      'docker-compose.yml': compose,
      ...more,
    },
  };
}

const same = (before: string): string => before;

export const sharedDatastore: readonly Mutation[] = [
  {
    shape: 'the same URL in the environment of both',
    rule,
    services,
    edits: { 'docker-compose.yml': replace(OF_PAYMENTS, OF_ORDERS) },
  },
  {
    shape: 'another user, another spelling of the same address',
    rule,
    services,
    edits: { 'docker-compose.yml': replace(OF_PAYMENTS, 'postgresql://payments:secret@postgres/orders?sslmode=disable') },
  },
  second(
    'a second pool, its address written out in the code',
    `import pg from 'pg';
    const pool = new pg.Pool({ connectionString: 'postgres://report:report@postgres:5432/orders' });
    export const report = async () => (await pool.query('SELECT id, total_cents FROM orders')).rows;`,
    same,
  ),
  second(
    'host, port and database one by one',
    `import { Pool } from 'pg';
    const { ORDERS_DB_HOST, ORDERS_DB_NAME } = process.env;
    const pool = new Pool({ host: ORDERS_DB_HOST, port: 5432, database: ORDERS_DB_NAME, user: 'report' });
    export async function report() {
      const { rows } = await pool.query('SELECT id, total_cents FROM orders');
      return rows;
    }`,
    replace(`DATABASE_URL: ${OF_PAYMENTS}`, `DATABASE_URL: ${OF_PAYMENTS}\n      ORDERS_DB_HOST: postgres\n      ORDERS_DB_NAME: orders`),
  ),
  second(
    'a template of environment variables with defaults, another library',
    `import { createConnection } from 'typeorm';
    const host = process.env.PGHOST || 'postgres';
    const url = \`postgres://report@\${host}:\${process.env.PGPORT || 5432}/\${process.env.ORDERS_DB ?? 'orders'}\`;
    const connected = createConnection({ type: 'postgres', url, name: 'orders' });
    export const report = async () => (await connected).query('SELECT id, total_cents FROM orders');`,
    same,
  ),
  second(
    'a package of the workspace that opens what it is given',
    `import { open } from '@tannenhof/sql';
    const orders = open(process.env.ORDERS_DATABASE_URL);
    export const report = async () => orders.all('SELECT id, total_cents FROM orders');`,
    replace(`DATABASE_URL: ${OF_PAYMENTS}`, `DATABASE_URL: ${OF_PAYMENTS}\n      ORDERS_DATABASE_URL: ${OF_ORDERS}`),
    {
      'packages/sql/package.json': '{ "name": "@tannenhof/sql", "version": "1.0.0", "private": true, "main": "dist/index.js" }',
      'packages/sql/src/index.ts': `import pg from 'pg';
      export class Database {
        private readonly pool: pg.Pool;
        constructor(connectionString: string | undefined) {
          this.pool = new pg.Pool({ connectionString });
        }
        async all(text: string) {
          return (await this.pool.query(text)).rows;
        }
      }
      export const open = (url: string | undefined) => new Database(url);`,
    },
  ),
  second(
    'a map of connections, read by name',
    `import { knex, type Knex } from 'knex';
    const urls: Record<string, string | undefined> = { own: process.env.DATABASE_URL, orders: process.env.ORDERS_DATABASE_URL };
    const open = (name: string): Knex => knex({ client: 'pg', connection: urls[name] });
    export const report = async () => open('orders')('orders').select('id', 'total_cents');`,
    replace(`DATABASE_URL: ${OF_PAYMENTS}`, `DATABASE_URL: ${OF_PAYMENTS}\n      ORDERS_DATABASE_URL: ${OF_ORDERS}`),
  ),
  {
    shape: 'an env file that both services read',
    rule,
    services,
    edits: {
      'env/messaging.env': (before) => `${before}SHOP_DATABASE_URL=postgres://shop:shop@postgres:5432/shop\n`,
      'services/orders/src/config.ts': replace('DATABASE_URL: z.string().url()', 'SHOP_DATABASE_URL: z.string().url()'),
      'services/orders/src/db.ts': replace('config.DATABASE_URL', 'config.SHOP_DATABASE_URL'),
      'services/payments/src/database.ts': replace('config.databaseUrl', 'process.env.SHOP_DATABASE_URL'),
    },
  },
];

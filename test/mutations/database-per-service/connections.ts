import type { Mutation } from '../mutation.js';
import { OF_ORDERS, same, second, withEnv } from './report.js';

const URL_OF_ORDERS = withEnv(`ORDERS_DATABASE_URL: ${OF_ORDERS}`);

/** A second connection, opened with whatever library and wherever it gets the address from. */
export const connections: readonly Mutation[] = [
  second(
    'a second pool, its address written out in the code',
    `import pg from 'pg';
    const pool = new pg.Pool({ connectionString: 'postgres://report:report@postgres:5432/orders' }); // found here
    export const report = async () => (await pool.query('SELECT id, total_cents FROM orders')).rows;`,
    same,
  ),
  second(
    'host, port and database one by one',
    `import { Pool } from 'pg';
    const { ORDERS_DB_HOST, ORDERS_DB_NAME } = process.env;
    const pool = new Pool({ host: ORDERS_DB_HOST, port: 5432, database: ORDERS_DB_NAME, user: 'report' }); // found here
    export async function report() {
      const { rows } = await pool.query('SELECT id, total_cents FROM orders');
      return rows;
    }`,
    withEnv('ORDERS_DB_HOST: postgres\n      ORDERS_DB_NAME: orders'),
  ),
  second(
    'a template of environment variables with defaults, another library',
    `import { createConnection } from 'typeorm';
    const host = process.env.PGHOST || 'postgres';
    const url = \`postgres://report@\${host}:\${process.env.PGPORT || 5432}/\${process.env.ORDERS_DB ?? 'orders'}\`;
    const connected = createConnection({ type: 'postgres', url, name: 'orders' }); // found here
    export const report = async () => (await connected).query('SELECT id, total_cents FROM orders');`,
    same,
  ),
  second(
    'a map of connections, read by name',
    `import { knex, type Knex } from 'knex';
    const urls: Record<string, string | undefined> = { own: process.env.DATABASE_URL, orders: process.env.ORDERS_DATABASE_URL };
    const open = (name: string): Knex => knex({ client: 'pg', connection: urls[name] }); // found here
    export const report = async () => open('orders')('orders').select('id', 'total_cents');`,
    URL_OF_ORDERS,
  ),
  second(
    'an entity of TypeORM for the table of the other, in a second data source',
    `import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
    @Entity({ name: 'orders' })
    class OrderRow {
      @PrimaryColumn() id!: string;
      @Column({ name: 'total_cents' }) totalCents!: number;
    }
    const orders = new DataSource({ name: 'orders', type: 'postgres', url: process.env.ORDERS_DATABASE_URL, entities: [OrderRow] }); // found here
    export async function report() {
      if (!orders.isInitialized) await orders.initialize();
      return orders.getRepository(OrderRow).find();
    }`,
    URL_OF_ORDERS,
  ),
  second(
    'Sequelize, one argument after the other',
    `import { DataTypes, Sequelize } from 'sequelize';
    const sequelize = new Sequelize('orders', 'report', process.env.ORDERS_DB_PASSWORD, { host: 'postgres', dialect: 'postgres' }); // found here
    const Order = sequelize.define('order', { id: { type: DataTypes.UUID, primaryKey: true }, totalCents: DataTypes.INTEGER }, { tableName: 'orders' });
    export const report = () => Order.findAll();`,
    same,
  ),
  second(
    'Prisma with the URL of the other',
    `import { PrismaClient } from '@prisma/client';
    const prisma = new PrismaClient({ datasources: { db: { url: process.env.ORDERS_DATABASE_URL } } }); // found here
    export const report = () => prisma.order.findMany();`,
    URL_OF_ORDERS,
    {
      'services/payments/prisma/schema.prisma': `datasource db {
  provider = "postgresql"
  url      = env("ORDERS_DATABASE_URL")
}
generator client {
  provider = "prisma-client-js"
}
model Order {
  id         String @id
  totalCents Int    @map("total_cents")
  @@map("orders")
}
`,
    },
  ),
  second(
    'Drizzle over postgres.js',
    `import { drizzle } from 'drizzle-orm/postgres-js';
    import { integer, pgTable, uuid } from 'drizzle-orm/pg-core';
    import postgres from 'postgres';
    const orders = pgTable('orders', { id: uuid('id').primaryKey(), totalCents: integer('total_cents') });
    const db = drizzle(postgres(process.env.ORDERS_DATABASE_URL as string)); // found here
    export const report = () => db.select().from(orders);`,
    URL_OF_ORDERS,
  ),
  second(
    'Kysely over a pool',
    `import { Kysely, PostgresDialect } from 'kysely';
    import { Pool } from 'pg';
    interface Tables { orders: { id: string; total_cents: number } }
    const dialect = new PostgresDialect({ pool: new Pool({ connectionString: process.env.ORDERS_DATABASE_URL }) }); // found here
    const db = new Kysely<Tables>({ dialect });
    export const report = () => db.selectFrom('orders').select(['id', 'total_cents']).execute();`,
    URL_OF_ORDERS,
  ),
  second(
    'pg-promise, the address in a file of settings',
    `import config from 'config';
    import pgPromise from 'pg-promise';
    const db = pgPromise()(config.get<string>('reporting.database')); // found here
    export const report = () => db.any('SELECT id, total_cents FROM orders');`,
    same,
    { 'services/payments/config/default.json': '{ "reporting": { "database": "postgres://report:report@postgres:5432/orders" } }' },
  ),
  second(
    'a class that opens what its constructor is told',
    `import { Client } from 'pg';
    import { config } from '../config';
    class Reader {
      private readonly client: Client;
      constructor(connectionString: string) {
        this.client = new Client(connectionString); // found here
      }
      async rows(text: string): Promise<unknown[]> {
        return (await this.client.query(text)).rows;
      }
    }
    const reader = new Reader(config.ordersUrl);
    export const report = () => reader.rows('SELECT id, total_cents FROM orders');`,
    URL_OF_ORDERS,
    {
      'services/payments/src/config.ts': (before) =>
        before.replace("databaseUrl: env('DATABASE_URL'),", "databaseUrl: env('DATABASE_URL'),\n  ordersUrl: env('ORDERS_DATABASE_URL'),"),
    },
  ),
  second(
    'the one connection of a class, opened when it is first asked for',
    `import { createPool, type DatabasePool, sql } from 'slonik';
    class Connections {
      private static pool: DatabasePool | undefined;
      static async orders(): Promise<DatabasePool> {
        Connections.pool ??= await createPool(process.env.ORDERS_DATABASE_URL as string); // found here
        return Connections.pool;
      }
    }
    export const report = async () => (await Connections.orders()).any(sql.unsafe\`SELECT id, total_cents FROM orders\`);`,
    URL_OF_ORDERS,
  ),
  second(
    'an address put together piece by piece',
    `import { MikroORM } from '@mikro-orm/postgresql';
    const orm = MikroORM.init({ clientUrl: ['postgres://report@postgres:5432', 'orders'].join('/'), entities: [] }); // found here
    export const report = async () => (await orm).em.getConnection().execute('SELECT id, total_cents FROM orders');`,
    same,
  ),
];

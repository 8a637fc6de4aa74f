import { type Pitfall, route } from './pitfall.js';

const pg = (url: string, table = 'things'): string =>
  route(`await pool.query('SELECT 1 FROM ${table}')`, `import { Pool } from 'pg'; const pool = new Pool({ connectionString: ${url} });`);
const mongo = (open: string, model = "mongoose.model('Order', new mongoose.Schema({}))"): string =>
  route('await Model.find()', `import mongoose from 'mongoose'; ${open}; const Model = ${model};`);
const prisma = (env: string, output = ''): string => `datasource db { provider = "postgresql"\n url = env("${env}") }
generator client { provider = "prisma-client-js"\n ${output} }
model Thing { id Int @id }
`;

/** When two services have one database, and when they only seem to. */
export const stores: readonly Pitfall[] = [
  {
    about: 'one name of a variable, two values',
    services: {
      orders: { code: pg('process.env.DATABASE_URL'), env: { DATABASE_URL: 'postgres://db/orders' } },
      billing: { code: pg('process.env.DATABASE_URL'), env: { DATABASE_URL: 'postgres://db/billing' } },
    },
    told: { stores: ['postgres://db:5432/billing: billing', 'postgres://db:5432/orders: orders'], findings: [] },
  },
  {
    about: 'one value by an anchor of YAML, and a third service that is told it and opens nothing',
    services: { orders: pg('process.env.DATABASE_URL'), billing: pg('process.env.DATABASE_URL'), mails: route('void 0') },
    files: {
      'docker-compose.yml': `x-env: &env
  DATABASE_URL: postgres://db/shop
services:
  orders: { build: ./orders, environment: { <<: *env } }
  billing: { build: ./billing, environment: { <<: *env } }
  mails: { build: ./mails, environment: { <<: *env } }
`,
    },
    told: { stores: ['postgres://db:5432/shop: billing, orders'], findings: ['shared-datastore: billing, orders'] },
  },
  {
    about: 'an env file for all, of whom one opens the database',
    services: { orders: pg('process.env.DATABASE_URL'), billing: route('void 0'), mails: route('void 0') },
    files: {
      'docker-compose.yml': `services:
  orders: { build: ./orders, env_file: [./all.env] }
  billing: { build: ./billing, env_file: [./all.env] }
  mails: { build: ./mails, env_file: [./all.env] }
`,
      'all.env': 'DATABASE_URL=postgres://db/shop\n',
    },
    told: { stores: ['postgres://db:5432/shop: orders'], findings: [] },
  },
  {
    about: 'localhost as a default is another machine in each container',
    services: {
      orders: mongo("await mongoose.connect(process.env.DB || 'mongodb://localhost/test')"),
      billing: mongo("await mongoose.connect(process.env.DB || 'mongodb://localhost/test')"),
    },
    told: { findings: [] },
  },
  {
    about: 'the option dbName stands over the path, one cluster has many databases, also with +srv',
    services: {
      orders: mongo("await mongoose.connect('mongodb+srv://me:secret@cluster.acme.mongodb.net/test', { dbName: 'orders' })"),
      billing: mongo(
        "await mongoose.connect('mongodb+srv://me:secret@cluster.acme.mongodb.net/test', { dbName: 'billing' })",
        "mongoose.model('Bill', new mongoose.Schema({}))",
      ),
      stock: mongo(
        "await mongoose.connect('mongodb+srv://cluster.acme.mongodb.net/orders')",
        "mongoose.model('Level', new mongoose.Schema({}))",
      ),
    },
    told: {
      stores: ['mongodb://cluster.acme.mongodb.net/billing: billing', 'mongodb://cluster.acme.mongodb.net/orders: orders, stock'],
      findings: ['shared-datastore: orders, stock'],
    },
  },
  {
    about: 'a model is read under its plural, a discriminator in the collection of its base',
    services: {
      orders: mongo(
        "await mongoose.connect('mongodb://mongo/shop')",
        "mongoose.model('Order', new mongoose.Schema({})).discriminator('Gift', new mongoose.Schema({}))",
      ),
      billing: route(
        "await db.collection('orders').findOne({})",
        "import { MongoClient } from 'mongodb'; const db = new MongoClient('mongodb://mongo').db('shop');",
      ),
    },
    told: {
      stores: ['mongodb://mongo:27017/shop: billing, orders'],
      findings: ['foreign-table-access: billing, orders', 'shared-datastore: billing, orders'],
    },
  },
  {
    about: 'copies to read from are the database that they copy, two data sources of a service are two',
    services: {
      orders: route(
        "await source.query('SELECT 1 FROM orders'); await audit.query('SELECT 1 FROM audits')",
        `import { DataSource } from 'typeorm';
         const source = new DataSource({ type: 'postgres', replication: { master: { url: 'postgres://db/orders' }, slaves: [{ url: 'postgres://replica/orders' }] } });
         const audit = new DataSource({ name: 'audit', type: 'postgres', url: 'postgres://db/audit' });`,
      ),
      billing: pg("'postgres://db/billing'"),
    },
    told: {
      stores: ['postgres://db:5432/audit: orders', 'postgres://db:5432/billing: billing', 'postgres://db:5432/orders: orders'],
      findings: [],
    },
  },
  {
    about: 'entities by a pattern of files, and an entity of a package that is registered and never injected',
    services: {
      orders: {
        code: {
          'src/main.ts': route(
            'await source.getRepository(Order).find()',
            `import { DataSource } from 'typeorm'; import { Order } from './order.entity.js'; import { Bill } from '@shop/entities';
             const source = new DataSource({ type: 'postgres', url: 'postgres://db/orders', entities: [__dirname + '/**/*.entity{.ts,.js}', Bill] });`,
          ),
          'src/order.entity.ts':
            "import { Entity, PrimaryColumn } from 'typeorm'; @Entity('orders') export class Order { @PrimaryColumn() id!: string; }",
        },
      },
      billing: route(
        'await source.getRepository(Bill).find()',
        "import { DataSource } from 'typeorm'; import { Bill } from '@shop/entities'; const source = new DataSource({ type: 'postgres', url: 'postgres://db/billing', entities: [Bill] });",
      ),
    },
    files: {
      'packages/entities/package.json': '{ "name": "@shop/entities", "main": "index.ts" }',
      'packages/entities/index.ts':
        "import { Entity, PrimaryColumn } from 'typeorm'; @Entity('bills') export class Bill { @PrimaryColumn() id!: string; }",
    },
    told: { stores: ['postgres://db:5432/billing: billing', 'postgres://db:5432/orders: orders'] },
  },
  {
    about: 'clients of Prisma that are generated elsewhere, and one package for all with a schema of each',
    services: {
      orders: {
        code: {
          'src/main.ts': route(
            'await prisma.thing.findMany()',
            "import { PrismaClient } from '.prisma/orders'; const prisma = new PrismaClient();",
          ),
          'prisma/schema.prisma': prisma('ORDERS_URL', 'output = "../../node_modules/.prisma/orders"'),
        },
        env: { ORDERS_URL: 'postgres://db/orders', DATABASE_URL: 'postgres://db/wrong' },
      },
      billing: {
        code: {
          'src/main.ts': route(
            'await prisma.thing.findMany()',
            "import { PrismaClient } from './generated/client/index.js'; const prisma = new PrismaClient();",
          ),
          'prisma/schema.prisma': prisma('BILLING_URL', 'output = "../src/generated/client"'),
        },
        env: { BILLING_URL: 'postgres://db/billing', DATABASE_URL: 'postgres://db/wrong' },
      },
      stock: {
        code: {
          'src/main.ts': route(
            'await prisma.thing.findMany()',
            "import { PrismaClient } from '@prisma/client'; const prisma = new PrismaClient();",
          ),
          'prisma/schema.prisma': prisma('STOCK_URL'),
        },
        env: { STOCK_URL: 'postgres://db/stock', DATABASE_URL: 'postgres://db/wrong' },
      },
    },
    told: {
      stores: ['postgres://db:5432/billing: billing', 'postgres://db:5432/orders: orders', 'postgres://db:5432/stock: stock'],
      findings: [],
    },
  },
  {
    about: 'Redis as a cache, and for queues of two services with prefixes of their own',
    services: {
      orders: route(
        "await cache.get('a'); await mails.add('send', {})",
        "import { Redis } from 'ioredis'; import { Queue } from 'bullmq'; const cache = new Redis('redis://cache:6379', { keyPrefix: 'orders:' }); const mails = new Queue('mails', { prefix: 'orders', connection: { host: 'cache' } });",
      ),
      billing: route(
        "await cache.set('a', '1', 'EX', 60)",
        "import { Redis } from 'ioredis'; import { Worker } from 'bullmq'; const cache = new Redis('redis://cache:6379', { keyPrefix: 'billing:' }); new Worker('mails', async () => {}, { prefix: 'billing', connection: { host: 'cache' } });",
      ),
    },
    told: { edges: [], findings: [] },
  },
];

import { describe, expect, it } from 'vitest';

import { looseOf, storesOf, systemOf, type SystemSpec } from '../../../support/link.js';

const pg = (url: string, ...queries: readonly string[]): string =>
  `import { Pool } from 'pg';\nconst pool = new Pool({ connectionString: ${url} });\n${queries.map((sql) => `await pool.query('${sql}');`).join('\n')}`;
const redis = (code: string): string =>
  `import { createClient } from 'redis';\nconst client = createClient({ url: 'redis://cache:6379' });\n${code}`;
const mongo = (database: string): string =>
  `import { MongoClient } from 'mongodb';\nconst client = new MongoClient(process.env.MONGO_URL);\nawait client.db('${database}').collection('a').insertOne({});`;
const supabase = (...tables: readonly string[]): string =>
  `import { createClient } from '@supabase/supabase-js';\nconst client = createClient(process.env.SUPABASE_URL, process.env.KEY);\n${tables.map((table) => `await client.from('${table}').select();`).join('\n')}`;
const SHOP = 'postgres://app:secret@db:5432/shop';

const cases: readonly { readonly name: string; readonly system: SystemSpec; readonly says: readonly string[] }[] = [
  {
    name: 'one that two services are given',
    system: {
      units: {
        orders: { code: pg('process.env.DATABASE_URL', 'SELECT * FROM orders'), env: { DATABASE_URL: SHOP } },
        billing: { code: pg('process.env.PG', 'SELECT * FROM invoices'), env: { PG: SHOP } },
      },
      infrastructure: { db: 'postgres' },
    },
    says: ['postgres://db:5432/shop primary: billing, orders'],
  },
  {
    name: 'two of one server',
    system: {
      units: { orders: pg(`'${SHOP}'`, 'SELECT 1'), billing: pg("'postgres://db/billing'", 'SELECT 1') },
      infrastructure: { db: 'postgres' },
    },
    says: ['postgres://db:5432/billing primary: billing', 'postgres://db:5432/shop primary: orders'],
  },
  {
    name: 'one a service, where nobody sets the variable',
    system: { units: { orders: pg('process.env.DATABASE_URL'), billing: pg('process.env.DATABASE_URL') } },
    says: ['postgres://{DATABASE_URL}:5432/? (billing) primary?: billing', 'postgres://{DATABASE_URL}:5432/? (orders) primary?: orders'],
  },
  {
    name: 'one project of Supabase, where services ask one variable for it and work on the same tables',
    system: {
      units: {
        orders: supabase('orders', 'users'),
        billing: supabase('users'),
        stock: supabase('articles'),
      },
    },
    says: ['supabase://{SUPABASE_URL} primary: billing, orders', 'supabase://{SUPABASE_URL}:443 (stock) primary?: stock'],
  },
  {
    name: 'one, where both have the same secret',
    system: {
      units: {
        orders: { code: pg('process.env.DATABASE_URL'), env: { DATABASE_URL: 'secret:db/url' } },
        billing: { code: pg('process.env.DATABASE_URL'), env: { DATABASE_URL: 'secret:db/url' } },
      },
    },
    says: ['postgres://{secret:db/url} primary: billing, orders'],
  },
  {
    name: 'several behind the same secret, where code names them',
    system: {
      units: {
        orders: { code: mongo('orders'), env: { MONGO_URL: 'secret:mongo/url' } },
        billing: { code: mongo('billing'), env: { MONGO_URL: 'secret:mongo/url' } },
      },
    },
    says: ['mongodb://{secret:mongo/url}/billing primary: billing', 'mongodb://{secret:mongo/url}/orders primary: orders'],
  },
  {
    name: 'an account of Cosmos DB, whose databases are named late',
    system: {
      units: {
        orders: `import { CosmosClient } from '@azure/cosmos';\nconst client = new CosmosClient('AccountEndpoint=https://shop.documents.azure.com:443/;AccountKey=c2VjcmV0');\nawait client.database('orders').container('lines').items.create({});`,
      },
    },
    says: ['cosmosdb://shop.documents.azure.com:443/orders primary: orders'],
  },
  {
    name: 'a cache, where what is written ends by itself',
    system: {
      units: {
        ttl: redis(`await client.get('a'); await client.set('a', 'b', { EX: 60 });`),
        lease: redis(`await client.get('a'); await client.set('a', 'b', 'PX', 500, 'NX');`),
        tags: redis(`await client.sMembers('a'); await client.multi().setEx('a', 60, 'b');`),
        forever: redis(`await client.get('a'); await client.set('a', 'b');`),
      },
    },
    says: ['redis://cache:6379/0 primary: forever', 'redis://cache:6379/0 (cache) cache: lease, tags, ttl'],
  },
  {
    name: 'none of a job',
    system: { units: { orders: pg(`'${SHOP}'`), migrate: { kind: 'job', code: pg(`'${SHOP}'`) } } },
    says: ['postgres://db:5432/shop primary: orders'],
  },
  {
    name: 'the server, where a file is the choice of a condition',
    system: {
      units: {
        orders: {
          code: `import { DataSource } from 'typeorm';
            function open() {
              if (process.env.DB_TYPE === 'mysql') return new DataSource({ type: 'mysql', host: process.env.DB_HOST, database: 'orders' });
              return new DataSource({ type: 'sqlite', database: process.env.DB_FILE });
            }
            const source = open();
            await source.query('SELECT * FROM orders');`,
          env: { DB_HOST: 'db' },
        },
      },
    },
    says: ['mysql://db:3306/orders primary: orders'],
  },
  {
    name: 'none of who only makes a client of DynamoDB beside another',
    system: {
      units: {
        orders: {
          code: `import { DynamoDB } from '@aws-sdk/client-dynamodb';
            const clients = () => ({ tables: new DynamoDB({ endpoint: 'http://dynamo:8000' }), other: 1 });
            console.log(clients().other);`,
        },
        bills: `import { DynamoDB } from '@aws-sdk/client-dynamodb';
          new DynamoDB({ endpoint: 'http://dynamo:8000' }).getItem({ TableName: 'bills' });`,
      },
    },
    says: ['dynamodb://dynamo:8000 primary: bills'],
  },
  {
    name: 'both, where the file is used for itself',
    system: {
      units: {
        orders: `${pg(`'${SHOP}'`, 'SELECT 1')}
          import Database from 'better-sqlite3';
          const cache = new Database('cache.db');
          cache.prepare('SELECT * FROM hits').all();`,
      },
    },
    says: ['postgres://db:5432/shop primary: orders', 'sqlite://orders/cache.db primary: orders'],
  },
  {
    name: 'the one that does not run in tests',
    system: {
      units: { orders: pg(`process.env.NODE_ENV === 'test' ? 'postgres://db/orders_test' : 'postgres://db/orders'`, 'SELECT 1') },
    },
    says: ['postgres://db:5432/orders primary: orders'],
  },
  {
    name: 'the one that the environment sets, of two that the code may take',
    system: {
      units: {
        orders: {
          code: pg(`process.env.CLOUD ? process.env.CLOUD_DB : 'postgres://localhost/orders'`, 'SELECT 1'),
          env: { CLOUD_DB: 'postgres://cloud.acme.com/orders' },
        },
      },
    },
    says: ['postgres://cloud.acme.com:5432/orders primary: orders'],
  },
  {
    name: 'none that is proven, where nothing decides between two',
    system: { units: { orders: pg(`Math.random() > 0.5 ? 'postgres://a/orders' : 'postgres://b/orders'`, 'SELECT 1') } },
    says: ['postgres://{?}:5432/? (orders) primary?: orders'],
  },
  {
    name: 'a container of a service in another language',
    system: {
      units: { scoring: { language: 'python', env: { DB_HOST: 'db', DB_NAME: 'shop' } } },
      infrastructure: { db: 'postgres' },
    },
    says: ['postgres://db:5432/shop primary: scoring'],
  },
];

describe('datastores', () => {
  it.each(cases)('are $name', ({ system, says }) => {
    expect(storesOf(system)).toEqual(says);
  });

  it.each([
    ['the same tables are one', ['order', 'payment'], ['payment'], ['postgres://{DATABASE_URL} primary: billing, orders']],
    [
      'tables of their own may be two',
      ['order'],
      ['payment'],
      ['postgres://{DATABASE_URL}:5432/? (billing) primary?: billing', 'postgres://{DATABASE_URL}:5432/? (orders) primary?: orders'],
    ],
    ['tables of which one needs rows of the other are one', ['order'], ['invoice'], ['postgres://{DATABASE_URL} primary: billing, orders']],
    [
      'who only reads such a table may read a copy',
      ['order'],
      ['invoice.findMany'],
      ['postgres://{DATABASE_URL}:5432/? (billing) primary?: billing', 'postgres://{DATABASE_URL}:5432/? (orders) primary?: orders'],
    ],
  ])('of one Prisma schema that nobody gives an address: %s', (_, orders, billing, expected) => {
    const code = (models: readonly string[]): string =>
      `import { PrismaClient } from '@prisma/client'; const prisma = new PrismaClient();\n${models.map((model) => `await prisma.${model.includes('.') ? model : `${model}.create`}({});`).join('\n')}`;
    const models = ['Order', 'Payment', 'Invoice'].map((name, line) => ({
      name,
      table: name,
      line,
      ...(name === 'Invoice' && { needs: ['Order'] }),
    }));
    const prisma = [{ file: 'prisma/schema.prisma', provider: 'postgresql', urlEnv: 'DATABASE_URL', models }];
    expect(storesOf({ units: { orders: code(orders), billing: code(billing) }, schemas: { prisma } })).toEqual(expected);
  });

  it.each([
    ['by its name is that of the deployment', 'postgres://db:5432/shop', ['postgres://db:5432/shop primary: billing, orders']],
    [
      'on its own machine is its own',
      'postgres://localhost:5432/shop',
      ['postgres://db:5432/shop primary: orders', 'postgres://localhost:5432/shop primary: billing'],
    ],
  ])('of what runs beside a deployment: %s', (_, url, expected) => {
    const system: SystemSpec = {
      units: {
        orders: { code: pg(`'${SHOP}'`, 'SELECT 1') },
        billing: { code: pg(`'${url}'`, 'SELECT 1'), profiles: ['code'] },
      },
      infrastructure: { db: 'postgres' },
    };
    expect(storesOf(system)).toEqual(expected);
  });

  it('that whoever asks chooses are no datastores but loose ends', () => {
    const system: SystemSpec = {
      units: {
        tool: `import { MongoClient } from 'mongodb';
          import express from 'express';
          const client = await MongoClient.connect('mongodb://db:27017');
          const app = express();
          app.get('/rows', async (req, res) => res.json(await client.db(req.query.db).collection('rows').find().toArray()));`,
      },
    };
    expect(storesOf(system)).toEqual([]);
    expect(looseOf(system)).toEqual(['tool datastore mongodb://db:27017/{?} (tool) (unresolved)']);
  });

  it.each([
    ['a default for the developer’s machine is', "process.env.DB ?? 'postgres://localhost/shop'", [], true],
    ['what code says itself is not', "'postgres://localhost/shop'", [], undefined],
    ['a default that is deployed is not', "process.env.DB ?? 'postgres://localhost/shop'", ['compose'], undefined],
  ])('may be assumed: %s', (_name, url, profiles, assumed) => {
    const [store] = systemOf({ units: { orders: { code: pg(url, 'SELECT 1'), profiles } } }).datastores;
    expect(store?.accessors[0]?.assumed).toBe(assumed);
  });

  it('tell who reads and writes which tables, and where the address stands', () => {
    const [store] = systemOf({
      units: { orders: { code: pg('process.env.DB', 'SELECT * FROM orders', 'DELETE FROM carts'), env: { DB: SHOP } } },
    }).datastores;
    expect(store?.accessors).toMatchObject([
      {
        service: 'orders',
        access: ['read', 'write'],
        uses: true,
        tables: [
          { table: 'carts', access: 'write' },
          { table: 'orders', access: 'read' },
        ],
        env: { name: 'DB', entry: { at: { file: 'compose:orders', line: 1 } } },
      },
    ]);
    expect(store?.accessors[0]?.evidence.map(({ file }) => file)).toEqual(['orders/src/main.ts', 'compose:orders']);
  });
});

describe('tables', () => {
  it('are those of the service, also where its command line opens the database too', () => {
    const code = {
      'src/data-source.ts': `import { DataSource } from 'typeorm';\nexport default new DataSource({ type: 'postgres', url: process.env.DATABASE_URL });`,
      'src/level.entity.ts': `import { Entity } from 'typeorm';\n@Entity('levels') export class Level {}`,
      'src/main.ts': `import { Controller, Get, Module } from '@nestjs/common';
import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Level } from './level.entity.js';
@Controller('levels') class Levels {
  constructor(@InjectRepository(Level) private readonly levels: Repository<Level>) {}
  @Get() list() { return this.levels.find(); }
}
@Module({ imports: [TypeOrmModule.forRootAsync({ useFactory: () => ({ type: 'postgres', url: process.env.DATABASE_URL }) })], controllers: [Levels] })
export class AppModule {}`,
    };
    const { datastores } = systemOf({ units: { stock: { code, env: { DATABASE_URL: SHOP } } }, infrastructure: { db: 'postgres' } });
    expect(
      datastores.map(({ id, accessors }) => [
        id,
        ...accessors.flatMap(({ tables }) => tables.map(({ table, access }) => `${access} ${table}`)),
      ]),
    ).toEqual([['postgres://db:5432/shop', 'read levels']]);
  });
});

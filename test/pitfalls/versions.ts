import { answering, type Pitfall, route } from './pitfall.js';

/** One version of a package and another: the same words mean other things. */
const both = (
  about: string,
  name: string,
  versions: readonly (readonly [range: string, code: string])[],
  told: Pitfall['told'],
): Pitfall => ({
  about,
  services: {
    ...Object.fromEntries(versions.map(([range, code], index) => [`v${index + 1}`, { code, dependencies: { [name]: range } }])),
    billing: answering("'/{*rest}'"),
  },
  told,
});
const edges = (...to: readonly string[]): Pitfall['told'] => ({ edges: to.map((name) => `${name} -> billing`) });

export const versions: readonly Pitfall[] = [
  both(
    'http-proxy-middleware 2 and 3',
    'http-proxy-middleware',
    [
      [
        '^2.0.6',
        "import express from 'express'; import { createProxyMiddleware } from 'http-proxy-middleware'; const app = express(); app.use(createProxyMiddleware('/api', { target: 'http://billing:3000', pathRewrite: { '^/api': '' } })); app.listen(3000);",
      ],
      [
        '^3.0.0',
        "import express from 'express'; import { createProxyMiddleware } from 'http-proxy-middleware'; const app = express(); app.use(createProxyMiddleware({ pathFilter: '/api', target: 'http://billing:3000' })); app.listen(3000);",
      ],
    ],
    edges('v1', 'v2'),
  ),
  both(
    'ky 1 with prefixUrl, ky 2 with prefix',
    'ky',
    [
      ['^1.7.0', route("await ky.create({ prefixUrl: 'http://billing:3000' }).get('a')", "import ky from 'ky';")],
      ['^2.0.0', route("await ky.create({ prefix: 'http://billing:3000' }).get('a')", "import ky from 'ky';")],
    ],
    edges('v1', 'v2'),
  ),
  {
    about: 'kafkajs, and the client of Confluent in its shape',
    services: {
      orders: route(
        "await producer.send({ topic: 'placed', messages: [] })",
        "import { Kafka } from 'kafkajs'; const producer = new Kafka({ brokers: ['kafka:9092'] }).producer();",
      ),
      stock: route(
        "await producer.send({ topic: 'booked', messages: [] })",
        "import { KafkaJS } from '@confluentinc/kafka-javascript'; const producer = new KafkaJS.Kafka({ kafkaJS: { brokers: ['kafka:9092'] } }).producer();",
      ),
      billing:
        "import { KafkaJS } from '@confluentinc/kafka-javascript'; const consumer = new KafkaJS.Kafka({ kafkaJS: { brokers: ['kafka:9092'] } }).consumer({ kafkaJS: { groupId: 'billing' } }); await consumer.subscribe({ topics: ['placed', 'booked'] }); await consumer.run({ eachMessage: async () => {} });",
    },
    told: { edges: ['orders ~> billing', 'stock ~> billing'] },
  },
  {
    about: 'redis 3 with callbacks, redis 4 with promises',
    services: {
      orders: route(
        "pub.publish('placed', '1', () => {})",
        "import redis from 'redis'; const pub = redis.createClient({ host: 'redis', port: 6379 });",
      ),
      billing:
        "import { createClient } from 'redis'; const sub = createClient({ url: 'redis://redis:6379' }); await sub.connect(); await sub.subscribe('placed', (message) => { console.log(message); });",
      stock:
        "import redis from 'redis'; const sub = redis.createClient(6379, 'redis'); sub.on('message', (channel, message) => { console.log(message); }); sub.subscribe('placed');",
    },
    told: { edges: ['orders ~> billing', 'orders ~> stock'] },
  },
  {
    about: 'typeorm 0.2 with one connection for all, 0.3 with a data source',
    services: {
      orders: route(
        'await getRepository(Order).find()',
        "import { createConnection, Entity, getRepository, PrimaryColumn } from 'typeorm'; @Entity('orders') class Order { @PrimaryColumn() id!: string; } await createConnection({ type: 'postgres', url: 'postgres://db/shop', entities: [Order] });",
      ),
      billing: route(
        'await source.getRepository(Bill).find()',
        "import { DataSource, Entity, PrimaryColumn } from 'typeorm'; @Entity('bills') class Bill { @PrimaryColumn() id!: string; } const source = new DataSource({ type: 'postgres', url: 'postgres://db/shop', entities: [Bill] });",
      ),
    },
    told: { stores: ['postgres://db:5432/shop: billing, orders'], findings: ['shared-datastore: billing, orders'] },
  },
  {
    about: 'Prisma 6 with the address in its schema, Prisma 7 with an adapter',
    services: {
      orders: {
        code: {
          'src/main.ts': route(
            'await prisma.thing.findMany()',
            "import { PrismaClient } from '@prisma/client'; const prisma = new PrismaClient();",
          ),
          'prisma/schema.prisma':
            'datasource db { provider = "postgresql"\n url = env("DATABASE_URL") }\ngenerator client { provider = "prisma-client-js" }\nmodel Thing { id Int @id }\n',
        },
        env: { DATABASE_URL: 'postgres://db/orders' },
        dependencies: { '@prisma/client': '^6.0.0' },
      },
      billing: {
        code: {
          'src/main.ts': route(
            'await prisma.thing.findMany()',
            "import { PrismaPg } from '@prisma/adapter-pg'; import { PrismaClient } from './generated/prisma/client.js'; const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.BILLING_URL }) });",
          ),
          'prisma/schema.prisma':
            'datasource db { provider = "postgresql" }\ngenerator client { provider = "prisma-client"\n output = "../src/generated/prisma" }\nmodel Thing { id Int @id }\n',
        },
        env: { BILLING_URL: 'postgres://db/billing' },
        dependencies: { '@prisma/client': '^7.0.0' },
      },
    },
    told: { stores: ['postgres://db:5432/billing: billing', 'postgres://db:5432/orders: orders'], findings: [] },
  },
  {
    about: 'bullmq and bull, by a connection, an address, a shared client',
    services: {
      orders: route(
        "await q.add('send', {}); await old.add({})",
        "import { Queue } from 'bullmq'; import Bull from 'bull'; const q = new Queue('mails', { connection: { host: 'redis' } }); const old = new Bull('bills', 'redis://redis:6379');",
      ),
      billing: "import Bull from 'bull'; new Bull('bills', { redis: { host: 'redis', port: 6379 } }).process(async () => {});",
      mails:
        "import { Worker } from 'bullmq'; import IORedis from 'ioredis'; new Worker('mails', async () => {}, { connection: new IORedis('redis://redis:6379') });",
    },
    told: { edges: ['orders ~> billing', 'orders ~> mails'] },
  },
  both(
    'paths of express 4 and 5',
    'express',
    [
      [
        '^4.19.0',
        "import express from 'express'; import axios from 'axios'; const app = express(); app.get('/things/*', async (req, res) => { await axios.get('http://billing:3000/a'); res.end(); }); app.del('/old', (req, res) => res.end()); app.listen(3000);",
      ],
      [
        '^5.0.0',
        "import express from 'express'; import axios from 'axios'; const app = express(); app.get('/things/*splat', async (req, res) => { await axios.get('http://billing:3000/a'); res.end(); }); app.listen(3000);",
      ],
    ],
    edges('v1', 'v2'),
  ),
  {
    about: 'nats 2 in one package, nats 3 in several',
    services: {
      orders: route(
        "nc.publish('placed', '1')",
        "import { connect } from 'nats'; const nc = await connect({ servers: 'nats://nats:4222' });",
      ),
      stock: route(
        "nc.publish('booked', '1')",
        "import { connect } from '@nats-io/transport-node'; const nc = await connect({ servers: 'nats://nats:4222' });",
      ),
      billing:
        "import { connect } from '@nats-io/transport-node'; const nc = await connect({ servers: 'nats://nats:4222' }); nc.subscribe('placed', { callback: () => {} }); for await (const one of nc.subscribe('booked')) console.log(one);",
    },
    told: { edges: ['orders ~> billing', 'stock ~> billing'] },
  },
  {
    about: 'apollo-server 3 and @apollo/server',
    services: {
      orders: route(
        "await request('http://billing:4000/graphql', gql`query { bills { id } }`); await request('http://stock:4000/graphql', gql`query { levels { id } }`)",
        "import { gql, request } from 'graphql-request';",
      ),
      billing:
        "import { ApolloServer, gql } from 'apollo-server'; const typeDefs = gql`type Bill { id: ID } type Query { bills: [Bill] }`; new ApolloServer({ typeDefs, resolvers: { Query: { bills: () => [] } } }).listen(4000);",
      stock:
        "import { ApolloServer } from '@apollo/server'; import { startStandaloneServer } from '@apollo/server/standalone'; const typeDefs = `type Level { id: ID } type Query { levels: [Level] }`; await startStandaloneServer(new ApolloServer({ typeDefs, resolvers: { Query: { levels: () => [] } } }), { listen: { port: 4000 } });",
    },
    told: { edges: ['orders -> billing', 'orders -> stock'], findings: [] },
  },
];

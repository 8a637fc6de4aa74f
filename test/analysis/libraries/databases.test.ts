import { describe, expect, it } from 'vitest';

import { meanings } from '../../support/calls.js';

/** Code → connections and what goes through them, sorted. */
const CASES: Record<string, { code: string | Record<string, string>; says: string[] }> = {
  'pg: pools and clients of another file, callbacks, objects of a statement': {
    code: {
      'app/a.ts': `import pg from 'pg'; import Cursor from 'pg-cursor'; import { pool } from './db.js'; pool.query('SELECT 1 FROM a', [1]); pool.query({ text: 'SELECT 1 FROM b', values: [] }); pool.connect((error, client, done) => { client.query('SELECT 1 FROM c'); }); const one = await pool.connect(); one.query(new Cursor('SELECT 1 FROM d')); new pg.Client('postgres://x/y').query(\`DELETE FROM \${table()}\`); declare function table(): string;`,
      'app/db.ts': `import { Pool } from 'pg'; export const pool = new Pool({ host: process.env.DB_HOST, port: 5433, database: 'shop' }); export const other = new Pool();`,
    },
    says: [
      'access read DELETE FROM ${globalThis.table()}',
      'access read SELECT 1 FROM a',
      'access read SELECT 1 FROM b',
      'access read SELECT 1 FROM c',
      'access read SELECT 1 FROM d',
      'open postgres postgres://x/y',
      'open postgres process.env.DB_HOST:5433/shop',
      'open postgres process.env.PGHOST:process.env.PGPORT/process.env.PGDATABASE',
    ],
  },
  'Auth.js: what its adapters keep': {
    code: `import { MongoDBAdapter } from '@auth/mongodb-adapter'; import { PrismaAdapter } from '@auth/prisma-adapter'; import { MongoClient } from 'mongodb'; import { PrismaClient } from '@prisma/client'; const client = new MongoClient('mongodb://m/shop'); const adapter = MongoDBAdapter(client, {}); const other = PrismaAdapter(new PrismaClient());`,
    says: [
      'access write Account',
      'access write Session',
      'access write User',
      'access write VerificationToken',
      'access write accounts',
      'access write sessions',
      'access write users',
      'access write verification_tokens',
      'open mongodb mongodb://m/shop',
      'open prisma',
    ],
  },
  'S3: commands, methods, an upload, version 2': {
    code: `import { DeleteObjectsCommand, GetObjectCommand, PutObjectCommand, S3, S3Client } from '@aws-sdk/client-s3'; import { Upload } from '@aws-sdk/lib-storage'; const AWS = require('aws-sdk'); const client = new S3Client({ endpoint: 'http://minio:9000' }); client.send(new GetObjectCommand({ Bucket: 'a', Key: 'x' })); client.send(new PutObjectCommand({ Bucket: process.env.BUCKET, Key: 'x' })); client.send(new DeleteObjectsCommand({ Bucket: 'b' })); new S3({}).headObject({ Bucket: 'c' }); new Upload({ client, params: { Bucket: 'd', Key: 'k' } }).done(); new AWS.S3().upload({ Bucket: 'e' }).promise();`,
    says: [
      'access read files a',
      'access read files c',
      'access write files b',
      'access write files d',
      'access write files e',
      'access write files process.env.BUCKET',
      'open s3 files http://minio:9000',
    ],
  },
  'S3 of the cloud is a service that is bought': {
    code: `import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'; import { Storage } from '@google-cloud/storage'; new S3Client({ region: 'eu' }).send(new PutObjectCommand({ Bucket: 'a' })); new Storage().bucket('b').file('f').save('');`,
    says: [],
  },
  'MinIO, Google Cloud Storage at an endpoint': {
    code: `import * as Minio from 'minio'; import { Storage } from '@google-cloud/storage'; const minio = new Minio.Client({ endPoint: 'minio', port: 9000 }); minio.putObject('m', 'k', ''); minio.listObjects('n'); const storage = new Storage({ apiEndpoint: 'http://gcs:4443' }); storage.bucket('g').file('f').save(''); storage.bucket('h').getFiles();`,
    says: [
      'access read files h',
      'access read files n',
      'access write files g',
      'access write files m',
      'open gcs files http://gcs:4443',
      'open s3 files minio:9000',
    ],
  },
  'Supabase: tables, functions, files': {
    code: `import { createClient, type SupabaseClient } from '@supabase/supabase-js'; const db = createClient(process.env.SUPABASE_URL!, 'key'); await db.from('orders').select('*').eq('id', 1); await db.from('lines').insert({}).select(); await db.schema('other').from('items').delete().eq('id', 1); await db.rpc('settle'); export const f = (client: SupabaseClient) => client.from('typed').update({});`,
    says: [
      'access read orders',
      'access write',
      'access write items',
      'access write lines',
      'access write typed',
      'open supabase process.env.SUPABASE_URL',
    ],
  },
  'Firestore: queries, documents in documents, batches': {
    code: `import admin from 'firebase-admin'; import { getFirestore } from 'firebase-admin/firestore'; import { Firestore } from '@google-cloud/firestore'; const db = admin.firestore(); await db.collection('orders').where('a', '==', 1).orderBy('b').get(); await db.collection('orders').doc('1').collection('lines').add({}); const other = getFirestore(); await other.doc('users/1').set({}); const batch = other.batch(); batch.delete(other.collection('items').doc('1')); await new Firestore({ projectId: 'shop' }).collection('bills').doc('1').get();`,
    says: [
      'access read bills',
      'access read orders',
      'access write items',
      'access write lines',
      'access write users',
      'open firestore',
      'open firestore /shop',
    ],
  },
  'pg: CommonJS, a class that is given the pool, only a type': {
    code: {
      'app/a.js': `const { Pool } = require('pg'); const { Orders } = require('./orders'); new Orders(new Pool({ connectionString: process.env.URL })).all();`,
      'app/orders.js': `class Orders { constructor(db) { this.db = db; } all() { return this.db.query('SELECT 1 FROM orders'); } } module.exports = { Orders };`,
      'app/b.ts': `import type { Pool, PoolClient } from 'pg'; export async function items(pool: Pool, client: PoolClient) { await pool.query('SELECT 1 FROM items'); await client.query('SELECT 1 FROM lines'); }`,
    },
    says: [
      'access read SELECT 1 FROM items',
      'access read SELECT 1 FROM lines',
      'access read SELECT 1 FROM orders',
      'open postgres process.env.URL',
    ],
  },
  'pg-promise, postgres.js, slonik': {
    code: `import pgPromise from 'pg-promise'; import postgres from 'postgres'; import { createPool, sql as slonik } from 'slonik';
      const db = pgPromise({})('postgres://a/a'); db.any('SELECT 1 FROM a'); db.tx(async (t) => { await t.none('DELETE FROM b'); });
      const sql = postgres(process.env.PG, { max: 1 }); await sql\`SELECT 1 FROM c WHERE id = \${1}\`; await sql\`INSERT INTO d \${sql({ x: 1 })}\`; sql.begin(async (tx) => { await tx\`UPDATE e SET x = 1\`; }); sql.unsafe('SELECT 1 FROM f');
      const pool = await createPool('postgres://s/s'); pool.one(slonik.unsafe\`SELECT 1 FROM g\`);`,
    says: [
      'access read DELETE FROM b',
      'access read INSERT INTO d ${postgres()()}',
      'access read SELECT 1 FROM a',
      'access read SELECT 1 FROM c WHERE id = 1',
      'access read SELECT 1 FROM f',
      'access read SELECT 1 FROM g',
      'access read UPDATE e SET x = 1',
      'open postgres postgres://a/a',
      'open postgres postgres://s/s',
      'open postgres process.env.PG',
    ],
  },
  'dynamodb: commands of version 3, documents, batches, transactions': {
    code: `import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'; import { BatchWriteCommand, DynamoDBDocument, DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
      const client = new DynamoDBClient({ endpoint: process.env.DYNAMO }); const documents = DynamoDBDocumentClient.from(client); await documents.send(new GetCommand({ TableName: process.env.ORDERS, Key: {} })); await client.send(new ScanCommand({ TableName: 'items' })); await DynamoDBDocument.from(client).put({ TableName: 'bills', Item: {} });
      await documents.send(new BatchWriteCommand({ RequestItems: { lines: [] } })); await documents.send(new TransactWriteCommand({ TransactItems: [{ Put: { TableName: 'stock', Item: {} } }, { Delete: { TableName: 'holds', Key: {} } }] }));`,
    says: [
      'access read items',
      'access read process.env.ORDERS',
      'access write bills',
      'access write holds',
      'access write lines',
      'access write stock',
      'open dynamodb process.env.DYNAMO',
    ],
  },
  'dynamodb: version 2, a base class that is told its table': {
    code: {
      'app/a.ts': `import { Users } from './users.js'; import { DynamoDB } from 'aws-sdk'; await new Users(new DynamoDB.DocumentClient({ region: 'x' })).save({});`,
      'app/users.ts': `import { Repository } from './repository.js'; import { DynamoDB } from 'aws-sdk'; export class Users extends Repository { constructor(client: DynamoDB.DocumentClient) { super('users', client); } }`,
      'app/repository.ts': `import { DynamoDB } from 'aws-sdk'; export abstract class Repository { constructor(private table: string, private client: DynamoDB.DocumentClient) {} save(Item: object) { const input: DynamoDB.DocumentClient.PutItemInput = { TableName: this.table, Item }; return this.client.put(input).promise(); } }`,
    },
    says: ['access write users', 'open dynamodb'],
  },
  'mysql, mysql2, mariadb': {
    code: `import mysql from 'mysql'; import mysql2 from 'mysql2'; import { createPool, type Pool } from 'mysql2/promise'; import mariadb from 'mariadb';
      mysql.createConnection({ host: 'a', user: 'u', database: 'd' }).query('SELECT 1 FROM a', () => {}); const pool = mysql2.createPool({ host: 'b' }); pool.promise().query('SELECT 1 FROM b'); pool.getConnection((error, connection) => { connection.execute('DELETE FROM c'); });
      const other = createPool({ uri: process.env.MYSQL_URL }); const one = await other.getConnection(); await one.execute({ sql: 'SELECT 1 FROM d' }); export function f(pool: Pool) { return pool.query('SELECT 1 FROM e'); } mariadb.createPool('mariadb://m/x').batch('INSERT INTO f VALUES (1)');`,
    says: [
      'access read DELETE FROM c',
      'access read INSERT INTO f VALUES (1)',
      'access read SELECT 1 FROM a',
      'access read SELECT 1 FROM b',
      'access read SELECT 1 FROM d',
      'access read SELECT 1 FROM e',
      'open mysql a/d',
      'open mysql b',
      'open mysql mariadb://m/x',
      'open mysql process.env.MYSQL_URL',
    ],
  },
  'mssql, tedious': {
    code: `import sql from 'mssql'; import { Connection, Request } from 'tedious'; await sql.connect('Server=a,1433;Database=b'); await sql.query\`SELECT 1 FROM a\`; const pool = await new sql.ConnectionPool({ server: 'c', port: 1, database: 'd' }).connect(); await pool.request().input('id', 1).query('SELECT 1 FROM b'); new sql.Request(pool).query('DELETE FROM c'); new Connection({ server: 'e', options: { database: 'f', port: 2 } }).execSql(new Request('SELECT 1 FROM d', () => {}));`,
    says: [
      'access read DELETE FROM c',
      'access read SELECT 1 FROM a',
      'access read SELECT 1 FROM b',
      'access read SELECT 1 FROM d',
      'open mssql Server=a,1433;Database=b',
      'open mssql c:1/d',
      'open mssql e:2/f',
    ],
  },
  'sqlite: files, never memory': {
    code: `import Better from 'better-sqlite3'; import sqlite3 from 'sqlite3'; import { open } from 'sqlite'; import { DatabaseSync } from 'node:sqlite'; new Better('a.db').prepare('SELECT 1 FROM a').all(); const { Database } = sqlite3.verbose(); new Database(process.env.FILE).run('DELETE FROM b'); const c = await open({ filename: 'c.db', driver: Database }); c.exec('UPDATE c SET x = 1'); new DatabaseSync('d.db'); new Better(':memory:');`,
    says: [
      'access read DELETE FROM b',
      'access read SELECT 1 FROM a',
      'access read UPDATE c SET x = 1',
      'open sqlite a.db',
      'open sqlite c.db',
      'open sqlite d.db',
      'open sqlite process.env.FILE',
    ],
  },
  'cosmos: databases and containers, made or there': {
    code: {
      'app/a.ts': `import { Container, CosmosClient } from '@azure/cosmos'; const client = new CosmosClient({ endpoint: process.env.COSMOS, key: 'k' }); client.database('shop').container('orders').items.query('SELECT * FROM c').fetchAll(); export class Items { private items: Container; async init() { const { database } = await client.databases.createIfNotExists({ id: 'stock' }); const { container } = await database.containers.createIfNotExists({ id: 'items' }); this.items = container; } save(item: object) { return this.items.items.upsert(item); } remove(id: string) { return this.items.item(id, id).delete(); } }`,
    },
    says: ['access read orders', 'access write items', 'open cosmosdb process.env.COSMOS/shop', 'open cosmosdb process.env.COSMOS/stock'],
  },
  'mongoose: models of another file, documents, names of collections': {
    code: {
      'app/a.ts': `import mongoose from 'mongoose'; import { User } from './models.js'; import { Log } from './log.js'; void mongoose.connect(process.env.MONGO_URI!, { dbName: 'shop' }); User.find({}); const one = await User.findById('x'); one.name = 'y'; await one.save(); new User({}).save(); Log.create({}); mongoose.connection.collection('raw').findOne({}); mongoose.model('User').deleteMany({}); User.discriminator('Admin', new mongoose.Schema({})).find({});`,
      'app/models.ts': `import { model, Schema } from 'mongoose'; export const User = model('User', new Schema({})); export const Category = model('Category', new Schema({}), 'cats');`,
      'app/log.ts': `import { createConnection, Schema } from 'mongoose'; const logs = createConnection('mongodb://logs/l'); export const Log = logs.models.Log ?? logs.model('Log', new Schema({}, { collection: 'the_log' }));`,
    },
    says: [
      'access read raw',
      'access read users',
      'access write Log',
      'access write User',
      'access write the_log',
      'access write users',
      'entity Category cats',
      'entity Log the_log',
      'entity User users',
      'open mongodb mongodb://logs/l',
      'open mongodb process.env.MONGO_URI/shop',
    ],
  },
  'mongoose: Nest': {
    code: `import { Injectable, Module } from '@nestjs/common'; import { InjectModel, MongooseModule, Prop, Schema, SchemaFactory } from '@nestjs/mongoose'; import { Model } from 'mongoose';
      @Schema({ collection: 'felines' }) class Cat { @Prop() name: string; }
      @Injectable() class Cats { constructor(@InjectModel(Cat.name) private model: Model<Cat>) {} all() { return this.model.find().exec(); } add() { return new this.model({}).save(); } }
      @Module({ imports: [MongooseModule.forRootAsync({ useFactory: () => ({ uri: process.env.MONGO, dbName: 'pets' }) }), MongooseModule.forFeature([{ name: Cat.name, schema: SchemaFactory.createForClass(Cat) }])], providers: [Cats] }) export class App {}`,
    says: ['access read Cat', 'access write Cat', 'entity Cat felines', 'open mongodb process.env.MONGO/pets'],
  },
  'typegoose: Nest, models by their classes': {
    code: `import { Injectable, Module } from '@nestjs/common'; import { prop, ReturnModelType } from '@typegoose/typegoose'; import { ModelType } from '@typegoose/typegoose/lib/types'; import { InjectModel, TypegooseModule } from 'nestjs-typegoose';
      class Order { @prop() total: number; }
      abstract class Repository<T> { constructor(protected readonly model: ModelType<T>) {} add(data: Partial<T>) { return this.model.create(data); } }
      @Injectable() class Orders extends Repository<Order> { constructor(@InjectModel(Order) model: ModelType<Order>) { super(model); } place() { return this.add({ total: 1 }); } }
      @Injectable() class Reports { constructor(@InjectModel(Order) private readonly orders: ReturnModelType<typeof Order>) {} all() { return this.orders.find(); } }
      @Module({ imports: [TypegooseModule.forRootAsync({ useFactory: () => ({ uri: process.env.MONGO }) }), TypegooseModule.forFeature([Order])], providers: [Orders, Reports] }) export class App {}`,
    says: ['access read Order', 'access write Order', 'open mongodb process.env.MONGO'],
  },
  'mongodb: clients, callbacks of old versions, types': {
    code: {
      'app/a.js': `const { MongoClient } = require('mongodb'); const client = new MongoClient(process.env.A); client.db('shop').collection('orders').insertOne({}); MongoClient.connect('mongodb://b/x', (error, client) => { client.db().collection('items').find({}); }); MongoClient.connect('mongodb://c/y', (error, db) => { db.collection('old').remove({}); });`,
      'app/b.ts': `import { MongoClient, type Db, type Collection } from 'mongodb'; export async function f(db: Db, items: Collection) { await db.collection('typed').findOne({}); await items.deleteOne({}); } const client = await MongoClient.connect('mongodb://d').catch(() => null); client.db('z').collection('late').countDocuments();`,
    },
    says: [
      'access read items',
      'access read late',
      'access read typed',
      'access write',
      'access write old',
      'access write orders',
      'open mongodb mongodb://b/x',
      'open mongodb mongodb://c/y',
      'open mongodb mongodb://d',
      'open mongodb process.env.A',
    ],
  },
  'prisma: a driver adapter, with an address or with a pool': {
    code: `import { PrismaClient } from '@prisma/client'; import { PrismaPg } from '@prisma/adapter-pg'; import { Pool } from 'pg';
      export const one = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.ONE_URL }) });
      export class Two extends PrismaClient { constructor() { const pool = new Pool({ connectionString: process.env.TWO_URL }); super({ adapter: new PrismaPg(pool) }); } }`,
    says: ['open postgres process.env.TWO_URL', 'open prisma process.env.ONE_URL', 'open prisma process.env.TWO_URL'],
  },
  'prisma: a client, a service that extends it, transactions, raw statements': {
    code: {
      'app/a.ts': `import { PrismaClient, type Prisma } from '@prisma/client'; import { Injectable } from '@nestjs/common'; import { PrismaService } from './prisma.service.js'; const prisma = new PrismaClient({ datasources: { db: { url: process.env.DB } } }); prisma.user.findMany(); prisma.$transaction(async (tx) => { await tx.order.create({ data: {} }); }); prisma.$transaction([prisma.item.delete({ where: { id: 1 } })]); prisma.$queryRaw\`SELECT 1 FROM x\`; prisma.$extends({}).tag.count();
        @Injectable() export class Lines { constructor(private readonly prisma: PrismaService) {} add() { return this.prisma.orderLine.upsert({}); } } export function change(tx: Prisma.TransactionClient) { return tx.price.update({}); }`,
      'app/prisma.service.ts': `import { Injectable, OnModuleInit } from '@nestjs/common'; import { PrismaClient } from '@prisma/client'; @Injectable() export class PrismaService extends PrismaClient implements OnModuleInit { constructor() { super({ datasourceUrl: process.env.LINES_DB }); } async onModuleInit() { await this.$connect(); } }`,
      'app/plain.ts': `import { PrismaClient } from '@prisma/client'; export class Plain extends PrismaClient {}`,
    },
    says: [
      'access read SELECT 1 FROM x',
      'access read Tag',
      'access read User',
      'access write Item',
      'access write Order',
      'access write OrderLine',
      'access write Price',
      'open prisma',
      'open prisma process.env.DB',
      'open prisma process.env.LINES_DB',
    ],
  },
  'clients that a class of ours extends': {
    code: `import Redis from 'ioredis'; import { Pool } from 'pg'; class Cache extends Redis { constructor() { super(process.env.REDIS_URL!); } } class Db extends Pool { constructor(host: string) { super({ host, database: 'shop' }); } all() { return this.query('SELECT 1 FROM a'); } } new Cache().get('x'); new Db('db').all();`,
    says: ['access read', 'access read SELECT 1 FROM a', 'open postgres db/shop', 'open redis cache process.env.REDIS_URL'],
  },
  'elasticsearch and opensearch': {
    code: `import { Client } from '@elastic/elasticsearch'; import { Client as Open } from '@opensearch-project/opensearch'; new Client({ node: process.env.ES }).search({ index: 'orders' }); new Open({ node: 'http://o' }).index({ index: 'items', body: {} });`,
    says: ['access read orders', 'access write items', 'open elasticsearch http://o', 'open elasticsearch process.env.ES'],
  },
  'elasticsearch: a client over the connection of a mock is none': {
    code: `const { Client } = require('@elastic/elasticsearch'); const Mock = require('@elastic/elasticsearch-mock'); let mock; function mocked() { return new Client({ node: 'http://localhost:9200', Connection: mock.getConnection() }); } function open() { if (!process.env.MOCK) return new Client({ node: process.env.ES }); mock = mock || new Mock(); return mocked(); } open().search({ index: 'orders' });`,
    says: ['access read orders', 'open elasticsearch process.env.ES'],
  },
  'CouchDB: PouchDB with an address, and nano': {
    code: `const PouchDB = require('pouchdb-core'); const nano = require('nano')(process.env.COUCH_URL); PouchDB.plugin(require('pouchdb-adapter-http')); const db = new PouchDB('http://couch:5984/shop'); db.get('a'); db.bulkDocs([]); new PouchDB('basket').put({}); nano.use('shop').find({}); nano.db.use('shop').insert({});`,
    says: ['access read', 'access write', 'open couchdb http://couch:5984/shop', 'open couchdb process.env.COUCH_URL'],
  },
  'neo4j: sessions and transactions': {
    code: `import neo4j from 'neo4j-driver'; const driver = neo4j.driver(process.env.NEO4J_URI!, neo4j.auth.basic('a', 'b')); const session = driver.session({ database: 'shop' }); await session.run('MATCH (a:Article) RETURN a'); await session.executeWrite((tx) => tx.run('MERGE (a:Article { id: $id })', {}));`,
    says: ['access read', 'access write', 'open neo4j process.env.NEO4J_URI'],
  },
  'neo4j: a driver that is handed over, one call for all': {
    code: `import type { Driver } from 'neo4j-driver'; export class Graph { constructor(private readonly driver: Driver) {} all() { return this.driver.executeQuery('CREATE (n:Article)'); } }`,
    says: ['access write'],
  },
  'cassandra: keyspaces, batches': {
    code: `const cassandra = require('cassandra-driver'); const client = new cassandra.Client({ contactPoints: ['cassandra'], localDataCenter: 'a', keyspace: 'shop' }); client.execute('SELECT * FROM orders', [], { prepare: true }); client.batch([{ query: 'UPDATE orders SET a = 1', params: [] }, 'DELETE FROM carts']);`,
    says: [
      'access read SELECT * FROM orders',
      'access write DELETE FROM carts',
      'access write UPDATE orders SET a = 1',
      'open cassandra cassandra/shop',
    ],
  },
  'clickhouse: queries, commands, rows': {
    code: `import { createClient } from '@clickhouse/client'; const client = createClient({ url: process.env.CH, database: 'events' }); await client.query({ query: 'SELECT * FROM clicks' }); await client.insert({ table: 'clicks', values: [] }); await client.command({ query: 'CREATE TABLE views (a Int)' });`,
    says: [
      'access read SELECT * FROM clicks',
      'access write CREATE TABLE views (a Int)',
      'access write clicks',
      'open clickhouse process.env.CH/events',
    ],
  },
  'objects of ours, and packages with the same names': {
    code: `class Pool { query(text: string) { return text; } } new Pool().query('SELECT 1 FROM no'); import { MongoClient } from 'elsewhere'; new MongoClient('x').db('a').collection('b').find(); import { model } from './mine.js'; model('User', {}).find(); export const find = [1].find((x) => x === 1);`,
    says: [],
  },
};

describe('databases', () => {
  it.each(Object.entries(CASES))('%s', (_name, { code, says }) => {
    expect(meanings(code, ['open', 'access', 'entity'])).toEqual([...says].sort());
  });
});

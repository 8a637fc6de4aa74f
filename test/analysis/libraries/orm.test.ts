import { describe, expect, it } from 'vitest';

import { meanings } from '../../support/calls.js';

/** Code → connections, tables and their uses, sorted. */
const CASES: Record<string, { code: string | Record<string, string>; says: string[] }> = {
  'kysely: a pool of another file, joins, transactions, statements, a schema': {
    code: {
      'app/a.ts': `import { sql, type Kysely, type Transaction } from 'kysely'; import { db, type Database } from './db.js';
        await db.selectFrom('orders as o').innerJoin('lines', 'lines.order', 'o.id').selectAll().where('o.id', '=', 1).leftJoin('prices as p', 'p.id', 'o.price').execute(); await db.insertInto('bills').values({}).returningAll().executeTakeFirst();
        await db.transaction().execute(async (trx) => { await trx.updateTable('stock').set({}).execute(); }); await sql\`SELECT 1 FROM late WHERE at < \${sql\`now()\`}\`.execute(db); await db.withSchema('audit').deleteFrom('log').execute(); await db.selectFrom((eb) => eb.selectFrom('no').as('x')).execute();
        export class Users { constructor(private readonly trx: Transaction<Database>) {} all(other: Kysely<Database>) { return [this.trx.selectFrom('users'), other.deleteFrom(['tokens'])]; } }`,
      'app/db.ts': `import { Kysely, PostgresDialect } from 'kysely'; import { Pool } from 'pg'; export interface Database {} export const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: new Pool({ connectionString: process.env.PG }) }) });`,
    },
    says: [
      'access read SELECT 1 FROM late WHERE at < ${kysely.sql()}',
      'access read lines',
      'access read orders',
      'access read prices',
      'access read users',
      'access write audit.log',
      'access write bills',
      'access write stock',
      'access write tokens',
      'open postgres process.env.PG',
    ],
  },
  'sequelize: from a URL, from parts, from options': {
    code: `import { Sequelize } from 'sequelize'; new Sequelize(process.env.URL, { logging: false }); new Sequelize('shop', 'me', 'secret', { host: 'db', dialect: 'mariadb' }); new Sequelize({ dialect: 'sqlite', storage: './a.db' }); new Sequelize('sqlite::memory:');`,
    says: ['open mariadb db/shop', 'open sqlite /./a.db', 'open unknown process.env.URL', 'open unknown sqlite::memory:'],
  },
  'sequelize: CommonJS, configuration by environment': {
    code: {
      'app/a.js': `const Sequelize = require('sequelize'); const config = require('./config')[process.env.NODE_ENV]; const db = new Sequelize(config.database, config.username, config.password, config); const User = db.define('User', {}, { tableName: 'people' }); User.findAll(); db.models.User.update({}); module.exports = { User };`,
      'app/config.js': `module.exports = { development: { database: 'dev', username: 'a', password: 'b', host: 'h', dialect: 'postgres' } };`,
    },
    says: ['access read User', 'access write User', 'entity User people', 'open postgres h/dev'],
  },
  'sequelize 7: a dialect class': {
    code: `import { Sequelize } from '@sequelize/core'; import { PostgresDialect } from '@sequelize/postgres'; new Sequelize({ dialect: PostgresDialect, host: 'db', database: 'shop' });`,
    says: ['open postgres db/shop'],
  },
  'sequelize: classes of ours, of another file, with a base class of ours': {
    code: {
      'app/a.ts': `import { Order } from '../shared/order.js'; async function go() { const one = await Order.findOne({}); one.destroy(); await Order.scope('open').findAll(); const fresh = new Order(); fresh.save(); await Order.byNumber(7); } void go(); function change(order: Order) { order.update({}); } change({} as Order);`,
      'shared/order.ts': `import { Model } from 'sequelize'; import { sequelize } from './db.js'; abstract class Base extends Model { static byNumber(n: number) { return this.findByPk(n); } } export class Order extends Base {} Order.init({}, { sequelize, modelName: 'order', tableName: 'orders_v2' });`,
      'shared/db.ts': `import { Sequelize } from 'sequelize'; export const sequelize = new Sequelize({ dialect: 'mysql', host: process.env.DB_HOST });`,
    },
    says: ['access read Order', 'access write Order', 'entity Order orders_v2', 'open mysql process.env.DB_HOST'],
  },
  'sequelize-typescript: tables by decorators, a model injected by its type': {
    code: `import { Injectable, Module } from '@nestjs/common'; import { InjectModel, SequelizeModule } from '@nestjs/sequelize'; import { Model, Table } from 'sequelize-typescript';
      @Table class Cat extends Model {} @Table({ tableName: 'big_dogs' }) class Dog extends Model {}
      @Injectable() class Pets { constructor(@InjectModel(Cat) private cats: typeof Cat) {} all() { return this.cats.findAll(); } add() { return Dog.create({}); } }
      @Module({ imports: [SequelizeModule.forRoot({ dialect: 'postgres', host: 'db', database: 'pets' }), SequelizeModule.forFeature([Cat, Dog])], providers: [Pets] }) export class App {}`,
    says: ['access read Cat', 'access write Dog', 'entity Cat cats', 'entity Dog big_dogs', 'open postgres db/pets'],
  },
  'sequelize: a class that makes the options': {
    code: `import { Injectable, Module } from '@nestjs/common'; import { ConfigService } from '@nestjs/config'; import { SequelizeModule } from '@nestjs/sequelize';
      @Injectable() class Options { constructor(private config: ConfigService) {} createSequelizeOptions() { return { dialect: 'mariadb', host: this.config.get('DB_HOST'), database: this.config.get('DB_NAME') }; } }
      @Module({ imports: [SequelizeModule.forRootAsync({ useClass: Options })] }) export class App {}`,
    says: ['open mariadb process.env.DB_HOST/process.env.DB_NAME'],
  },
  'typeorm: data sources, repositories, managers': {
    code: {
      'app/a.ts': `import { DataSource } from 'typeorm'; import { Order, orders } from './order.js'; const source = await new DataSource({ type: 'postgres', url: process.env.URL, entities: [Order] }).initialize(); export const repository = source.getRepository(Order);
        repository.find(); orders.save({}); source.manager.delete(Order, 1); source.transaction(async (manager) => { await manager.insert(Order, {}); }); source.query('SELECT 1 FROM customers'); const runner = source.createQueryRunner(); runner.manager.save(Order, {});`,
      'app/order.ts': `import { Entity } from 'typeorm'; import { repository } from './a.js'; @Entity({ name: 'the_orders' }) export class Order {} export const orders = repository;`,
    },
    says: [
      'access read Order',
      'access read SELECT 1 FROM customers',
      'access write Order',
      'entity Order the_orders',
      'open postgres process.env.URL',
    ],
  },
  'typeorm: injected, extended, active': {
    code: `import { Injectable } from '@nestjs/common'; import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm'; import { BaseEntity, DataSource, Entity, Repository } from 'typeorm';
      @Entity() export class OrderLine {} @Entity('people') export class Person extends BaseEntity {} @Entity() export class Item {}
      @Injectable() export class Items extends Repository<Item> { constructor(source: DataSource) { super(Item, source.createEntityManager()); } }
      @Injectable() export class Shop { constructor(@InjectRepository(OrderLine) private lines: Repository<OrderLine>, private items: Items) {} a() { return this.lines.findOneBy({}); } b() { return this.items.softDelete(1); } c() { return Person.find(); } d(person: Person) { return person.save(); } }
      TypeOrmModule.forRoot({ type: 'mysql', replication: { master: { host: 'main' }, slaves: [{ host: 'copy' }] } });`,
    says: [
      'access read OrderLine',
      'access read Person',
      'access write Item',
      'access write Person',
      'entity Item item',
      'entity OrderLine order_line',
      'entity Person people',
      'open mysql main',
    ],
  },
  'typeorm: copies to read from, where they are configured': {
    code: `import { DataSource } from 'typeorm'; function options() { if (process.env.READ) return { type: 'postgres', replication: { master: { url: process.env.WRITE }, slaves: [{ url: process.env.READ }] } }; return { type: 'postgres', url: process.env.URL }; } new DataSource(options());`,
    says: ['open postgres process.env.WRITE | process.env.URL'],
  },
  'typeorm: query builders': {
    code: `import { DataSource, Entity } from 'typeorm'; @Entity() export class A {} @Entity() export class B {} const source = new DataSource({ type: 'mssql', host: 'h' });
      source.getRepository(A).createQueryBuilder('a').where('x').getMany(); source.createQueryBuilder().update(B).set({}).where('x').execute(); source.createQueryBuilder().insert().into(B).values([]).execute(); source.createQueryBuilder().delete().from(A).execute();`,
    says: ['access read A', 'access write A', 'access write B', 'entity A a', 'entity B b', 'open mssql h'],
  },
  'typeorm: the functions of version 0.2, a class that makes the options': {
    code: `import { createConnection, getRepository, getManager, Entity } from 'typeorm'; import { TypeOrmModule } from '@nestjs/typeorm'; @Entity('a') export class A {} void createConnection({ type: 'postgres', host: 'h', database: 'd' }); getRepository(A).count(); getManager().remove(A, {});
      class Options { createTypeOrmOptions() { return { type: 'mysql', host: process.env.HOST }; } } TypeOrmModule.forRootAsync({ useClass: Options });`,
    says: ['access read A', 'access write A', 'entity A a', 'open mysql process.env.HOST', 'open postgres h/d'],
  },
  'knex: tables, chains, joins, transactions': {
    code: {
      'app/a.js': `const db = require('./db'); db('orders as o').where({ id: 1 }).andWhere('x', 2).update({}); db.select('*').from('items').leftJoin('stock', 'a', 'b'); db.insert({}).into('log'); db.transaction(async (trx) => { await trx('lines').insert({}); }); db.raw('DELETE FROM old');`,
      'app/db.js': `const config = require('./knexfile'); module.exports = require('knex')(config[process.env.NODE_ENV]);`,
      'app/knexfile.js': `module.exports = { production: { client: 'pg', connection: process.env.DATABASE_URL } };`,
    },
    says: [
      'access read DELETE FROM old',
      'access read items',
      'access read orders',
      'access read stock',
      'access write lines',
      'access write log',
      'access write orders',
      'open pg process.env.DATABASE_URL',
    ],
  },
  'objection: models with a table name': {
    code: `import { Model } from 'objection'; import knex from 'knex'; Model.knex(knex({ client: 'mysql2', connection: { host: 'h', database: 'd' } })); class Person extends Model { static tableName = 'people'; } Person.query().where('age', '>', 3); Person.query().insert({});`,
    says: ['access read Person', 'access write Person', 'entity Person people', 'open mysql2 h/d'],
  },
  'mikro-orm: the engine is the package': {
    code: `import { MikroORM } from '@mikro-orm/postgresql'; import { Entity } from '@mikro-orm/core'; @Entity({ tableName: 'books' }) class Book {} const orm = await MikroORM.init({ clientUrl: process.env.URL }); const em = orm.em.fork(); em.find(Book, {}); em.persistAndFlush(new Book()); orm.em.getRepository(Book).findAll(); em.getConnection().execute('UPDATE shelves SET full = true'); em.execute('SELECT 1 FROM authors');`,
    says: [
      'access read Book',
      'access read SELECT 1 FROM authors',
      'access read UPDATE shelves SET full = true',
      'access write Book',
      'entity Book books',
      'open postgresql process.env.URL',
    ],
  },
  'drizzle: a client of a driver, tables of a schema file, relational queries, transactions': {
    code: {
      'app/a.ts': `import { drizzle } from 'drizzle-orm/node-postgres'; import { Pool } from 'pg'; import { eq, sql } from 'drizzle-orm'; import * as schema from './schema.js'; const { users, orders, stock } = schema;
        const pool = new Pool({ connectionString: process.env.URL }); const db = drizzle(pool, { schema });
        await db.select().from(users).where(eq(users.id, 1)).leftJoin(orders, eq(users.id, orders.id)).limit(1); await db.insert(orders).values({}); await db.query.invoices.findFirst({}); await db.$count(stock);
        await db.transaction(async (tx) => { await tx.update(stock).set({}); await tx.delete(users).where(eq(users.id, 1)); }); await db.execute(sql\`SELECT 1 FROM old\`);`,
      'app/schema.ts': `import { pgSchema, pgTable, uuid } from 'drizzle-orm/pg-core'; export const users = pgTable('people', { id: uuid('id') }); export const orders = pgTable('orders', {}); export const invoices = pgTable('bills', {}); export const stock = pgSchema('store').table('stock', {});`,
    },
    says: [
      'access read SELECT 1 FROM old',
      'access read bills',
      'access read orders',
      'access read people',
      'access read store.stock',
      'access write orders',
      'access write people',
      'access write store.stock',
      'entity bills bills',
      'entity orders orders',
      'entity people people',
      'entity store.stock store.stock',
      'open postgres process.env.URL',
    ],
  },
  'drizzle: its own connection, a database by its type': {
    code: `import { drizzle } from 'drizzle-orm/mysql2'; import { drizzle as lite } from 'drizzle-orm/libsql'; import { drizzle as js, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'; import postgres from 'postgres'; import { mysqlTable } from 'drizzle-orm/mysql-core'; import { pgTable } from 'drizzle-orm/pg-core';
      const a = mysqlTable('a', {}); const b = pgTable('b', {}); drizzle({ connection: { uri: process.env.MYSQL } }).insert(a).values({}); lite('file:a.db'); js({ client: postgres('postgres://p/x'), schema: { b } }).query.b.findMany(); export class Repo { constructor(private db: PostgresJsDatabase) {} go() { return this.db.delete(b); } }`,
    says: [
      'access read b',
      'access write a',
      'access write b',
      'entity a a',
      'entity b b',
      'open mysql process.env.MYSQL',
      'open postgres postgres://p/x',
      'open sqlite file:a.db',
    ],
  },
  'methods of the same names on other objects': {
    code: `const list = [{ id: 1 }]; list.find((one) => one.id === 1); const cache = new Map(); cache.delete('a'); import { repository } from 'elsewhere'; repository.save({}); repository.findAll(); class Person { static findAll() { return []; } save() {} } Person.findAll(); new Person().save();`,
    says: [],
  },
};

describe('object-relational mappers', () => {
  it.each(Object.entries(CASES))('%s', (_name, { code, says }) => {
    expect(meanings(code, ['open', 'access', 'entity'])).toEqual([...says].sort());
  });
});

describe('the file of connections that TypeORM looks for', () => {
  const config = `module.exports = { type: 'oracle', connectString: process.env.DB_SERVICE };`;
  const opened = (code: string): string[] => meanings({ 'app/a.ts': code, 'app/ormconfig.js': config }, ['open'], { typeorm: '^0.2.0' });

  it('is read where nothing is said', () => {
    expect(opened(`import { TypeOrmModule } from '@nestjs/typeorm'; TypeOrmModule.forRoot();`)).toEqual([
      'open oracle process.env.DB_SERVICE',
    ]);
  });

  it('is for its command line where all is said', () => {
    expect(opened(`import { createConnection } from 'typeorm'; createConnection({ type: 'postgres', url: 'postgres://a/b' });`)).toEqual([
      'open postgres postgres://a/b',
    ]);
  });
});

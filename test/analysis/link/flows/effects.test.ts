import { expect, test } from 'vitest';

import { systemOf } from '../../../support/link.js';

const effectsOf = (code: string) => systemOf({ units: { orders: code } }).effects;
const HEAD = `import express from 'express';\nimport { Pool } from 'pg';\nconst pool = new Pool();\nconst app = express();\napp.listen(3000);\n`;
const route = (...statements: readonly string[]) =>
  effectsOf(
    `${HEAD}app.post('/orders', async () => { ${statements.map((sql) => `await pool.query(${JSON.stringify(sql)});`).join('\n')} });`,
  );

test('statements tell the table, what is done to it, and whether it would be there twice', () => {
  const [effects] = route(
    'insert into orders (name) values ($1)',
    'insert into lines (id, name) values ($1, $2)',
    'insert into seen (name) values ($1) on conflict do nothing',
    'update carts set open = false',
    'delete from holds where id = $1',
    'select * from prices',
  );
  expect(effects?.entry.name).toBe('POST /orders');
  expect(effects?.writes.map(({ table, how, addsAgain }) => [table, how, addsAgain === true])).toEqual([
    ['orders', 'insert', true],
    ['lines', 'insert', false],
    ['seen', 'write', false],
    ['carts', 'update', false],
    ['holds', 'delete', false],
  ]);
  expect(effects?.reads.map(({ table }) => table)).toEqual(['prices']);
});

test('statements that go through a helper are told where they are written, each with its table', () => {
  const [effects] = effectsOf(`${HEAD}const db = { query: (sql) => run(sql) };
const run = async (sql) => pool.query(sql);
app.post('/orders', async () => {
  await db.query('begin');
  await db.query('insert into orders (name) values ($1)');
  await db.query('select pg_notify($1)');
  await db.query(\`update carts set open = \${false}\`);
});`);
  expect(effects?.writes.map(({ table, at: { line } }) => [table, line])).toEqual([
    ['orders', 10],
    ['carts', 12],
  ]);
  expect(effects?.reads).toEqual([]);
});

test('methods tell it by their names', () => {
  const [effects] = effectsOf(`
    import express from 'express';
    import { PrismaClient } from '@prisma/client';
    const prisma = new PrismaClient();
    const app = express();
    app.post('/orders', async (req) => {
      await prisma.order.create({ data: { name: 'x' } });
      await prisma.line.create({ data: { id: 1, name: 'x' } });
      await prisma.cart.upsert({ where: { id: 1 } });
      await prisma.hold.deleteMany();
    });
    app.listen(3000);
  `);
  expect(effects?.writes.map(({ table, how, addsAgain }) => [table, how, addsAgain === true])).toEqual([
    ['Order', 'insert', true],
    ['Line', 'insert', false],
    ['Cart', 'write', false],
    ['Hold', 'delete', false],
  ]);
});

test('an entity is called as its class is', () => {
  const [effects] = effectsOf(`
    import express from 'express';
    import { Model, Sequelize } from 'sequelize';
    class Order extends Model {}
    class Line extends Model {}
    Order.init({}, { sequelize: new Sequelize(process.env.DATABASE_URL) });
    const app = express();
    app.post('/orders', async () => { await Order.findAll(); await Line.create({ name: 'x' }); });
    app.listen(3000);
  `);
  expect(effects?.reads.map(({ table }) => table)).toEqual(['Order']);
  expect(effects?.writes.map(({ table }) => table)).toEqual(['Line']);
});

test('a handler is called after what the call beside it listens to', () => {
  const [effects] = effectsOf(`
    import express from 'express';
    import amqp from 'amqplib';
    import { Pool } from 'pg';
    const pool = new Pool();
    async function start() {
      const channel = await (await amqp.connect('amqp://broker')).createChannel();
      await channel.consume('order-placed', async () => { await pool.query('insert into mails (text) values ($1)'); });
    }
    start();
  `);
  expect(effects?.entry).toMatchObject({ kind: 'consumer', name: 'event order-placed' });
});

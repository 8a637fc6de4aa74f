import { append } from '../../support/overlay.js';
import type { Mutation } from '../mutation.js';
import { deployed, lines, RESOURCES } from './office.js';

const rule = 'god-service/too-many-responsibilities';
export const routes: readonly Mutation[] = [
  {
    shape: 'a router with a route after the other, and their tables',
    rule,
    services: ['shipping'],
    edits: {
      ...deployed('shipping'),
      'services/shipping/src/office.ts': `import { Router } from 'express';
      import pg from 'pg';
      const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
      export const office = Router();
      ${lines(
        (name) => `office.get('/${name}', async (_req, res) => res.json((await pool.query('SELECT * FROM ${name}')).rows));
        office.get('/${name}/:id', async (req, res) => res.json((await pool.query('SELECT * FROM ${name} WHERE id = $1', [req.params.id])).rows));
        office.post('/${name}', async (req, res) => res.json(await pool.query('INSERT INTO ${name} (body) VALUES ($1)', [req.body])));
        office.delete('/${name}/:id', async (req, res) => res.json(await pool.query('DELETE FROM ${name} WHERE id = $1', [req.params.id])));`,
      )}`,
      'services/shipping/src/app.ts': (before) => `import { office } from './office.js';\n${before}\napp.use('/', office);\n`,
    },
  },
  {
    shape: 'routes made by a function for each name of a list',
    rule,
    services: ['shipping'],
    edits: {
      ...deployed('shipping'),
      'services/shipping/src/crud.ts': `import { Router } from 'express';
      import { prisma } from './prisma.js';
      export function crud(name: string): Router {
        const router = Router();
        router.get('/', async (_req, res) => res.json(await prisma[name].findMany()));
        router.get('/:id', async (req, res) => res.json(await prisma[name].findUnique({ where: { id: req.params.id } })));
        router.post('/', async (req, res) => res.json(await prisma[name].create({ data: req.body })));
        router.delete('/:id', async (req, res) => res.json(await prisma[name].delete({ where: { id: req.params.id } })));
        return router;
      }`,
      'services/shipping/src/app.ts': (before) =>
        `import { crud } from './crud.js';\n${before}\nfor (const name of ${JSON.stringify(RESOURCES)}) app.use('/' + name, crud(name));\n`,
    },
  },
  {
    shape: 'controllers and entities of Nest',
    rule,
    services: ['stock'],
    edits: {
      ...deployed('stock'),
      ...Object.fromEntries(
        RESOURCES.map((name) => [
          `services/stock/src/office/${name}.controller.ts`,
          `import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
          import { InjectRepository } from '@nestjs/typeorm';
          import { Column, Entity, PrimaryGeneratedColumn, Repository } from 'typeorm';
          @Entity('${name}')
          export class Row { @PrimaryGeneratedColumn('uuid') id!: string; @Column() name!: string; }
          @Controller('${name}')
          export class RowController {
            constructor(@InjectRepository(Row) private readonly rows: Repository<Row>) {}
            @Get() list() { return this.rows.find(); }
            @Get(':id') one(@Param('id') id: string) { return this.rows.findOneBy({ id }); }
            @Post() add(@Body() row: Row) { return this.rows.save(row); }
            @Delete(':id') drop(@Param('id') id: string) { return this.rows.delete(id); }
          }`,
        ]),
      ),
      'services/stock/src/office/office.module.ts': `import { Module } from '@nestjs/common';
      import { TypeOrmModule } from '@nestjs/typeorm';
      ${lines((name) => `import { Row as ${name}Row, RowController as ${name}Controller } from './${name}.controller';`)}
      @Module({
        imports: [TypeOrmModule.forFeature([${RESOURCES.map((name) => `${name}Row`).join(', ')}])],
        controllers: [${RESOURCES.map((name) => `${name}Controller`).join(', ')}],
      })
      export class OfficeModule {}`,
      'services/stock/src/app.module.ts': (before) =>
        `import { OfficeModule } from './office/office.module';\n${before.replace('imports: [', 'imports: [OfficeModule, ')}`,
    },
  },
  {
    shape: 'routes as data, handed to fastify one by one',
    rule,
    services: ['orders'],
    edits: {
      ...deployed('orders'),
      'services/orders/src/office.ts': `import type { FastifyInstance } from 'fastify';
      import { pool } from './db.js';
      const table = [
        ${lines(
          (name) => `{ method: 'GET', url: '/${name}', handler: async () => (await pool.query('SELECT * FROM ${name}')).rows },
          { method: 'PUT', url: '/${name}/:id', handler: async () => pool.query('UPDATE ${name} SET done = true') },
          { method: 'POST', url: '/${name}', handler: async () => pool.query('INSERT INTO ${name} DEFAULT VALUES') },
          { method: 'DELETE', url: '/${name}/:id', handler: async () => pool.query('DELETE FROM ${name}') },`,
        )}
      ];
      export function office(app: FastifyInstance): void {
        table.forEach((route) => app.route(route));
      }`,
      'services/orders/src/server.ts': (before) =>
        `import { office } from './office.js';\n${before.replace('  return app;', '  office(app);\n  return app;')}`,
    },
  },
  {
    shape: 'a plugin of fastify for each resource, with tables of knex',
    rule,
    services: ['payments'],
    edits: {
      ...deployed('payments'),
      ...Object.fromEntries(
        RESOURCES.map((name) => [
          `services/payments/src/${name}/routes.ts`,
          `import type { FastifyInstance } from 'fastify';
          import { db } from '../database';
          export default async function routes(app: FastifyInstance): Promise<void> {
            app.get('/', () => db('${name}').select());
            app.get('/:id', () => db('${name}').first());
            app.post('/', (request) => db('${name}').insert(request.body as object));
            app.delete('/:id', () => db('${name}').del());
          }`,
        ]),
      ),
      'services/payments/src/app.ts': append(`${lines((name) => `import ${name} from './${name}/routes';`)}
      export async function office(app: FastifyInstance): Promise<void> {
        ${lines((name) => `await app.register(${name}, { prefix: '/${name}' });`)}
      }`),
      'services/payments/src/main.ts': (before) =>
        `import { office } from './app';\nimport { fastify } from 'fastify';\n${before}\nvoid office(fastify());\n`,
    },
  },
];

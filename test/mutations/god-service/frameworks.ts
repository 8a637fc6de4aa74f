import { append, replace } from '../../support/overlay.js';
import type { Mutation } from '../mutation.js';
import { capital, deployed, lines, RESOURCES } from './office.js';

const rule = 'god-service/too-many-responsibilities';

/** The catalog gets models and a router for each resource, by way of this file. */
function catalog(shape: string, office: string, more: Mutation['edits'] = {}): Mutation {
  return {
    shape,
    rule,
    services: ['catalog'],
    edits: {
      ...deployed('catalog'),
      'services/catalog/src/office/models.ts': `import { model, Schema } from 'mongoose';
      ${lines((name) => `export const ${capital(name)} = model('${capital(name)}', new Schema({ name: String }));`)}`,
      'services/catalog/src/office/index.ts': office,
      'services/catalog/src/app.ts': (before) => `import { mount } from './office/index.js';\n${before}\nmount(app);\n`,
      ...more,
    },
  };
}

/** Orders get this file, which takes part in the server. */
function orders(shape: string, office: string, more: Mutation['edits'] = {}): Mutation {
  return {
    shape,
    rule,
    services: ['orders'],
    edits: {
      ...deployed('orders'),
      'services/orders/src/office.ts': office,
      'services/orders/src/main.ts': (before) => `import './office.js';\n${before}`,
      ...more,
    },
  };
}

/** Many resources in the ways in which frameworks want them. */
export const frameworks: readonly Mutation[] = [
  catalog(
    'classes that each have a path and a router, mounted in a loop',
    `import type { Express } from 'express';
    ${lines((name) => `import { ${capital(name)}Controller } from './${name}.controller.js';`)}
    const controllers = [${RESOURCES.map((name) => `new ${capital(name)}Controller()`).join(', ')}];
    export function mount(app: Express): void {
      controllers.forEach((controller) => app.use(controller.path, controller.router));
    }`,
    Object.fromEntries(
      RESOURCES.map((name) => [
        `services/catalog/src/office/${name}.controller.ts`,
        `import { Router, type Request, type Response } from 'express';
        import { ${capital(name)} } from './models.js';
        export class ${capital(name)}Controller {
          readonly path = '/${name}';
          readonly router = Router();
          constructor() {
            this.router.get('/', this.list);
            this.router.get('/:id', this.one);
            this.router.post('/', this.add);
          }
          private list = async (_req: Request, res: Response) => res.json(await ${capital(name)}.find());
          private one = async (req: Request, res: Response) => res.json(await ${capital(name)}.findById(req.params.id));
          private add = async (req: Request, res: Response) => res.json(await ${capital(name)}.create(req.body));
        }`,
      ]),
    ),
  ),
  catalog(
    'app.route with one verb after the other, models by their name',
    `import type { Express } from 'express';
    import * as models from './models.js';
    export function mount(app: Express): void {
      ${lines(
        (name) => `app.route('/${name}')
        .get(async (_req, res) => res.json(await models.${capital(name)}.find()))
        .post(async (req, res) => res.json(await models.${capital(name)}.create(req.body)));
      app.route('/${name}/:id').put(async (req, res) => res.json(await models.${capital(name)}.updateOne({ _id: req.params.id }, req.body)));`,
      )}
    }`,
  ),
  catalog(
    'routers in an object by their path',
    `import { Router, type Express } from 'express';
    import * as models from './models.js';
    const crud = (model: { find(): unknown; create(body: unknown): unknown; deleteOne(filter: object): unknown }): Router =>
      Router()
        .get('/', async (_req, res) => res.json(await model.find()))
        .post('/', async (req, res) => res.json(await model.create(req.body)))
        .delete('/:id', async (req, res) => res.json(await model.deleteOne({ _id: req.params.id })));
    const routers = { ${RESOURCES.map((name) => `'/${name}': crud(models.${capital(name)})`).join(', ')} };
    export function mount(app: Express): void {
      for (const [path, router] of Object.entries(routers)) app.use(path, router);
    }`,
  ),
  catalog(
    'a base class that has all routes',
    `import { Router, type Express, type Request, type Response } from 'express';
    import type { Model } from 'mongoose';
    import * as models from './models.js';
    abstract class Crud {
      readonly router = Router();
      protected constructor(private readonly model: Model<unknown>) {
        this.router.get('/', this.list.bind(this));
        this.router.post('/', this.add.bind(this));
        this.router.delete('/:id', this.drop.bind(this));
      }
      private async list(_req: Request, res: Response) {
        res.json(await this.model.find());
      }
      private async add(req: Request, res: Response) {
        res.json(await this.model.create(req.body));
      }
      private async drop(req: Request, res: Response) {
        res.json(await this.model.deleteOne({ _id: req.params.id }));
      }
    }
    ${lines((name) => `class ${capital(name)}Crud extends Crud { constructor() { super(models.${capital(name)}); } }`)}
    export function mount(app: Express): void {
      ${lines((name) => `app.use('/${name}', new ${capital(name)}Crud().router);`)}
    }`,
  ),
  orders(
    'Koa beside the server, with a router for each',
    `import Koa from 'koa';
    import Router from '@koa/router';
    import { pool } from './db.js';
    const app = new Koa();
    for (const name of ${JSON.stringify(RESOURCES)}) {
      const router = new Router({ prefix: '/' + name });
      router.get('/', async (ctx) => { ctx.body = (await pool.query(\`SELECT * FROM \${name}\`)).rows; });
      router.post('/', async () => { await pool.query(\`INSERT INTO \${name} DEFAULT VALUES\`); });
      router.del('/:id', async () => { await pool.query(\`DELETE FROM \${name} WHERE id = 1\`); });
      app.use(router.routes());
    }
    app.listen(3001);`,
  ),
  orders(
    'routes of Hapi in a list',
    `import Hapi from '@hapi/hapi';
    import { pool } from './db.js';
    const server = Hapi.server({ port: 3001 });
    const crud = (name: string) => [
      { method: 'GET', path: '/' + name, handler: () => pool.query('SELECT * FROM ' + name) },
      { method: 'POST', path: '/' + name, handler: () => pool.query('INSERT INTO ' + name + ' DEFAULT VALUES') },
      { method: 'DELETE', path: \`/\${name}/{id}\`, handler: () => pool.query('DELETE FROM ' + name) },
    ];
    server.route([${RESOURCES.map((name) => `...crud('${name}')`).join(', ')}]);
    await server.start();`,
  ),
  orders(
    'Hono, an app for each',
    `import { serve } from '@hono/node-server';
    import { Hono } from 'hono';
    import { pool } from './db.js';
    const app = new Hono();
    ${lines(
      (name) => `const ${name} = new Hono();
      ${name}.get('/', async (c) => c.json((await pool.query('SELECT * FROM ${name}')).rows));
      ${name}.post('/', async (c) => c.json(await pool.query('INSERT INTO ${name} DEFAULT VALUES')));
      ${name}.put('/:id', async (c) => c.json(await pool.query('UPDATE ${name} SET done = true')));
      app.route('/${name}', ${name});`,
    )}
    serve({ fetch: app.fetch, port: 3001 });`,
  ),
  orders(
    'a schema of GraphQL with queries and mutations for everything',
    `import { ApolloServer } from '@apollo/server';
    import { startStandaloneServer } from '@apollo/server/standalone';
    import { pool } from './db.js';
    const typeDefs = \`
      ${lines((name) => `type ${capital(name)} { id: ID! }`)}
      type Query { ${RESOURCES.map((name) => `${name}: [${capital(name)}!]! ${name}ById(id: ID!): ${capital(name)}`).join('\n')} }
      type Mutation { ${RESOURCES.map((name) => `create${capital(name)}: ID!`).join('\n')} }
    \`;
    const resolvers = {
      Query: { ${RESOURCES.map((name) => `${name}: () => pool.query('SELECT * FROM ${name}'), ${name}ById: () => pool.query('SELECT * FROM ${name} LIMIT 1')`).join(',\n')} },
      Mutation: { ${RESOURCES.map((name) => `create${capital(name)}: () => pool.query('INSERT INTO ${name} DEFAULT VALUES')`).join(',\n')} },
    };
    await startStandaloneServer(new ApolloServer({ typeDefs, resolvers }), { listen: { port: 4000 } });`,
  ),
  {
    shape: 'a controller of Nest that all others inherit from',
    rule,
    services: ['stock'],
    edits: {
      ...deployed('stock'),
      'services/stock/src/office/crud.ts': `import { Body, Delete, Get, Param, Post } from '@nestjs/common';
      import type { Repository } from 'typeorm';
      export abstract class CrudController<T extends { id: string }> {
        protected constructor(protected readonly rows: Repository<T>) {}
        @Get() list() { return this.rows.find(); }
        @Post() add(@Body() row: T) { return this.rows.save(row); }
        @Delete(':id') drop(@Param('id') id: string) { return this.rows.delete(id); }
      }`,
      'services/stock/src/office/office.module.ts': `import { Controller, Module } from '@nestjs/common';
      import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm';
      import { Entity, PrimaryGeneratedColumn, Repository } from 'typeorm';
      import { CrudController } from './crud';
      ${lines(
        (name) => `@Entity('${name}')
        export class ${capital(name)} { @PrimaryGeneratedColumn('uuid') id!: string; }
        @Controller('${name}')
        export class ${capital(name)}Controller extends CrudController<${capital(name)}> {
          constructor(@InjectRepository(${capital(name)}) rows: Repository<${capital(name)}>) { super(rows); }
        }`,
      )}
      @Module({
        imports: [TypeOrmModule.forFeature([${RESOURCES.map(capital).join(', ')}])],
        controllers: [${RESOURCES.map((name) => `${capital(name)}Controller`).join(', ')}],
      })
      export class OfficeModule {}`,
      'services/stock/src/app.module.ts': (before) =>
        `import { OfficeModule } from './office/office.module';\n${replace('imports: [', 'imports: [OfficeModule, ')(before)}`,
    },
  },
  {
    shape: 'a gateway that has the business of all, and a database',
    rule,
    services: ['edge'],
    edits: {
      'services/edge/src/office.ts': `import { Router } from 'express';
      import { Pool } from 'pg';
      const pool = new Pool({ connectionString: process.env.OFFICE_DATABASE_URL });
      export const office = Router();
      office.put('/settings', async (_req, res) => res.json(await pool.query('UPDATE settings SET locked = true')));
      ${lines(
        (name) => `office.get('/${name}', async (_req, res) => res.json((await pool.query('SELECT * FROM ${name}')).rows));
        office.post('/${name}', async (_req, res) => res.json(await pool.query('INSERT INTO ${name} DEFAULT VALUES')));
        office.delete('/${name}/:id', async (_req, res) => res.json(await pool.query('DELETE FROM ${name}')));`,
      )}`,
      'services/edge/src/main.ts': (before) => `import { office } from './office.js';\n${append('app.use(office);')(before)}`,
      'docker-compose.yml': (before) =>
        replace(
          '\n  edge:\n',
          '\n  edge: # found here\n',
        )(
          replace(
            '      ISSUER_URL:',
            '      OFFICE_DATABASE_URL: postgres://edge:${POSTGRES_PASSWORD}@postgres:5432/office\n      ISSUER_URL:',
          )(before),
        ),
    },
  },
];

import { append, replace } from '../../support/overlay.js';
import type { Mutation } from '../mutation.js';

const rule = 'database-per-service/shared-datastore';

/** Connections that a framework opens, and databases other than Postgres. */
export const frameworks: readonly Mutation[] = [
  {
    shape: 'a second data source of Nest, for the tables of another service',
    rule,
    services: ['orders', 'stock'],
    edits: {
      'services/stock/src/app.module.ts': (before) =>
        `import { OrderRow, OrdersController } from './orders.controller';\n${replace(
          'controllers: [HealthController]',
          'controllers: [HealthController, OrdersController]',
        )(
          replace(
            'ScheduleModule.forRoot(),',
            `ScheduleModule.forRoot(),
    TypeOrmModule.forRoot({ name: 'orders', type: 'postgres', host: 'postgres', database: 'orders', entities: [OrderRow] }), // found here
    TypeOrmModule.forFeature([OrderRow], 'orders'),`,
          )(before),
        )}`,
      'services/stock/src/orders.controller.ts': `import { Controller, Get } from '@nestjs/common';
      import { InjectRepository } from '@nestjs/typeorm';
      import { Column, Entity, PrimaryColumn, Repository } from 'typeorm';
      @Entity('orders')
      export class OrderRow {
        @PrimaryColumn() id!: string;
        @Column() status!: string;
      }
      @Controller('orders')
      export class OrdersController {
        constructor(@InjectRepository(OrderRow, 'orders') private readonly orders: Repository<OrderRow>) {}
        @Get()
        all() {
          return this.orders.find();
        }
      }`,
    },
  },
  {
    shape: 'a connection of mongoose that a factory makes',
    rule,
    services: ['catalog', 'shipping'],
    edits: {
      'services/shipping/src/mongo.ts': `import mongoose, { type Connection } from 'mongoose';
      export function connect(database: string): Connection {
        return mongoose.createConnection(\`mongodb://mongo:27017/\${database}\`, { maxPoolSize: 2 }); // found here
      }`,
      'services/shipping/src/quotes/router.ts': (before) =>
        `import { Schema } from 'mongoose';\nimport { connect } from '../mongo.js';\n${append(`const Product = connect('catalog').model('Product', new Schema({ slug: String }));
        quoteRouter.get('/products', async (_req, res) => res.json(await Product.find().lean()));`)(before)}`,
    },
  },
  {
    shape: 'the driver of MongoDB beside mongoose',
    rule,
    services: ['catalog', 'orders'],
    edits: {
      'services/orders/src/orders/names.ts': `import { MongoClient } from 'mongodb';
      const client = new MongoClient(process.env.MONGO_HOSTS ?? 'mongodb://mongo:27017'); // found here
      export const names = () => client.db('catalog').collection('products').find({}, { projection: { name: 1 } }).toArray();`,
      'services/orders/src/orders/routes.ts': (before) =>
        `import { names } from './names.js';\n${replace("  app.get('/:id/history'", "  app.get('/names', async () => names());\n\n  app.get('/:id/history'")(before)}`,
    },
  },
  {
    shape: 'mongoose in a module of Nest, with settings of a name',
    rule,
    services: ['catalog', 'carts'],
    edits: {
      'docker-compose.yml': replace(
        '      CATALOG_URL: http://catalog:3000\n      ORDERS_URL',
        '      MONGO_URI: mongodb://mongo:27017/catalog\n      CATALOG_URL: http://catalog:3000\n      ORDERS_URL',
      ),
      'services/carts/src/mongo.config.ts': `import { registerAs } from '@nestjs/config';
      export default registerAs('mongo', () => ({ uri: process.env.MONGO_URI }));`,
      'services/carts/src/app.module.ts': (before) =>
        `import { ConfigService } from '@nestjs/config';\nimport { MongooseModule } from '@nestjs/mongoose';\nimport mongo from './mongo.config';\nimport { productSchema, ProductsController } from './products.controller';\n${replace(
          'controllers: [HealthController]',
          'controllers: [HealthController, ProductsController]',
        )(
          replace(
            'ConfigModule.forRoot({ isGlobal: true, cache: true }),',
            `ConfigModule.forRoot({ isGlobal: true, cache: true, load: [mongo] }),
    MongooseModule.forRootAsync({ inject: [ConfigService], useFactory: (config: ConfigService) => ({ uri: config.get<string>('mongo.uri') }) }), // found here
    MongooseModule.forFeature([{ name: 'Product', schema: productSchema }]),`,
          )(before),
        )}`,
      'services/carts/src/products.controller.ts': `import { Controller, Get } from '@nestjs/common';
      import { InjectModel } from '@nestjs/mongoose';
      import { Model, Schema } from 'mongoose';
      export const productSchema = new Schema({ slug: String, name: String });
      @Controller('products')
      export class ProductsController {
        constructor(@InjectModel('Product') private readonly products: Model<{ name: string }>) {}
        @Get()
        all() {
          return this.products.find().lean();
        }
      }`,
    },
  },
  {
    shape: 'a schema of Prisma that names the variable of another database',
    rule,
    services: ['orders', 'shipping'],
    edits: {
      'docker-compose.yml': replace(
        'DATABASE_URL: postgres://shipping:${SHIPPING_DB_PASSWORD}@postgres:5432/shipping',
        'DATABASE_URL: postgres://shipping:${SHIPPING_DB_PASSWORD}@postgres:5432/shipping\n      SHOP_URL: postgres://postgres/orders # found here',
      ),
      'services/shipping/prisma/schema.prisma': replace('url      = env("DATABASE_URL")', 'url      = env("SHOP_URL")'),
    },
  },
];

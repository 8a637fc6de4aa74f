import { append, replace } from '../../support/overlay.js';
import type { Mutation } from '../mutation.js';

const PRODUCTS = 'services/catalog/src/routes/products.ts';

/** The catalog asks the carts, which ask the catalog. */
function back(shape: string, edits: Mutation['edits']): Mutation {
  return { shape, rule: 'distributed-monolith/sync-cycle', services: ['carts', 'catalog'], edits };
}

/** Carts answer at a port of Nest's microservices, of this transport. */
const cartsAnswer = (options: string, handler: string): Mutation['edits'] => ({
  'services/carts/src/main.ts': (before) =>
    `import { Transport } from '@nestjs/microservices';\n${replace(
      '  await app.listen(',
      `  app.connectMicroservice(${options});\n  await app.startAllMicroservices();\n  await app.listen(`,
    )(before)}`,
  'services/carts/src/cart-sizes.controller.ts': handler,
  'services/carts/src/app.module.ts': (before) =>
    `import { CartSizesController } from './cart-sizes.controller';\n${replace('controllers: [HealthController]', 'controllers: [HealthController, CartSizesController]')(before)}`,
});

const size = (imports: string, decorator: string): string => `import { Controller } from '@nestjs/common';
${imports}
@Controller()
export class CartSizesController {
  ${decorator}
  size({ id }: { id: string }): { lines: number } {
    return { lines: id.length };
  }
}`;

export const syncCycle: readonly Mutation[] = [
  back('fetch in a route', {
    [PRODUCTS]: append(`products.get('/in-cart/:id', async (req, res) => {
      const response = await fetch(\`http://carts:3000/carts/\${req.params.id}\`); // found here
      res.json(await response.json());
    });`),
  }),
  back('a wrapper that tries again, in a file of its own, with the address from the environment', {
    'services/catalog/src/again.ts': `export async function again<T>(work: () => Promise<T>, times = 3): Promise<T> {
      for (let left = times; ; left--) {
        try {
          return await work();
        } catch (error) {
          if (left === 0) throw error;
        }
      }
    }`,
    [PRODUCTS]: (before) => `import axios from 'axios';\nimport { again } from '../again.js';\n${before}
    products.get('/in-cart/:id', async (req, res) => {
      const { data } = await again(() => axios({ method: 'get', baseURL: process.env.CARTS_URL, url: '/carts/' + req.params.id })); // found here
      res.json(data);
    });\n`,
    'docker-compose.yml': replace('REDIS_URL: redis://cache:6379\n', 'REDIS_URL: redis://cache:6379\n      CARTS_URL: http://carts:3000\n'),
  }),
  back('a client class of CommonJS, required where it is used', {
    'services/catalog/src/carts-client.cjs': `const http = require('node:http');
    class CartsClient {
      constructor(host) { this.host = host; }
      fetch(id, done) {
        http.get({ hostname: this.host, port: 3000, path: '/carts/' + id }, (res) => done(res.statusCode)); // found here
      }
    }
    module.exports = { CartsClient };`,
    [PRODUCTS]: append(`const { CartsClient } = require('../carts-client.cjs');
    const carts = new CartsClient('carts');
    products.get('/in-cart/:id', (req, res) => carts.fetch(req.params.id, (status: number) => res.sendStatus(status)));`),
  }),
  back('gRPC, with a handler of Nest', {
    'packages/contracts/proto/carts.proto': `syntax = "proto3";
package shop.carts;
service CartSizes {
  rpc Size (SizeRequest) returns (SizeReply);
}
message SizeRequest { string id = 1; }
message SizeReply { int32 lines = 1; }
`,
    ...cartsAnswer(
      "{ transport: Transport.GRPC, options: { package: 'shop.carts', protoPath: 'packages/contracts/proto/carts.proto', url: '0.0.0.0:5000' } }",
      size("import { GrpcMethod } from '@nestjs/microservices';", "@GrpcMethod('CartSizes', 'Size')"),
    ),
    'services/catalog/src/cart-sizes.ts': `import { credentials, loadPackageDefinition, type ServiceClientConstructor } from '@grpc/grpc-js';
    import { loadSync } from '@grpc/proto-loader';
    const definition = loadPackageDefinition(loadSync('packages/contracts/proto/carts.proto')) as unknown as {
      shop: { carts: { CartSizes: ServiceClientConstructor } };
    };
    const client = new definition.shop.carts.CartSizes('carts:5000', credentials.createInsecure());
    export const sizeOf = (id: string): Promise<unknown> =>
      new Promise((resolve, reject) => {
        client.Size({ id }, (error: Error | null, reply: unknown) => (error ? reject(error) : resolve(reply))); // found here
      });`,
    [PRODUCTS]: (before) =>
      `import { sizeOf } from '../cart-sizes.js';\n${append("products.get('/in-cart/:id', async (req, res) => res.json(await sizeOf(req.params.id)));")(before)}`,
  }),
  back('a message over TCP that waits for its answer', {
    ...cartsAnswer(
      "{ transport: Transport.TCP, options: { host: '0.0.0.0', port: 5000 } }",
      size("import { MessagePattern } from '@nestjs/microservices';", "@MessagePattern({ cmd: 'cart-size' })"),
    ),
    [PRODUCTS]: (
      before,
    ) => `import { ClientProxyFactory, Transport } from '@nestjs/microservices';\nimport { firstValueFrom } from 'rxjs';\n${before}
    const carts = ClientProxyFactory.create({ transport: Transport.TCP, options: { host: 'carts', port: 5000 } });
    products.get('/in-cart/:id', async (req, res) => {
      res.json(await firstValueFrom(carts.send({ cmd: 'cart-size' }, { id: req.params.id }))); // found here
    });\n`,
  }),
  back('a question over a queue, with a queue for the answer', {
    ...cartsAnswer(
      "{ transport: Transport.RMQ, options: { urls: [process.env.RABBITMQ_URL as string], queue: 'cart-sizes' } }",
      size("import { MessagePattern } from '@nestjs/microservices';", "@MessagePattern('cart-size')"),
    ),
    [PRODUCTS]: (
      before,
    ) => `import { ClientProxyFactory, Transport } from '@nestjs/microservices';\nimport { lastValueFrom } from 'rxjs';\n${before}
    const sizes = ClientProxyFactory.create({
      transport: Transport.RMQ,
      options: { urls: [process.env.RABBITMQ_URL ?? ''], queue: 'cart-sizes' },
    });
    products.get('/in-cart/:id', async (req, res) => {
      res.json(await lastValueFrom(sizes.send('cart-size', { id: req.params.id }))); // found here
    });\n`,
  }),
  back('amqplib, with replyTo', {
    'services/carts/src/messaging/sizes.ts': `import { connect } from 'amqplib';
    export async function answerSizes(): Promise<void> {
      const channel = await (await connect(process.env.RABBITMQ_URL as string)).createChannel();
      await channel.assertQueue('cart-sizes');
      await channel.consume('cart-sizes', (message) => {
        if (message === null) return;
        const { replyTo, correlationId } = message.properties;
        channel.sendToQueue(replyTo, Buffer.from('1'), { correlationId });
        channel.ack(message);
      });
    }`,
    'services/carts/src/main.ts': (before) =>
      `import { answerSizes } from './messaging/sizes';\n${replace('  await app.listen(', '  await answerSizes();\n  await app.listen(')(before)}`,
    'services/catalog/src/cart-sizes.ts': `import { randomUUID } from 'node:crypto';
    import { connect } from 'amqplib';
    export async function sizeOf(id: string): Promise<string> {
      const channel = await (await connect(process.env.RABBITMQ_URL as string)).createChannel();
      const { queue } = await channel.assertQueue('', { exclusive: true });
      const correlationId = randomUUID();
      return new Promise((resolve) => {
        void channel.consume(queue, (message) => {
          if (message?.properties.correlationId === correlationId) resolve(message.content.toString());
        });
        channel.sendToQueue('cart-sizes', Buffer.from(id), { replyTo: queue, correlationId }); // found here
      });
    }`,
    [PRODUCTS]: (before) =>
      `import { sizeOf } from '../cart-sizes.js';\n${append("products.get('/in-cart/:id', async (req, res) => res.json(await sizeOf(req.params.id)));")(before)}`,
  }),
  back('GraphQL', {
    'services/carts/src/cart-sizes.controller.ts': `import { Args, Query, Resolver } from '@nestjs/graphql';
    @Resolver()
    export class CartSizesController {
      @Query(() => Number)
      cartSize(@Args('id') id: string): number {
        return id.length;
      }
    }`,
    'services/carts/src/app.module.ts': (before) =>
      `import { ApolloDriver } from '@nestjs/apollo';\nimport { GraphQLModule } from '@nestjs/graphql';\nimport { CartSizesController } from './cart-sizes.controller';\n${replace(
        '    PrismaModule,\n',
        '    PrismaModule,\n    GraphQLModule.forRoot({ driver: ApolloDriver, autoSchemaFile: true }),\n',
      )(replace('controllers: [HealthController],', 'controllers: [HealthController],\n  providers: [CartSizesController],')(before))}`,
    [PRODUCTS]: (before) => `import { gql, GraphQLClient } from 'graphql-request';\n${before}
    const carts = new GraphQLClient('http://carts:3000/graphql');
    products.get('/in-cart/:id', async (req, res) => {
      res.json(await carts.request(gql\`query ($id: String!) { cartSize(id: $id) }\`, { id: req.params.id })); // found here
    });\n`,
  }),
  {
    shape: 'three services, one of them by a job',
    rule: 'distributed-monolith/sync-cycle',
    services: ['carts', 'payments', 'shipping'],
    edits: {
      'services/shipping/src/quotes/router.ts': append(`quoteRouter.get('/paid/:orderId', async (req, res) => {
        res.json(await (await fetch('http://payments:3000/payments/by-order/' + req.params.orderId)).json()); // found here
      });`),
      'services/payments/src/payments/forget.ts': `import axios from 'axios';
      const carts = axios.create({ baseURL: 'http://carts:3000/carts' });
      export function forgetEmptyCarts(ids: () => Promise<string[]>): NodeJS.Timeout {
        return setInterval(() => void ids().then(([id]) => carts.get(\`/\${id}\`)), 60_000); // found here
      }`,
      'services/payments/src/main.ts': (before) =>
        `import { forgetEmptyCarts } from './payments/forget';\n${before}\nforgetEmptyCarts(() => Promise.resolve(['1']));\n`,
    },
  },
];

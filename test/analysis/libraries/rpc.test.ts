import { describe, expect, it } from 'vitest';

import type { Signal } from '../../../src/model/signal.js';
import { meanings } from '../../support/calls.js';

const KINDS: readonly Signal['kind'][] = [
  'message-client',
  'message-server',
  'message-send',
  'message-handler',
  'grpc-call',
  'grpc-handler',
  'listen',
  'route',
  'request',
];

/** Code → clients, servers, messages and gRPC calls, sorted. */
const CASES: Record<string, { code: string | Record<string, string>; says: string[] }> = {
  'trpc: routers inside routers, procedures of another file, merged routers': {
    code: {
      'app/a.ts': `import express from 'express'; import { createExpressMiddleware } from '@trpc/server/adapters/express'; import { createHTTPServer } from '@trpc/server/adapters/standalone'; import { appRouter, late } from './router.js'; import { t } from './trpc.js'; const app = express(); app.use('/trpc', createExpressMiddleware({ router: appRouter })); createHTTPServer({ router: t.mergeRouters(late) }).listen(3000);`,
      'app/trpc.ts': `import { initTRPC } from '@trpc/server'; export const t = initTRPC.context<object>().create(); export const router = t.router; export const publicProcedure = t.procedure;`,
      'app/router.ts': `import { publicProcedure, router } from './trpc.js'; import { z } from 'zod'; const orders = router({ list: publicProcedure.query(() => []), lines: router({ add: publicProcedure.input(z.object({})).use(({ next }) => next()).mutation(({ input }) => input) }) }); export const appRouter = router({ orders, ping: publicProcedure.query(() => 'pong') }); export const late = router({ watch: publicProcedure.subscription(() => null) });`,
    },
    says: ['route GET /orders.list', 'route GET /ping', 'route POST /orders.lines.add', 'route POST /watch'],
  },
  'trpc: clients': {
    code: `import { createTRPCClient, httpBatchLink, loggerLink } from '@trpc/client'; const client = createTRPCClient<object>({ links: [loggerLink(), httpBatchLink({ url: process.env.ORDERS + '/trpc' })] }); await client.orders.list.query(); await client.orders.lines.add.mutate({ id: 1 }); await client.ping.query(); client.toString();`,
    says: [
      'request GET ${process.env.ORDERS}/trpc + /orders.list',
      'request GET ${process.env.ORDERS}/trpc + /ping',
      'request POST ${process.env.ORDERS}/trpc + /orders.lines.add',
    ],
  },
  'connect: routers, clients over each transport': {
    code: {
      'app/a.ts': `import { createClient } from '@connectrpc/connect'; import { connectNodeAdapter, createGrpcTransport } from '@connectrpc/connect-node'; import { Orders } from './gen/orders_connect.js'; import { StockService } from './gen/absent_pb.js'; import routes from './routes.js'; connectNodeAdapter({ routes }); connectNodeAdapter({ routes: (router) => { router.service(StockService, { async reserve() {} }); } }); const client = createClient(Orders, createGrpcTransport({ baseUrl: process.env.ORDERS_URL!, httpVersion: '2' })); export async function go() { await client.getOrder({ id: '1' }, { timeoutMs: 100 }); }`,
      'app/routes.ts': `import type { ConnectRouter } from '@connectrpc/connect'; import { Orders } from './gen/orders_connect.js'; export default (router: ConnectRouter) => router.service(Orders, { async getOrder() { return {}; }, async listOrders() { return {}; } });`,
      'app/gen/orders_connect.ts': `export const Orders = { typeName: 'shop.Orders', methods: { getOrder: { name: 'GetOrder' } } } as const;`,
    },
    says: [
      'grpc shop.Orders/GetOrder @ process.env.ORDERS_URL',
      'grpc-handler StockService Reserve',
      'grpc-handler shop.Orders GetOrder,ListOrders',
    ],
  },
  'nice-grpc: servers and clients of generated definitions': {
    code: {
      'app/a.ts': `import { createChannel, createClient, createClientFactory, createServer } from 'nice-grpc'; import { deadlineMiddleware } from 'nice-grpc-client-middleware-deadline'; import { OrdersDefinition } from './orders.js'; const server = createServer(); server.add(OrdersDefinition, { async place() { return {}; } }); await server.listen('0.0.0.0:50051'); const channel = createChannel('orders:50051'); await createClient(OrdersDefinition, channel).place({}); await createClientFactory().use(deadlineMiddleware).create(OrdersDefinition, channel).cancel({});`,
      'app/orders.ts': `export const OrdersDefinition = { name: 'Orders', fullName: 'shop.Orders', methods: {} } as const;`,
    },
    says: [
      'grpc shop.Orders/Cancel @ orders:50051',
      'grpc shop.Orders/Place @ orders:50051',
      'grpc-handler shop.Orders Place',
      'listen 0.0.0.0:50051',
    ],
  },
  'nest: a token of a shared file, registered and injected': {
    code: {
      'app/a.ts': `import { Module, Injectable, Inject } from '@nestjs/common'; import { ClientsModule, ClientProxy, Transport } from '@nestjs/microservices'; import { firstValueFrom } from 'rxjs'; import { ORDERS, PLACED } from '../shared/tokens.js';
        @Injectable() export class Shop { constructor(@Inject(ORDERS) private readonly orders: ClientProxy) {} all() { return firstValueFrom(this.orders.send({ cmd: 'all' }, {})); } place() { this.orders.emit(PLACED, {}); } }
        @Module({ imports: [ClientsModule.register([{ name: ORDERS, transport: Transport.RMQ, options: { urls: [process.env.RMQ], queue: 'orders' } }])], providers: [Shop] }) export class App {}`,
      'shared/tokens.ts': `export const ORDERS = 'ORDERS'; export enum Events { Placed = 'order.placed' } export const PLACED = Events.Placed;`,
    },
    says: [
      'client ORDERS transport=@nestjs/microservices.Transport.RMQ options=(urls=process.env.RMQ queue=orders)',
      'send event order.placed by ORDERS',
      'send request {cmd:all} by ORDERS',
    ],
  },
  'nest: factories of options, lists below clients': {
    code: `import { Module } from '@nestjs/common'; import { ClientsModule, Transport } from '@nestjs/microservices'; import { ConfigService } from '@nestjs/config';
      @Module({ imports: [ClientsModule.registerAsync({ clients: [{ name: 'A', inject: [ConfigService], useFactory: (c: ConfigService) => ({ transport: Transport.TCP, options: { host: c.get('A_HOST'), port: 3001 } }) }] })] }) export class App {}`,
    says: ['client A transport=@nestjs/microservices.Transport.TCP options=(host=process.env.A_HOST port=3001)'],
  },
  'nest: proxies made in place: a factory, a provider, a field, a constructor': {
    code: `import { Module, Injectable, Inject } from '@nestjs/common'; import { Client, ClientKafka, ClientProxy, ClientProxyFactory, ClientRMQ, Transport } from '@nestjs/microservices';
      @Injectable() export class Shop { private a = ClientProxyFactory.create({ options: { host: 'a' } }); @Client({ options: { host: 'b' } }) private b: ClientProxy; private d = new ClientRMQ({ queue: 'd' }); constructor(@Inject('C') private c: ClientProxy) {}
        go() { this.a.send('a', {}); this.b.send('b', {}); this.c.send('c', {}); this.d.emit('d', {}); } }
      @Module({ providers: [Shop, { provide: 'C', useFactory: () => ClientProxyFactory.create({ options: { host: 'c' } }) }] }) export class App {}`,
    says: [
      'client ? options=(host=b)',
      'send event d by queue=d',
      'send request a by options=(host=a)',
      'send request b by options=(host=b)',
      'send request c by options=(host=c)',
    ],
  },
  'nest: a wrapper with the pattern as its parameter': {
    code: `import { Injectable, Inject } from '@nestjs/common'; import { ClientKafka } from '@nestjs/microservices';
      @Injectable() export class Bus { constructor(@Inject('K') private k: ClientKafka) {} ask(topic: string, x: unknown) { return this.k.send(topic, x).toPromise(); } }
      @Injectable() export class Shop { constructor(private bus: Bus) {} go() { this.bus.ask('orders.all', {}); } }`,
    says: ['send request orders.all by K'],
  },
  'nestcloud: services that a decorator gives, the client asked for them': {
    code: {
      'app/a.ts': `import { Injectable } from '@nestjs/common'; import { Carts } from '../shared/carts.js';
        @Injectable() export class Shop { constructor(private readonly carts: Carts) {} one() { return this.carts.svc.cart({ id: 1 }).toPromise(); } two() { return this.carts.client.getService('Mail').send({}); } }`,
      'shared/carts.ts': `import { Injectable } from '@nestjs/common'; import { GrpcClient, RpcClient, Service } from '@nestcloud/grpc'; import { CartServiceClient } from './generated/carts.js'; const LIST = { carts: { service: 'CartService', package: 'shop' } };
        @Injectable() export class Carts { @RpcClient({ service: 'mail', package: 'shop' }) readonly client: GrpcClient; @Service(LIST.carts.service, { package: LIST.carts.package }) svc: CartServiceClient; }`,
    },
    says: ['grpc CartService/Cart', 'grpc Mail/Send'],
  },
  'nestjs-grpc: one client for all services, addresses of the modules that consume them, controllers of its own': {
    code: `import { Controller, Get, Injectable, Module } from '@nestjs/common'; import { ConfigService } from '@nestjs/config'; import { GrpcClientService, GrpcController, GrpcMethod, GrpcModule } from 'nestjs-grpc';
      @Injectable() export class Shop { constructor(private readonly grpc: GrpcClientService) {} item(id: string) { return this.grpc.call<object, object>('ItemService', 'findOne', { id }); } mail() { return this.grpc.call('MailService', 'Send', {}); } which(name: string) { return this.grpc.call('MailService', name, {}); } }
      @GrpcController('OrderService') export class Orders { constructor(private readonly shop: Shop) {} @GrpcMethod('Find') find() { this.shop.item('1'); this.shop.mail(); this.shop.which(String(Math.random())); } @GrpcMethod() cancel() {} helper() {} }
      @GrpcController({ serviceName: 'StockService' }) export class Stock { @GrpcMethod({ methodName: 'Reserve' }) take() {} }
      @Module({ imports: [GrpcModule.forProvider({ package: 'orders', url: '0.0.0.0:50051' }), GrpcModule.forConsumerAsync({ inject: [ConfigService], useFactory: (c: ConfigService) => ({ serviceName: 'ItemService', url: c.get('ITEMS_URL', 'items:50051') }) })], controllers: [Orders, Stock], providers: [Shop] }) export class App {}`,
    says: [
      'grpc ItemService/FindOne @ process.env.ITEMS_URL ?? items:50051',
      'grpc MailService/Send',
      'grpc-handler OrderService Cancel',
      'grpc-handler OrderService Find',
      'grpc-handler StockService Reserve',
    ],
  },
  'nest: handlers, hybrid servers': {
    code: `import { Controller } from '@nestjs/common'; import { NestFactory } from '@nestjs/core'; import { EventPattern, MessagePattern, Transport } from '@nestjs/microservices';
      export class Placed {}
      @Controller() export class Orders { @MessagePattern({ cmd: 'all' }) all() {} @EventPattern(Placed.name) placed() {} @MessagePattern(['a', 'b']) two() {} }
      async function main() { const app = await NestFactory.create(Orders); app.connectMicroservice({ transport: Transport.REDIS, options: { host: 'redis' } }); const other = await NestFactory.createMicroservice(Orders, { options: { port: 4000 } }); await app.listen(1); } void main();`,
    says: [
      'handler event Placed',
      'handler request {cmd:all}',
      'handler request […]',
      'listen 1',
      'server options=(port=4000)',
      'server transport=@nestjs/microservices.Transport.REDIS options=(host=redis)',
    ],
  },
  'nest: gRPC services by name, kept in a field': {
    code: `import { Controller, Inject, Injectable, OnModuleInit } from '@nestjs/common'; import { ClientGrpc, GrpcMethod, GrpcStreamMethod } from '@nestjs/microservices';
      interface Items { findOne(x: unknown): unknown }
      @Injectable() export class Shop implements OnModuleInit { private items: Items; constructor(@Inject('ITEMS') private client: ClientGrpc) {} onModuleInit() { this.items = this.client.getService<Items>('ItemService'); } go() { return this.items.findOne({}); } }
      @Controller() export class OrderService { @GrpcMethod() find() {} @GrpcMethod('Orders', 'FindAll') all() {} @GrpcStreamMethod('Orders') watch() {} }`,
    says: [
      'grpc ItemService/FindOne by ITEMS',
      'grpc-handler OrderService Find',
      'grpc-handler Orders FindAll',
      'grpc-handler Orders Watch',
    ],
  },
  'nest: gRPC handlers that generated code decorates': {
    code: `import { Controller } from '@nestjs/common'; import { GrpcMethod } from '@nestjs/microservices';
      export function OrdersControllerMethods() { return function (constructor: Function) { for (const method of ['find', 'all']) { GrpcMethod('Orders', method)(constructor.prototype[method], method, {}); } }; }
      @Controller() @OrdersControllerMethods() export class OrdersController { find() {} all() {} }`,
    says: ['grpc-handler Orders *'],
  },
  'nest: what an editor imports from inside of a package': {
    code: `import { Controller, Get, Inject } from '@nestjs/common'; import { ClientProxy } from '@nestjs/microservices/client/client-proxy'; import { MessagePattern } from '@nestjs/microservices/decorators/message-pattern.decorator';
      @Controller() export class Shop { constructor(@Inject('ORDERS') private readonly client: ClientProxy) {} @Get() all() { return this.client.send('orders.all', {}); } @MessagePattern('shop.open') open() {} }`,
    says: ['handler request shop.open', 'route GET /', 'send request orders.all by ORDERS'],
  },
  'nest: generated code that decorates no class': {
    code: `import { GrpcMethod } from '@nestjs/microservices';
      export function OrdersControllerMethods() { return function (constructor: Function) { for (const method of ['find', 'all']) { GrpcMethod('Orders', method)(constructor.prototype[method], method, {}); } }; }`,
    says: [],
  },
  'nest: a class that makes the options of a client, a strategy of ours': {
    code: `import { Module } from '@nestjs/common'; import { ConfigService } from '@nestjs/config'; import { NestFactory } from '@nestjs/core'; import { ClientsModule, Transport } from '@nestjs/microservices'; import { Own } from './own.js';
      class Options { constructor(private config: ConfigService) {} createClientOptions() { return { transport: Transport.NATS, options: { servers: [this.config.get('NATS_URL')], queue: 'shop' } }; } }
      @Module({ imports: [ClientsModule.registerAsync([{ name: 'A', useClass: Options }])] }) export class App {} void NestFactory.createMicroservice(App, { strategy: new Own() });`,
    says: [
      'client A transport=@nestjs/microservices.Transport.NATS options=(servers=process.env.NATS_URL queue=shop)',
      'server strategy=Own()',
    ],
  },
  'nest: patterns of enums, constants of another file, classes and objects': {
    code: {
      'app/a.ts': `import { Controller, Inject, Injectable } from '@nestjs/common'; import { ClientProxy, Ctx, EventPattern, MessagePattern, Payload } from '@nestjs/microservices'; import { Commands, PATTERNS, Placed } from '../shared/patterns.js'; import { firstValueFrom, timeout } from 'rxjs';
        @Controller() export class Orders { @MessagePattern(PATTERNS.orders.get) get(@Payload() id: string, @Ctx() context: unknown) {} @EventPattern(Commands.Paid) paid() {} }
        @Injectable() export class Shop { constructor(@Inject('ORDERS') private readonly client: ClientProxy) {} async go() { await firstValueFrom(this.client.send(PATTERNS.orders.get, {}).pipe(timeout(5000))); this.client.emit(Placed.name, new Placed()); const pattern = { role: 'item', cmd: 'get' }; return this.client.send<number>(pattern, {}).toPromise(); } }`,
      'shared/patterns.ts': `export const PATTERNS = { orders: { get: { cmd: 'orders.get' } } } as const; export enum Commands { Paid = 'paid' } export class Placed {}`,
    },
    says: [
      'handler event paid',
      'handler request {cmd:orders.get}',
      'send event Placed by ORDERS',
      'send request {cmd:orders.get} by ORDERS',
      'send request {role:item,cmd:get} by ORDERS',
    ],
  },
  'nest: methods of the same names elsewhere, a decorator of another package': {
    code: `import { MessagePattern } from 'elsewhere'; import { Socket } from 'net'; import { EventEmitter2 } from '@nestjs/event-emitter'; export class Orders { constructor(private readonly socket: Socket, private readonly events: EventEmitter2) {} @MessagePattern('x') on() { this.events.emit('order.placed', {}); this.socket.emit('close'); } } import express from 'express'; express().get('/', (req, res) => res.send('x')); class Mail { send(pattern: string) {} } new Mail().send('y');`,
    says: ['route GET /'],
  },
  'grpc-js: loaded definitions, exported clients, servers': {
    code: {
      'app/a.ts': `import { orders } from './client.js'; orders.findAll({}, () => {}); orders.close();`,
      'app/client.ts': `import * as grpc from '@grpc/grpc-js'; import * as loader from '@grpc/proto-loader'; const proto = grpc.loadPackageDefinition(loader.loadSync('orders.proto', {})) as any; export const orders = new proto.shop.v1.Orders(process.env.ORDERS ?? 'orders:50051', grpc.credentials.createInsecure());`,
      'app/server.ts': `import grpc from '@grpc/grpc-js'; const proto: any = grpc.loadPackageDefinition({} as any).shop; const server = new grpc.Server(); server.addService(proto.Items.service, { find: (c: any, cb: any) => cb(), FindAll: (c: any, cb: any) => cb() }); server.bindAsync('0.0.0.0:50052', grpc.ServerCredentials.createInsecure(), () => {});`,
    },
    says: [
      'grpc shop.v1.Orders/FindAll @ process.env.ORDERS ?? orders:50051',
      'grpc-handler shop.Items Find,FindAll',
      'listen 0.0.0.0:50052',
    ],
  },
  'grpc-js: methods made to return promises': {
    code: `const { promisify } = require('util'); const grpc = require('@grpc/grpc-js'); const { Items } = grpc.loadPackageDefinition(require('@grpc/proto-loader').loadSync('items.proto')).shop; const client = new Items('items:1', grpc.credentials.createInsecure());
      const find = promisify(client.find).bind(client); const { list } = { list: promisify(client.list.bind(client)) }; exports.all = async () => [await find({}), await list({})];`,
    says: ['grpc shop.Items/Find @ items:1', 'grpc shop.Items/List @ items:1'],
  },
  'grpc-js: generated constructors': {
    code: {
      'app/a.ts': `import { credentials, Server } from '@grpc/grpc-js'; import { OrdersClient, OrdersService } from './gen.js'; new OrdersClient('orders:1', credentials.createInsecure()).find({}, () => {}); new Server().addService(OrdersService, { find() {} });`,
      'app/gen.ts': `import { makeGenericClientConstructor } from '@grpc/grpc-js'; export const OrdersService = { find: { path: '/shop.Orders/Find', requestStream: false } } as const; export const OrdersClient = makeGenericClientConstructor(OrdersService, 'shop.Orders') as any;`,
    },
    says: ['grpc shop.Orders/Find @ orders:1', 'grpc-handler shop.Orders Find'],
  },
};

/** Options as each transport wants them. */
const TRANSPORTS: Record<string, readonly [options: string, shown: string]> = {
  TCP: [`{ host: 'orders', port: 4000 }`, 'host=orders port=4000'],
  REDIS: [`{ host: process.env.REDIS, port: 6379 }`, 'host=process.env.REDIS port=6379'],
  NATS: [`{ servers: ['nats://n:4222'], queue: 'orders' }`, 'servers=nats://n:4222 queue=orders'],
  MQTT: [`{ url: 'mqtt://m' }`, 'url=mqtt://m'],
  RMQ: [
    `{ urls: ['amqp://r'], queue: 'orders', queueOptions: { durable: true } }`,
    'urls=amqp://r queue=orders queueOptions=(durable=true)',
  ],
  KAFKA: [`{ client: { brokers: ['k:9092'] }, consumer: { groupId: 'orders' } }`, 'client=(brokers=k:9092) consumer=(groupId=orders)'],
  GRPC: [`{ url: 'orders:5000', package: 'shop', protoPath: 'shop.proto' }`, 'url=orders:5000 package=shop protoPath=shop.proto'],
};

describe('transports of Nest', () => {
  it.each(Object.entries(TRANSPORTS))('%s: client, server and hybrid app say the same', (transport, [options, shown]) => {
    const config = `{ transport: Transport.${transport}, options: ${options} }`;
    const code = `import { Module } from '@nestjs/common'; import { NestFactory } from '@nestjs/core'; import { ClientsModule, MicroserviceOptions, Transport } from '@nestjs/microservices';
      @Module({ imports: [ClientsModule.register([{ name: 'ORDERS', ...${config} }])] }) export class App {}
      async function main() { const app = await NestFactory.create(App); app.connectMicroservice<MicroserviceOptions>(${config}); await app.startAllMicroservices(); const other = await NestFactory.createMicroservice<MicroserviceOptions>(App, ${config}); await other.listen(); } void main();`;
    const told = `transport=@nestjs/microservices.Transport.${transport} options=(${shown})`;
    expect(meanings(code, ['message-client', 'message-server'])).toEqual([`client ORDERS ${told}`, `server ${told}`]);
  });
});

describe('calls to other processes', () => {
  it.each(Object.entries(CASES))('%s', (_name, { code, says }) => {
    expect(meanings(code, KINDS)).toEqual([...says].sort());
  });
});

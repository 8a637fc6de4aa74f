import { answering, type Pitfall } from './pitfall.js';

/** A service of Nest: a module with this decorator's content beside classes, started as it says. */
const nest = (classes: string, parts: string, start = 'void NestFactory.create(AppModule).then((app) => app.listen(3000));'): string => `
import { Body, Controller, Get, Inject, Injectable, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { HttpModule, HttpService } from '@nestjs/axios';
import { ClientKafka, ClientProxy, ClientsModule, EventPattern, MessagePattern, Transport } from '@nestjs/microservices';
${classes}
@Module({ ${parts} }) class AppModule {}
${start}`;

const rmq = (queue: string, vhost: string): string =>
  `{ transport: Transport.RMQ, options: { urls: ['amqp://mq:5672/${vhost}'], queue: '${queue}' } }`;
const kafka = "{ transport: Transport.KAFKA, options: { client: { brokers: ['kafka:9092'] } } }";
const listening = (options: string, handlers: string): string =>
  nest(
    `@Controller() class Handlers { ${handlers} }`,
    'controllers: [Handlers]',
    `void NestFactory.createMicroservice(AppModule, ${options}).then((app) => app.listen());`,
  );
const asking = (options: string, body: string): string =>
  nest(
    `@Controller('run') class Runs { constructor(@Inject('PEER') private readonly peer: ClientProxy) {} @Post() run(@Body() body: { id: string }) { ${body} } }`,
    `imports: [ClientsModule.register([{ name: 'PEER', ...${options} }])], controllers: [Runs]`,
  );

export const nestPitfalls: readonly Pitfall[] = [
  {
    about: 'one HttpModule, another address in each module',
    services: {
      orders: nest(
        `@Injectable() class Bills { constructor(private readonly http: HttpService) {} get() { return this.http.get('/a'); } }
         @Injectable() class Levels { constructor(private readonly http: HttpService) {} get() { return this.http.get('/b'); } }
         @Controller('run') class Runs { constructor(private readonly bills: Bills, private readonly levels: Levels) {} @Get() run() { return [this.bills.get(), this.levels.get()]; } }
         @Module({ imports: [HttpModule.register({ baseURL: 'http://billing:3000' })], providers: [Bills], exports: [Bills] }) class BillsModule {}
         @Module({ imports: [HttpModule.register({ baseURL: 'http://stock:3000' })], providers: [Levels], exports: [Levels] }) class LevelsModule {}`,
        'imports: [BillsModule, LevelsModule], controllers: [Runs]',
      ),
      billing: answering("'/a'"),
      stock: answering("'/b'"),
    },
    told: { edges: ['orders -> billing', 'orders -> stock'] },
  },
  {
    about: 'one name of a queue on two virtual hosts',
    services: {
      orders: asking(rmq('jobs', 'shop'), "return this.peer.send('sum', body);"),
      billing: listening(rmq('jobs', 'shop'), "@MessagePattern('sum') sum() { return 1; }"),
      stock: listening(rmq('jobs', 'warehouse'), "@MessagePattern('sum') sum() { return 2; }"),
    },
    told: { edges: ['orders -> billing'] },
  },
  {
    about: 'topics for the answers of Kafka are no events',
    services: {
      orders: nest(
        `@Controller('run') class Runs { constructor(@Inject('PEER') private readonly peer: ClientKafka) {} async onModuleInit() { this.peer.subscribeToResponseOf('sum'); await this.peer.connect(); } @Post() run(@Body() body: { id: string }) { return this.peer.send('sum', body); } }`,
        `imports: [ClientsModule.register([{ name: 'PEER', ...${kafka} }])], controllers: [Runs]`,
      ),
      billing: listening(kafka, "@MessagePattern('sum') sum() { return 1; }"),
    },
    told: { edges: ['orders -> billing'], findings: [] },
  },
  {
    about: 'what is emitted to who would answer is waited for by nobody',
    services: {
      orders: asking(rmq('jobs', 'shop'), "return this.peer.emit('sum', body);"),
      billing: listening(rmq('jobs', 'shop'), "@MessagePattern('sum') sum() { return 1; }"),
    },
    told: { edges: ['orders ~> billing'] },
  },
  {
    about: 'an application that asks itself over the broker is no cycle',
    services: {
      orders: nest(
        `@Controller('run') class Runs { constructor(@Inject('PEER') private readonly peer: ClientProxy) {} @Post() run(@Body() body: { id: string }) { return this.peer.send('sum', body); } @MessagePattern('sum') sum() { return 1; } }`,
        `imports: [ClientsModule.register([{ name: 'PEER', ...${rmq('jobs', 'shop')} }])], controllers: [Runs]`,
        `void NestFactory.create(AppModule).then(async (app) => { app.connectMicroservice(${rmq('jobs', 'shop')}); await app.startAllMicroservices(); await app.listen(3000); });`,
      ),
      billing: answering(),
    },
    told: { edges: [], findings: [] },
  },
  {
    about: 'clients that are registered at once, later, in a list, by a helper, and by a factory under a token',
    services: {
      orders: nest(
        `import { ConfigModule, ConfigService } from '@nestjs/config'; import { ClientProxyFactory } from '@nestjs/microservices'; const USERS = 'USERS_CLIENT';
         const queueOf = (name: string) => ({ transport: Transport.RMQ, options: { urls: ['amqp://mq'], queue: name } } as const);
         @Controller('run') class Runs { constructor(@Inject('BILLING') private readonly billing: ClientProxy, @Inject('STOCK') private readonly stock: ClientProxy, @Inject(USERS) private readonly users: ClientProxy, @Inject('MAILS') private readonly mails: ClientProxy) {}
           @Post() run(@Body() body: { id: string }) { return [this.billing.send('sum', body), this.stock.send('sum', body), this.users.send('sum', body), this.mails.send('sum', body)]; } }`,
        `imports: [ConfigModule.forRoot(), ClientsModule.register([{ name: 'BILLING', ...queueOf('billing') }]),
           ClientsModule.registerAsync({ clients: [{ name: 'STOCK', inject: [ConfigService], useFactory: (config: ConfigService) => ({ transport: Transport.RMQ, options: { urls: ['amqp://mq'], queue: config.get('STOCK_QUEUE', 'stock') } }) }] })],
         providers: [{ provide: USERS, useFactory: () => ClientProxyFactory.create(queueOf('users')) }, { provide: 'MAILS', inject: [ConfigService], useFactory: (config: ConfigService) => ClientProxyFactory.create(queueOf(config.getOrThrow<string>('MAILS_QUEUE'))) }], controllers: [Runs]`,
      ),
      ...Object.fromEntries(
        ['billing', 'stock', 'users', 'mails'].map((name) => [
          name,
          listening(
            `{ transport: Transport.RMQ, options: { urls: ['amqp://mq'], queue: '${name}' } }`,
            "@MessagePattern('sum') sum() { return 1; }",
          ),
        ]),
      ),
    },
    files: { '.env': 'MAILS_QUEUE=mails\n', 'orders/.env': 'MAILS_QUEUE=mails\n' },
    told: { edges: ['orders -> billing', 'orders -> mails', 'orders -> stock', 'orders -> users'] },
  },
  {
    about: 'a class that makes clients, asked in a field that stands before the constructor',
    services: {
      orders: nest(
        `import { ClientProxyFactory } from '@nestjs/microservices';
         @Injectable() class Clients { billing(): ClientProxy { return ClientProxyFactory.create(${rmq('jobs', 'shop')}); } }
         @Controller('run') class Runs { private readonly peer = this.clients.billing(); constructor(private readonly clients: Clients) {} @Post() run(@Body() body: { id: string }) { return this.peer.send('sum', body); } }`,
        'providers: [Clients], controllers: [Runs]',
      ),
      billing: listening(rmq('jobs', 'shop'), "@MessagePattern('sum') sum() { return 1; }"),
    },
    told: { edges: ['orders -> billing'] },
  },
  {
    about: 'a factory in a file that is called like the configuration of a tool, a parameter that has only a type',
    services: {
      orders: {
        code: {
          'src/main.ts': nest(
            `import { ConfigModule, ConfigService } from '@nestjs/config'; import { InjectModel, MongooseModule } from '@nestjs/mongoose'; import { Model, Schema } from 'mongoose'; import { getMongoConfig } from './configs/mongo.config.js';
             @Controller('orders') class Orders { constructor(@InjectModel('Order') private readonly orders: Model<{ id: string }>) {} @Get() all() { return this.orders.find(); } }`,
            "imports: [ConfigModule.forRoot(), MongooseModule.forRootAsync({ imports: [ConfigModule], inject: [ConfigService], useFactory: getMongoConfig }), MongooseModule.forFeature([{ name: 'Order', schema: new Schema({}) }])], controllers: [Orders]",
          ),
          'src/configs/mongo.config.ts':
            "import { ConfigService } from '@nestjs/config'; const addressOf = (config: ConfigService) => `mongodb://${config.get('MONGO_HOST')}:27017/${config.get<string>('MONGO_DB', 'orders')}`; export const getMongoConfig = async (config: ConfigService) => ({ uri: addressOf(config), retryAttempts: 3 });",
        },
        env: { MONGO_HOST: 'mongo' },
      },
      billing: answering(),
    },
    told: { stores: ['mongodb://mongo:27017/orders: orders'] },
  },
  {
    about: 'schemas that read the environment: zod, envalid, Joi',
    services: {
      orders: {
        code: `import express from 'express'; import { z } from 'zod'; import { cleanEnv, url } from 'envalid'; import Joi from 'joi'; const app = express();
          const a = z.object({ BILLING_URL: z.string().url() }).safeParse(process.env); const b = cleanEnv(process.env, { STOCK_URL: url(), USERS_URL: url({ default: 'http://users:3000' }) });
          const { value: c } = Joi.object({ MAILS_URL: Joi.string().required() }).unknown().validate(process.env);
          app.post('/run', async (req, res) => { await fetch(a.data!.BILLING_URL + '/a'); await fetch(b.STOCK_URL + '/b'); await fetch(b.USERS_URL + '/c'); await fetch(c.MAILS_URL + '/d'); res.end(); }); app.listen(3000);`,
        env: { BILLING_URL: 'http://billing:3000', STOCK_URL: 'http://stock:3000', MAILS_URL: 'http://mails:3000' },
      },
      billing: answering(),
      stock: answering(),
      users: answering(),
      mails: answering(),
    },
    told: { edges: ['orders -> billing', 'orders -> mails', 'orders -> stock', 'orders -> users'] },
  },
];

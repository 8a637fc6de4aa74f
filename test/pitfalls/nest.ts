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
];

import { describe, expect, it } from 'vitest';

import { meanings } from '../../support/calls.js';

/** Code → what is published, listened to and bound, sorted. */
const CASES: Record<string, { code: string | Record<string, string>; says: string[] }> = {
  'AMQP 1.0: rhea': {
    code: `const container = require('rhea'); container.on('connection_open', (context) => { context.connection.open_receiver('orders'); context.connection.open_sender({ target: { address: '/exchanges/shop/order.placed' } }); }); container.on('message', (context) => {}); container.connect({ host: 'broker', port: 5672 }).open_sender('/queues/mails');`,
    says: ['publish amqp /mails', 'publish amqp shop/order.placed', 'subscribe amqp orders'],
  },
  'AMQP 1.0: rhea-promise, the client of RabbitMQ': {
    code: `import { Connection } from 'rhea-promise'; import * as rabbit from 'rabbitmq-amqp-js-client';
      const made = new Connection({ host: 'broker' }); await made.open(); const sender = await made.createAwaitableSender({ target: { address: 'orders' } }); await sender.send({ body: 'x' }); await made.createReceiver({ source: { address: 'mails' }, onMessage: (context) => {} });
      const connection = await rabbit.createEnvironment({ host: 'rabbitmq' }).createConnection(); const management = connection.management(); await management.declareQueue('bills'); await management.bind('bill.*', { source: 'shop', destination: 'bills' });
      const publisher = await connection.createPublisher({ queue: { name: process.env.QUEUE } }); await publisher.publish(rabbit.createAmqpMessage({ body: 'x' })); await (await connection.createPublisher({ exchange: { name: 'shop', routingKey: 'bill.sent' } })).publish('x');
      const consumer = await connection.createConsumer({ queue: { name: 'bills' }, messageHandler: (context, message) => {} }); consumer.start();`,
    says: [
      'bind bills to shop by bill.*',
      'publish amqp /orders',
      'publish amqp /process.env.QUEUE',
      'publish amqp shop/bill.sent',
      'subscribe amqp bills',
      'subscribe amqp mails',
    ],
  },
  'amqplib: queues, exchanges, bindings of anonymous queues': {
    code: `import * as amqp from 'amqplib'; const connection = await amqp.connect(process.env.RABBIT_URL!); const channel = await connection.createChannel(); await channel.assertQueue('jobs'); channel.sendToQueue('jobs', Buffer.from('')); channel.publish('orders', 'order.placed', Buffer.from('')); channel.consume('jobs', (message) => {});
      const { queue } = await channel.assertQueue('', { exclusive: true }); await channel.bindQueue(queue, 'orders', 'order.*'); channel.consume(queue, () => {}); const q = await channel.assertQueue('named'); await channel.bindQueue(q.queue, 'orders', ''); channel.get('polled');`,
    says: [
      'bind amqplib.connect().createChannel().assertQueue() to orders by order.*',
      'bind named to orders by ',
      'publish amqp /jobs @ process.env.RABBIT_URL',
      'publish amqp orders/order.placed @ process.env.RABBIT_URL',
      'subscribe amqp amqplib.connect().createChannel().assertQueue() @ process.env.RABBIT_URL',
      'subscribe amqp jobs @ process.env.RABBIT_URL',
      'subscribe amqp polled @ process.env.RABBIT_URL',
    ],
  },
  'amqplib: callbacks': {
    code: `const amqp = require('amqplib/callback_api'); amqp.connect('amqp://rabbit', (error0, connection) => { connection.createChannel((error1, channel) => { channel.assertQueue('', { exclusive: true }, (error2, q) => { channel.bindQueue(q.queue, 'logs', 'info'); channel.consume(q.queue, (message) => {}); }); channel.publish('logs', 'info', Buffer.from('')); }); });`,
    says: [
      'bind amqplib/callback_api.connect().createChannel().assertQueue() to logs by info',
      'publish amqp logs/info @ amqp://rabbit',
      'subscribe amqp amqplib/callback_api.connect().createChannel().assertQueue() @ amqp://rabbit',
    ],
  },
  'amqplib: what a promise around callbacks is settled with, what one is declared to hold': {
    code: `import amqp from 'amqplib/callback_api'; import type { Channel } from 'amqplib';
      const open = (url) => new Promise((resolve, reject) => { amqp.connect(url, (error, connection) => { if (error) return reject(error); connection.createChannel((failed, channel) => (failed ? reject(failed) : resolve(channel))); }); });
      const channel = await open('amqp://mq'); channel.sendToQueue('jobs', Buffer.from(''));
      const later = await new Promise((resolve) => { open('amqp://late').then(resolve); }); later.sendToQueue('late', Buffer.from(''));
      const retried = () => new Promise((resolve) => { const attempt = async () => { try { resolve(await open('amqp://again')); } catch { setTimeout(attempt, 100); } }; attempt(); }); (await retried()).sendToQueue('again', Buffer.from(''));
      let ready: Promise<Channel> | null = null; export function start() { const { promise } = Promise.withResolvers<Channel>(); ready = promise; } export async function send() { const kept = await ready; kept.sendToQueue('kept', Buffer.from('')); }`,
    says: [
      'publish amqp /again @ amqp://again',
      'publish amqp /jobs @ amqp://mq',
      'publish amqp /kept',
      'publish amqp /late @ amqp://late',
    ],
  },
  'amqplib: a class that keeps its channel, in a file of its own; requests with an answer': {
    code: {
      'app/a.ts': `import { broker } from './broker/index.js'; await broker.publish('order.placed', {}); const answer = await broker.ask('prices', {});`,
      'app/broker/index.ts': `export { broker } from './broker.js';`,
      'app/broker/broker.ts': `import amqp, { type Channel } from 'amqplib'; const EXCHANGE = 'shop'; class Broker { private channel: Channel | null = null; async open() { const connection = await amqp.connect({ hostname: 'rabbit', port: 5672 }); this.channel = await connection.createConfirmChannel(); } async publish(key: string, data: object) { this.channel?.publish(EXCHANGE, key, Buffer.from(JSON.stringify(data))); } async ask(queue: string, data: object) { this.channel!.consume('amq.rabbitmq.reply-to', () => {}, { noAck: true }); this.channel!.sendToQueue(queue, Buffer.from(''), { replyTo: 'amq.rabbitmq.reply-to', correlationId: '1' }); } } export const broker = new Broker();`,
    },
    says: ['publish amqp /prices @ rabbit and waits', 'publish amqp shop/order.placed @ rabbit'],
  },
  'amqplib: an answer is no topic': {
    code: `import amqp from 'amqplib'; const channel = await (await amqp.connect('amqp://r')).createChannel(); channel.consume('prices', (message) => { channel.sendToQueue(message!.properties.replyTo, Buffer.from(''), { correlationId: message!.properties.correlationId }); });`,
    says: ['subscribe amqp prices @ amqp://r'],
  },
  'amqp-connection-manager: a set-up function, wrappers': {
    code: `import amqp, { type ChannelWrapper } from 'amqp-connection-manager'; import type { ConfirmChannel } from 'amqplib'; const connection = amqp.connect(['amqp://a', 'amqp://b']); const wrapper = connection.createChannel({ json: true, setup: async (channel: ConfirmChannel) => { await channel.assertQueue('jobs'); await channel.consume('jobs', () => {}); } }); wrapper.sendToQueue('mails', {}); export class Bus { constructor(private readonly channel: ChannelWrapper) {} placed() { return this.channel.publish('orders', 'placed', {}); } } wrapper.consume('late', () => {});`,
    says: ['publish amqp /mails @ amqp://a', 'publish amqp orders/placed', 'subscribe amqp jobs', 'subscribe amqp late @ amqp://a'],
  },
  'amqp-ts: exchanges, anonymous queues, what is asked': {
    code: `import * as amqp from 'amqp-ts'; const connection = new amqp.Connection('amqp://r'); const orders = connection.declareExchange('orders', 'fanout'); orders.send(new amqp.Message('')); orders.send(new amqp.Message(''), 'order.placed'); const queue = connection.declareQueue('', { exclusive: true }); queue.bind(orders); queue.activateConsumer((message) => {}); const jobs = connection.declareQueue('jobs'); jobs.bind(orders, 'order.*'); jobs.startConsumer(() => {}); jobs.send(new amqp.Message('')); connection.declareQueue('prices').rpc({}); orders.activateConsumer(() => {});`,
    says: [
      'bind amqp-ts.Connection().declareExchange() to orders by ',
      'bind amqp-ts.Connection().declareQueue() to orders by ',
      'bind jobs to orders by order.*',
      'publish amqp /jobs @ amqp://r',
      'publish amqp /prices @ amqp://r and waits',
      'publish amqp orders/ @ amqp://r',
      'publish amqp orders/order.placed @ amqp://r',
      'subscribe amqp amqp-ts.Connection().declareExchange()',
      'subscribe amqp amqp-ts.Connection().declareQueue()',
      'subscribe amqp jobs',
    ],
  },
  'golevelup: decorators, injected connections, requests': {
    code: `import { AmqpConnection, RabbitRPC, RabbitSubscribe } from '@golevelup/nestjs-rabbitmq'; import { Injectable } from '@nestjs/common'; @Injectable() export class Orders { constructor(private readonly amqp: AmqpConnection) {} @RabbitSubscribe({ exchange: 'shop', routingKey: ['order.placed', 'order.paid'], queue: 'orders' }) on() {} @RabbitRPC({ exchange: 'shop', routingKey: 'price.get', queue: 'prices' }) price() {} place() { return this.amqp.publish('shop', 'order.placed', {}); } ask() { return this.amqp.request({ exchange: 'shop', routingKey: 'stock.get', payload: {} }); } }`,
    says: [
      'bind orders to shop by order.paid',
      'bind orders to shop by order.placed',
      'bind prices to shop by price.get',
      'publish amqp shop/order.placed',
      'publish amqp shop/stock.get and waits',
      'subscribe amqp orders',
      'subscribe amqp prices',
    ],
  },
  'nestjs-rmq: one exchange and one queue a service, requests, events, routes': {
    code: `import { Controller, Injectable, Module } from '@nestjs/common'; import { ConfigService } from '@nestjs/config'; import { RMQModule, RMQRoute, RMQService, RMQValidate } from 'nestjs-rmq';
      const options = () => ({ inject: [ConfigService], useFactory: (config: ConfigService) => ({ exchangeName: config.get('EXCHANGE') ?? '', connections: [{ host: config.get('HOST') ?? '' }], queueName: config.get('QUEUE'), serviceName: 'orders' }) });
      namespace Find { export const topic = 'stock.find'; }
      @Injectable() export class Shop { constructor(private readonly rmq: RMQService) {} async find(id: string) { return (await this.rmq.send<object, object>(Find.topic, { id })); } placed() { return this.rmq.notify('order.placed', {}); } }
      @Controller() export class Orders { constructor(private readonly shop: Shop) {} @RMQValidate() @RMQRoute('order.get') async get() { await this.shop.placed(); return this.shop.find('1'); } helper() {} }
      @Module({ imports: [RMQModule.forRootAsync(options())], controllers: [Orders], providers: [Shop] }) export class App {}`,
    says: [
      'bind order.get to process.env.EXCHANGE ??  by order.get',
      'publish amqp process.env.EXCHANGE ?? /order.placed',
      'publish amqp process.env.EXCHANGE ?? /stock.find and waits',
      'subscribe amqp order.get',
    ],
  },
  'nestjs-rmq: a queue that has a name': {
    code: `import { Controller, Module } from '@nestjs/common'; import { RMQModule, RMQRoute } from 'nestjs-rmq'; @Controller() export class Orders { @RMQRoute('order.get') get() {} @RMQRoute('order.list') list() {} } @Module({ imports: [RMQModule.forRoot({ exchangeName: 'shop', connections: [], queueName: 'orders' })], controllers: [Orders] }) export class App {}`,
    says: ['bind orders to shop by order.get', 'bind orders to shop by order.list', 'subscribe amqp orders'],
  },
  'kafkajs: producers, consumers, batches, transactions, topics of another file': {
    code: {
      'app/a.ts': `import { Kafka } from 'kafkajs'; import { Topics } from '../shared/topics.js'; const kafka = new Kafka({ clientId: 'shop', brokers: [process.env.KAFKA_BROKER!, 'b:9092'] }); const producer = kafka.producer(); const consumer = kafka.consumer({ groupId: 'g' }); await producer.send({ topic: Topics.Placed, messages: [] }); await producer.sendBatch({ topicMessages: [{ topic: 'a', messages: [] }, { topic: Topics.Paid, messages: [] }] }); const transaction = await producer.transaction(); await transaction.send({ topic: 'b', messages: [] });
        await consumer.subscribe({ topic: Topics.Paid, fromBeginning: true }); await consumer.subscribe({ topics: ['c', /^d/] }); await consumer.run({ eachMessage: async ({ message }) => {} }); await kafka.admin().createTopics({ topics: [{ topic: 'no' }] });`,
      'shared/topics.ts': `export const Topics = { Placed: 'order.placed', Paid: 'order.paid' } as const;`,
    },
    says: [
      'publish kafka a @ process.env.KAFKA_BROKER',
      'publish kafka b @ process.env.KAFKA_BROKER',
      'publish kafka order.paid @ process.env.KAFKA_BROKER',
      'publish kafka order.placed @ process.env.KAFKA_BROKER',
      'subscribe kafka c @ process.env.KAFKA_BROKER',
      'subscribe kafka d @ process.env.KAFKA_BROKER',
      'subscribe kafka order.paid @ process.env.KAFKA_BROKER',
    ],
  },
  'kafkajs: CommonJS, a wrapper with the topic as its parameter, a type': {
    code: {
      'app/a.js': `const bus = require('./bus'); bus.emit('orders', {}); bus.on('items', () => {});`,
      'app/bus.js': `const { Kafka } = require('kafkajs'); const kafka = new Kafka({ brokers: (process.env.BROKERS || 'kafka:9092').split(',') }); const producer = kafka.producer(); exports.emit = async (topic, value) => { await producer.connect(); return producer.send({ topic, messages: [{ value: JSON.stringify(value) }] }); }; exports.on = async (topic, handler) => { const consumer = kafka.consumer({ groupId: topic }); await consumer.connect(); await consumer.subscribe({ topic }); await consumer.run({ eachMessage: handler }); };`,
      'app/typed.ts': `import type { Producer } from 'kafkajs'; export class Out { constructor(private readonly producer: Producer) {} go() { return this.producer.send({ topic: 'typed', messages: [] }); } }`,
    },
    says: ['publish kafka orders @ process.env.BROKERS', 'publish kafka typed', 'subscribe kafka items @ process.env.BROKERS'],
  },
  'kafkajs: topics beside messages that are too large to be known': {
    code: `import { Kafka } from 'kafkajs'; const producer = new Kafka({ brokers: ['k'] }).producer(); const messages = [{ key: 'placed', value: JSON.stringify({ lines: [${Array.from({ length: 300 }, (_, at) => `{ sku: ${String(at)} }`).join()}], total: 1 }) }];
      await producer.sendBatch({ topicMessages: [{ topic: 'orders', messages }, { topic: 'bills', messages }, { topic: 'mails', messages }] });`,
    says: ['publish kafka bills @ k', 'publish kafka mails @ k', 'publish kafka orders @ k'],
  },
  'node-rdkafka: what it produces and subscribes to': {
    code: `import Kafka from 'node-rdkafka'; const producer = new Kafka.Producer({ 'metadata.broker.list': process.env.BROKERS }); producer.produce('orders', null, Buffer.from('')); const consumer = new Kafka.KafkaConsumer({ 'group.id': 'g', 'metadata.broker.list': 'k:9092' }, {}); consumer.on('ready', () => { consumer.subscribe(['items']); consumer.consume(); });`,
    says: ['publish kafka orders @ process.env.BROKERS', 'subscribe kafka items @ k:9092'],
  },
  'the Kafka client of Confluent': {
    code: `const { Kafka } = require('@confluentinc/kafka-javascript').KafkaJS; const kafka = new Kafka({ kafkaJS: { brokers: ['k:9092'] } }); const producer = kafka.producer({ kafkaJS: { acks: 1 } }); producer.send({ topic: 'orders', messages: [] }); const consumer = kafka.consumer({ kafkaJS: { groupId: 'g' } }); consumer.subscribe({ topics: ['items'] });`,
    says: ['publish kafka orders @ k:9092', 'subscribe kafka items @ k:9092'],
  },
  'nats: publish, subscribe, request, jetstream': {
    code: `import { connect, JSONCodec, StringCodec } from 'nats'; const nc = await connect({ servers: process.env.NATS_URL }); nc.publish('orders.placed', JSONCodec().encode({})); const sub = nc.subscribe('orders.*', { queue: 'billing', callback: (error, message) => {} }); const answer = await nc.request('prices.get', StringCodec().encode(''), { timeout: 1000 }); const js = nc.jetstream(); await js.publish('audit', JSONCodec().encode({})); await js.subscribe('audit.>', {});`,
    says: [
      'publish nats audit @ process.env.NATS_URL',
      'publish nats orders.placed @ process.env.NATS_URL',
      'publish nats prices.get @ process.env.NATS_URL and waits',
      'subscribe nats audit.> @ process.env.NATS_URL',
      'subscribe nats orders.* @ process.env.NATS_URL',
    ],
  },
  'nats 3: packages of their own': {
    code: `import { connect } from '@nats-io/transport-node'; import { jetstream } from '@nats-io/jetstream'; const nc = await connect({ servers: ['nats://a:4222'] }); nc.publish('a'); const js = jetstream(nc); await js.publish('b', ''); for await (const m of nc.subscribe('c')) m.respond('');`,
    says: ['publish nats a @ nats://a:4222', 'publish nats b @ nats://a:4222', 'subscribe nats c @ nats://a:4222'],
  },
  'stan: plain': {
    code: `import nats from 'node-nats-streaming'; const stan = nats.connect('cluster', 'me', { url: 'http://nats:4222' }); stan.on('connect', () => { stan.publish('order:created', '{}', () => {}); const subscription = stan.subscribe('order:cancelled', 'group', stan.subscriptionOptions()); subscription.on('message', (message) => {}); });`,
    says: ['publish nats order:created @ http://nats:4222', 'subscribe nats order:cancelled @ http://nats:4222'],
  },
  'stan: base classes of ours, with the subject in the class that extends them': {
    code: {
      'app/a.ts': `import { wrapper } from './wrapper.js'; import { PlacedPublisher } from './placed.js'; import { PaidListener } from './paid.js'; new PaidListener(wrapper.client).listen(); await new PlacedPublisher(wrapper.client).publish({ id: '1' });`,
      'app/wrapper.ts': `import nats, { Stan } from 'node-nats-streaming'; class Wrapper { private _client?: Stan; get client() { return this._client!; } connect(cluster: string, id: string, url: string) { this._client = nats.connect(cluster, id, { url }); } } export const wrapper = new Wrapper();`,
      'app/placed.ts': `import { Publisher, Subjects } from '../common/index.js'; export class PlacedPublisher extends Publisher { readonly subject = Subjects.Placed; }`,
      'app/paid.ts': `import { Listener, Subjects } from '../common/index.js'; export class PaidListener extends Listener { readonly subject = Subjects.Paid; queueGroupName = 'orders'; onMessage(data: object) {} }`,
      'common/index.ts': `export * from './base.js'; export * from './subjects.js';`,
      'common/subjects.ts': `export enum Subjects { Placed = 'order:placed', Paid = 'order:paid' }`,
      'common/base.ts': `import { Message, Stan } from 'node-nats-streaming'; export abstract class Listener { abstract subject: string; abstract queueGroupName: string; abstract onMessage(data: object): void; constructor(protected client: Stan) {} listen() { const subscription = this.client.subscribe(this.subject, this.queueGroupName, this.client.subscriptionOptions()); subscription.on('message', (message: Message) => { this.onMessage({}); }); } } export abstract class Publisher { abstract subject: string; constructor(protected client: Stan) {} publish(data: object) { return new Promise<void>((resolve, reject) => { this.client.publish(this.subject, JSON.stringify(data), (error) => (error ? reject(error) : resolve())); }); } }`,
    },
    says: ['publish nats order:placed @ url', 'subscribe nats order:paid @ url'],
  },
  'stan: base classes of a package that is not here': {
    code: `import { Listener, Publisher, Subjects } from '@acme/common'; export class PaidListener extends Listener { readonly subject = Subjects.Paid; onMessage() {} } export class PlacedPublisher extends Publisher { readonly subject = Subjects.Placed; } export class LostPublisher extends Publisher { readonly subject = Subjects.Lost; } export const place = () => new PlacedPublisher({}).publish({});`,
    says: ['publish nats @acme/common.Subjects.Placed', 'subscribe nats @acme/common.Subjects.Paid'],
  },
  'SQS, SNS, EventBridge: commands of version 3, a queue of the environment, no telephone numbers': {
    code: {
      'app/a.ts': `import { SQSClient, SendMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs'; import { SNSClient, PublishCommand } from '@aws-sdk/client-sns'; import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'; import { Queue } from './queue.js';
        await new Queue(process.env.QUEUE_URL!).send({}); await new SNSClient({}).send(new PublishCommand({ TopicArn: 'arn:aws:sns:eu-west-1:1:orders', Message: '' })); await new SNSClient({}).send(new PublishCommand({ PhoneNumber: '1', Message: '' }));
        await new EventBridgeClient({}).send(new PutEventsCommand({ Entries: [{ Source: 'shop', DetailType: 'order.placed', Detail: '' }] })); await new SQSClient({}).send(new ReceiveMessageCommand({ QueueUrl: 'https://sqs/1/jobs' }));`,
      'app/queue.ts': `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs'; export class Queue { private client = new SQSClient({}); constructor(private url: string) {} send(body: object) { return this.client.send(new SendMessageCommand({ QueueUrl: this.url, MessageBody: JSON.stringify(body) })); } }`,
    },
    says: [
      'publish eventbridge order.placed',
      'publish sns arn:aws:sns:eu-west-1:1:orders',
      'publish sqs process.env.QUEUE_URL',
      'subscribe sqs https://sqs/1/jobs',
    ],
  },
  'SQS, SNS: version 2, consumers, queues by the names of Nest': {
    code: {
      'app/a.js': `const AWS = require('aws-sdk'); const SNS = require('aws-sdk/clients/sns'); const { Consumer } = require('sqs-consumer'); const sqs = new AWS.SQS({ region: 'x' }); sqs.sendMessage({ QueueUrl: 'https://sqs/1/jobs', MessageBody: '' }).promise(); new SNS().publish({ TopicArn: process.env.TOPIC }, () => {}); sqs.receiveMessage({ QueueUrl: 'https://sqs/1/answers' }); Consumer.create({ queueUrl: process.env.QUEUE_URL, handleMessage: async () => {} }).start();`,
      'app/b.ts': `import { Injectable, Module } from '@nestjs/common'; import { SqsMessageHandler, SqsModule, SqsService } from '@ssut/nestjs-sqs'; @Injectable() class Out { constructor(private readonly sqs: SqsService) {} go() { return this.sqs.send('out', { id: '1', body: {} }); } } @Injectable() class In { @SqsMessageHandler('in', false) async handle() {} }
        @Module({ imports: [SqsModule.registerAsync({ useFactory: () => ({ consumers: [{ name: 'in', queueUrl: process.env.IN_URL }], producers: [{ name: 'out', queueUrl: 'https://sqs/1/out-queue' }] }) })], providers: [Out, In] }) export class App {}`,
    },
    says: [
      'publish sns process.env.TOPIC',
      'publish sqs https://sqs/1/jobs',
      'publish sqs https://sqs/1/out-queue',
      'subscribe sqs https://sqs/1/answers',
      'subscribe sqs process.env.IN_URL',
      'subscribe sqs process.env.QUEUE_URL',
    ],
  },
  'emitters, responses and objects of other packages': {
    code: `import { EventEmitter } from 'node:events'; import { Subject } from 'rxjs'; import { connect } from 'elsewhere'; const emitter = new EventEmitter(); emitter.emit('orders', {}); emitter.on('orders', () => {}); new Subject().subscribe(() => {}); const channel = await (await connect('amqp://x')).createChannel(); channel.publish('a', 'b', ''); channel.consume('c', () => {}); import express from 'express'; express().get('/x', (req, res) => { res.send('orders'); });`,
    says: [],
  },
};

describe('messages', () => {
  it.each(Object.entries(CASES))('%s', (_name, { code, says }) => {
    expect(meanings(code, ['publish', 'subscribe', 'bind'])).toEqual([...says].sort());
  });
});

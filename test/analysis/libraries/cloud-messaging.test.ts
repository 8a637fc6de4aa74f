import { describe, expect, it } from 'vitest';

import { meanings } from '../../support/calls.js';

/** Code → what is published and listened to, sorted. */
const CASES: Record<string, { code: string | Record<string, string>; says: string[] }> = {
  'SNS and SQS: commands, a publisher in a class that is given its topic': {
    code: {
      'app/a.ts': `import { SNSClient } from '@aws-sdk/client-sns'; import { DeleteMessageCommand, GetQueueUrlCommand, ReceiveMessageCommand, SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'; import { Publisher } from './publisher.js'; await new Publisher(new SNSClient({}), process.env.TOPIC_ARN!).publish({ type: 'order.placed' });
        const sqs = new SQSClient({}); await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: '{}' })); const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: 'http://localhost:4566/000000000000/mails', WaitTimeSeconds: 20 })); await sqs.send(new DeleteMessageCommand({ QueueUrl: 'no', ReceiptHandle: 'x' })); const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'jobs' })); await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [] }));`,
      'app/publisher.ts': `import { PublishCommand, type PublishCommandInput, SNSClient } from '@aws-sdk/client-sns'; export class Publisher { constructor(private readonly client: SNSClient, private readonly topicArn: string) {} async publish(event: { type: string }) { const input: PublishCommandInput = { TopicArn: this.topicArn, MessageAttributes: { event: { DataType: 'String', StringValue: event.type } }, Message: JSON.stringify(event) }; await this.client.send(new PublishCommand(input)); } }`,
    },
    says: [
      'publish sns process.env.TOPIC_ARN',
      'publish sqs jobs',
      'publish sqs process.env.QUEUE_URL',
      'subscribe sqs http://localhost:4566/000000000000/mails',
    ],
  },
  'queues that are bound to names of the environment': {
    code: `export default { async fetch(request, env, ctx) { await env.PLACED.send({}); await env.PAID.sendBatch([]); await env.CACHE.put('a', 'b'); return new Response(env.NAME.trim()); } }`,
    says: ['publish queues process.env.PAID', 'publish queues process.env.PLACED'],
  },
  'SNS and SQS: version 2, clients with methods, telephones': {
    code: `const AWS = require('aws-sdk'); const SQS = require('aws-sdk/clients/sqs'); const sns = new AWS.SNS({ apiVersion: '2010-03-31' }); sns.publish({ TopicArn: 'arn:aws:sns:eu-west-1:1:orders', Message: '' }).promise(); sns.publish({ PhoneNumber: '+49', Message: 'x' }); const sqs = new SQS(); async function go() { const { QueueUrl } = await sqs.getQueueUrl({ QueueName: 'stock' }).promise(); sqs.receiveMessage({ QueueUrl }, (error, data) => {}); sqs.sendMessage({ QueueUrl: process.env.OUT, MessageBody: '' }, () => {}); } go(); const { SNS } = require('@aws-sdk/client-sns'); new SNS({}).publish({ TargetArn: 'arn:aws:sns:x:1:late', Message: '' });`,
    says: [
      'publish sns arn:aws:sns:eu-west-1:1:orders',
      'publish sns arn:aws:sns:x:1:late',
      'publish sqs process.env.OUT',
      'subscribe sqs stock',
    ],
  },
  'sqs-consumer, the module of Nest, EventBridge': {
    code: {
      'app/a.ts': `import { Consumer } from 'sqs-consumer'; import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'; Consumer.create({ queueUrl: process.env.JOBS_URL!, handleMessage: async (message) => {} }).start(); await new EventBridgeClient({}).send(new PutEventsCommand({ Entries: [{ EventBusName: 'shop', Source: 'orders', DetailType: 'OrderPlaced', Detail: '{}' }] }));`,
      'app/nest.ts': `import { Injectable, Module } from '@nestjs/common'; import { SqsMessageHandler, SqsModule, SqsService } from '@ssut/nestjs-sqs'; @Injectable() export class Mails { constructor(private readonly sqs: SqsService) {} @SqsMessageHandler('mails', false) handle() {} send() { return this.sqs.send('audit', { id: '1', body: {} }); } } @Module({ imports: [SqsModule.register({ consumers: [{ name: 'mails', queueUrl: process.env.MAILS_URL! }], producers: [] })], providers: [Mails] }) export class App {}`,
    },
    says: [
      'publish eventbridge OrderPlaced',
      'publish sqs audit',
      'subscribe sqs process.env.JOBS_URL',
      'subscribe sqs process.env.MAILS_URL',
    ],
  },
  'jobs in a database: pg-boss, agenda, bee-queue, graphile-worker': {
    code: `import PgBoss from 'pg-boss'; import Agenda from 'agenda'; import Queue from 'bee-queue'; import { makeWorkerUtils } from 'graphile-worker'; const boss = new PgBoss(process.env.DB!); await boss.send('mail', {}); await boss.send({ name: 'bill', data: {} }); await boss.work('mail', async () => {}); const agenda = new Agenda({ db: { address: process.env.MONGO! } }); agenda.define('tidy', async () => {}); await agenda.every('1 hour', 'tidy'); await agenda.now('greet', {}); const bees = new Queue('honey', { redis: { host: 'redis' } }); bees.createJob({}).save(); bees.process(async () => {}); const utils = await makeWorkerUtils({}); await utils.addJob('task', {});`,
    says: [
      'publish jobs bill',
      'publish jobs greet',
      'publish jobs honey',
      'publish jobs mail',
      'publish jobs task',
      'publish jobs tidy',
      'subscribe jobs honey',
      'subscribe jobs mail',
      'subscribe jobs tidy',
    ],
  },
  'rabbitmq-client': {
    code: `import { Connection } from 'rabbitmq-client'; const rabbit = new Connection(process.env.RABBIT_URL); const pub = rabbit.createPublisher({ confirm: true, exchanges: [{ exchange: 'orders', type: 'topic' }] }); await pub.send({ exchange: 'orders', routingKey: 'order.placed' }, {}); await pub.send('direct', {}); await rabbit.createRPCClient({ confirm: true }).send('prices', {}); rabbit.createConsumer({ queue: 'mails', queueBindings: [{ exchange: 'orders', routingKey: 'order.*' }] }, async () => {});`,
    says: [
      'bind mails to orders by order.*',
      'publish amqp /direct @ process.env.RABBIT_URL',
      'publish amqp /prices @ process.env.RABBIT_URL and waits',
      'publish amqp orders/order.placed @ process.env.RABBIT_URL',
      'subscribe amqp mails',
    ],
  },
  'rascal: names of a configuration': {
    code: {
      'app/a.js': `const Broker = require('rascal').BrokerAsPromised; const { withDefaultConfig } = require('rascal'); const config = require('./config'); async function main() { const broker = await Broker.create(withDefaultConfig(config)); await broker.publish('placed', {}); await broker.publish('direct', {}); const mails = await broker.subscribe('mails'); mails.on('message', () => {}); await broker.publish('nobody', {}); } main();`,
      'app/config.js': `module.exports = { vhosts: { '/': { connection: { url: process.env.RABBIT }, exchanges: ['orders'], queues: ['mails'], bindings: ['orders[order.#] -> mails', { source: 'x', destination: 'other', bindingKey: 'y' }], publications: { placed: { exchange: 'orders', routingKey: 'order.placed' }, direct: { queue: 'bills' } }, subscriptions: { mails: { queue: 'mails' } } } } };`,
    },
    says: ['bind mails to orders by order.#', 'publish amqp /bills', 'publish amqp orders/order.placed', 'subscribe amqp mails'],
  },
  'Google Pub/Sub': {
    code: `import { PubSub } from '@google-cloud/pubsub'; const pubsub = new PubSub({ projectId: 'p' }); const orders = pubsub.topic(process.env.TOPIC ?? 'orders'); await orders.publishMessage({ json: {} }); await pubsub.topic('old').publish(Buffer.from('')); pubsub.subscription('orders-billing').on('message', (message) => { message.ack(); }); pubsub.topic('items').subscription('items-billing').on('message', () => {}); pubsub.subscription('x').on('error', () => {});`,
    says: ['publish pubsub old', 'publish pubsub process.env.TOPIC ?? orders', 'subscribe pubsub items', 'subscribe pubsub orders-billing'],
  },
  'Azure Service Bus': {
    code: {
      'app/a.ts': `import { ServiceBusClient, type ServiceBusSender } from '@azure/service-bus'; const client = new ServiceBusClient(process.env.BUS!); await client.createSender('orders').sendMessages({ body: {} }); client.createReceiver('orders', 'billing').subscribe({ processMessage: async () => {}, processError: async () => {} }); const session = await client.acceptSession('sessions', 'a'); await session.receiveMessages(1); export class Out { constructor(private readonly sender: ServiceBusSender) {} async later() { await this.sender.scheduleMessages({ body: {} }, new Date()); } } new Out(client.createSender('later')).later();`,
      'app/old.js': `const { ServiceBusClient, ReceiveMode } = require('@azure/service-bus'); const client = ServiceBusClient.createFromConnectionString(process.env.OLD); client.createQueueClient('jobs').createSender().send({ body: {} }); client.createSubscriptionClient('events', 'me').createReceiver(ReceiveMode.peekLock).registerMessageHandler(async () => {}, () => {});`,
    },
    says: [
      'publish servicebus jobs @ process.env.OLD',
      'publish servicebus later @ process.env.BUS',
      'publish servicebus orders @ process.env.BUS',
      'subscribe servicebus events @ process.env.OLD',
      'subscribe servicebus orders @ process.env.BUS',
      'subscribe servicebus sessions @ process.env.BUS',
    ],
  },
  mqtt: {
    code: `import mqtt, { type MqttClient } from 'mqtt'; const client = mqtt.connect('mqtt://m'); client.subscribe('orders/+'); client.subscribe(['a', 'b'], () => {}); client.subscribe({ 'items/#': { qos: 1 } }); client.publish('orders/1', '{}'); client.on('message', (topic, payload) => {}); const other = await mqtt.connectAsync(process.env.MQTT_URL!); await other.publishAsync('late', ''); export function f(typed: MqttClient) { typed.publish('typed', ''); }`,
    says: [
      'publish mqtt late @ process.env.MQTT_URL',
      'publish mqtt orders/1 @ mqtt://m',
      'publish mqtt typed',
      'subscribe mqtt a|b @ mqtt://m',
      'subscribe mqtt items/# @ mqtt://m',
      'subscribe mqtt orders/+ @ mqtt://m',
    ],
  },
  'commands and clients of other packages': {
    code: `import { PublishCommand } from 'elsewhere'; new PublishCommand({ TopicArn: 'no' }); import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3'; new S3Client({}).send(new PutObjectCommand({ Bucket: 'b', Key: 'k' })); class PubSub { topic(name: string) { return { publishMessage() {} }; } } new PubSub().topic('no').publishMessage();`,
    says: [],
  },
};

describe('messages of clouds', () => {
  it.each(Object.entries(CASES))('%s', (_name, { code, says }) => {
    expect(meanings(code, ['publish', 'subscribe', 'bind'])).toEqual([...says].sort());
  });
});

import { describe, expect, it } from 'vitest';

import { edgesOf, looseOf, systemOf, type SystemSpec } from '../../../support/link.js';

const KAFKA = `import { Kafka } from 'kafkajs'; const kafka = new Kafka({ brokers: ['kafka:9092'] });`;
const NATS = `import { connect } from 'nats'; const nc = await connect();`;
const REDIS = `import Redis from 'ioredis'; const redis = new Redis('redis://cache');`;
const sends = (topic: string): string => `${KAFKA} kafka.producer().send({ topic: ${topic}, messages: [] });`;
const reads = (topic: string): string =>
  `${KAFKA} const c = kafka.consumer({ groupId: 'g' }); c.subscribe({ topic: ${topic} }); c.run({ eachMessage: async () => undefined });`;

const BUS = `import { SNSClient, PublishCommand } from '@aws-sdk/client-sns'; const sns = new SNSClient({}); const tell = (message: { type: string }) => sns.send(new PublishCommand({ TopicArn: process.env.BUS_ARN, Message: JSON.stringify(message) }));`;
const QUEUE = (handle: string): string =>
  `import { Consumer } from 'sqs-consumer'; Consumer.create({ queueUrl: process.env.QUEUE_URL, handleMessage: async ({ Body }) => { const message = JSON.parse(JSON.parse(Body).Message); ${handle} } }).start();`;

const cases: readonly { readonly name: string; readonly units: SystemSpec['units']; readonly says: readonly string[] }[] = [
  { name: 'Kafka, by the topic', units: { a: sends(`'paid'`), b: reads(`'paid'`) }, says: ['a -> b event paid [static]'] },
  {
    name: 'every consumer of it',
    units: { a: sends(`'paid'`), b: reads(`'paid'`), c: reads(`'paid'`) },
    says: ['a -> b event paid [static]', 'a -> c event paid [static]'],
  },
  { name: 'no consumer of another', units: { a: sends(`'paid'`), b: reads(`'sent'`) }, says: [] },
  { name: 'no consumer at another broker', units: { a: sends(`'paid'`), b: `${NATS} nc.subscribe('paid');` }, says: [] },
  { name: 'not itself', units: { a: `${sends(`'paid'`)} ${reads(`'paid'`).replace(KAFKA, '')}` }, says: [] },
  {
    name: 'a topic in a variable',
    units: {
      a: { code: sends('process.env.TOPIC'), env: { TOPIC: 'paid' } },
      b: { code: reads('process.env.PAID'), env: { PAID: 'paid' } },
    },
    says: ['a -> b event paid [static]'],
  },
  {
    name: 'a variable that nobody sets, where its name says which topic it is',
    units: { a: sends('process.env.ORDERS_TOPIC'), b: reads('process.env.ORDERS_TOPIC'), c: reads('process.env.CARTS_TOPIC') },
    says: ['a -> b event {ORDERS_TOPIC} [inferred]'],
  },
  {
    name: 'no variable that nobody sets, where it could be any',
    units: { a: sends('process.env.TOPIC'), b: reads('process.env.TOPIC') },
    says: [],
  },
  {
    name: 'what a message says it is, where nobody knows the address: who tells it apart',
    units: {
      a: `${BUS} tell({ type: 'order.paid', kind: { type: 'card' } }); tell({ type: 'order.sent' });`,
      'by-switch': QUEUE(`switch (message.type) { case 'order.paid': break; }`),
      'by-map': QUEUE(`new Map([['order.sent', () => 1]]).get(message.type)?.();`),
      'by-table': QUEUE(`const on = { 'order.paid': () => 1 }; on[message.type]();`),
      'by-comparison': QUEUE(`if (message.type === 'order.sent') console.log(message);`),
      'of-others': QUEUE(`if (message.kind === 'card') console.log(message);`),
      'at-another-broker': reads('process.env.QUEUE_URL').replace(
        'undefined',
        `{ const type = JSON.parse('{}').type; if (type === 'order.paid') return; }`,
      ),
    },
    says: [
      'a -> by-comparison event order.sent [inferred]',
      'a -> by-map event order.sent [inferred]',
      'a -> by-switch event order.paid [inferred]',
      'a -> by-table event order.paid [inferred]',
    ],
  },
  {
    name: 'what a message says it is tells nothing where the address is known',
    units: {
      a: `${KAFKA} kafka.producer().send({ topic: process.env.TOPIC, messages: [{ value: JSON.stringify({ type: 'paid' }) }] });`,
      b: `${KAFKA} const c = kafka.consumer({ groupId: 'g' }); c.subscribe({ topic: 'sent' }); c.run({ eachMessage: async ({ message }) => { if (message.type === 'paid') return; } });`,
    },
    says: [],
  },
  {
    name: 'the same constant of a package that is not here',
    units: {
      a: `import { Topics } from '@acme/topics'; ${sends('Topics.Paid')}`,
      b: `import { Topics } from '@acme/topics'; ${reads('Topics.Paid')}`,
    },
    says: ['a -> b event Topics.Paid [static]'],
  },
  {
    name: 'NATS, by a wildcard',
    units: { a: `${NATS} nc.publish('order.paid');`, b: `${NATS} nc.subscribe('order.*');` },
    says: ['a -> b event order.paid [static]'],
  },
  {
    name: 'NATS, with an answer',
    units: { a: `${NATS} await nc.request('quote');`, b: `${NATS} nc.subscribe('quote');` },
    says: ['a -> b queue-rpc quote [static]'],
  },
  {
    name: 'Redis, by a channel',
    units: { a: `${REDIS} redis.publish('paid', '');`, b: `${REDIS} redis.subscribe('paid');` },
    says: ['a -> b event paid [static]'],
  },
  {
    name: 'a queue of jobs',
    units: {
      a: `import { Queue } from 'bullmq'; new Queue('mails').add('welcome', {});`,
      b: `import { Worker } from 'bullmq'; new Worker('mails', async () => undefined);`,
    },
    says: ['a -> b queue mails [static]'],
  },
  {
    name: 'Seneca, by the pairs of a pattern',
    units: {
      a: `import Seneca from 'seneca'; const seneca = Seneca().client({ port: 1 }); seneca.act('role:stock,cmd:get', { article: 'x', id: 1 }, () => undefined);`,
      b: `const seneca = require('seneca')(); seneca.add({ role: 'stock', cmd: 'get' }, (message, reply) => reply()).listen({ port: 1 });`,
      c: `require('seneca')().use(function stock() { this.add('role:stock,cmd:set', () => undefined); });`,
    },
    says: ['a -> b queue-rpc article:x,cmd:get,role:stock [static]'],
  },
  {
    name: 'Temporal, by the task queue; who executes waits',
    units: {
      a: `import { Client } from '@temporalio/client'; const client = new Client(); await client.workflow.start('place', { taskQueue: 'orders', workflowId: '1', args: [] }); await client.workflow.execute('quote', { taskQueue: 'prices', workflowId: '2' });`,
      b: `import { Worker } from '@temporalio/worker'; const worker = await Worker.create({ taskQueue: 'orders', workflowsPath: require.resolve('./workflows') }); await worker.run();`,
      c: `import { Worker } from '@temporalio/worker'; import { proxyActivities } from '@temporalio/workflow'; await Worker.create({ taskQueue: 'prices', activities: {} }); const { charge } = proxyActivities<{ charge(): Promise<void> }>({ taskQueue: 'orders', startToCloseTimeout: '1m' }); export async function pay() { await charge(); }`,
    },
    says: ['a -> b event orders [static]', 'a -> c queue-rpc prices [static]', 'c -> b queue-rpc orders [static]'],
  },
  {
    name: 'Temporal by modules of Nest: with a worker they take from their queue, without one they only start',
    units: {
      a: `import { TemporalModule, TemporalService } from 'nestjs-temporal-core'; import { Injectable, Module } from '@nestjs/common'; @Injectable() class Orders { constructor(private readonly temporal: TemporalService) { this.temporal.startWorkflow('place', [1], { taskQueue: 'orders' }); } } @Module({ imports: [TemporalModule.register({ taskQueue: 'orders' })], providers: [Orders] }) export class AppModule {}`,
      b: `import { TemporalModule } from 'nestjs-temporal-core'; import { proxyActivities } from '@temporalio/workflow'; TemporalModule.registerAsync({ useFactory: () => ({ taskQueue: 'orders', worker: { workflowsPath: './workflows' } }) }); const stock = proxyActivities<{ reserve(): Promise<void> }>({ taskQueue: 'stock' }); export async function place() { await stock.reserve(); }`,
      c: `import { TemporalModule } from 'nestjs-temporal'; TemporalModule.registerWorker({ workerOptions: { taskQueue: 'stock' }, activityClasses: [] });`,
    },
    says: ['a -> b event orders [static]', 'b -> c queue-rpc stock [static]'],
  },
  {
    name: 'perhaps, what is known in part',
    units: { a: `${NATS} nc.publish('order.' + process.argv[2]);`, b: `${NATS} nc.subscribe('order.paid');` },
    says: ['a -> b event order.{} [inferred]'],
  },
  {
    name: 'nobody who runs in another profile only',
    units: {
      a: { code: sends(`'paid'`), profiles: ['dev', 'prod'] },
      b: { code: reads(`'paid'`), profiles: ['dev'] },
      c: { code: reads(`'paid'`), profiles: ['prod'] },
    },
    says: ['a -> b event paid [static]', 'a -> c event paid [static]'],
  },
];

describe('a message reaches, by', () => {
  it.each(cases)('$name', ({ units, says }) => {
    expect(edgesOf({ units })).toEqual(says);
  });
});

describe('topics', () => {
  it('have all who publish and consume, also alone', () => {
    const { topics } = systemOf({ units: { a: sends(`'paid'`), b: reads(`'paid'`), c: reads(`'lost'`), d: sends(`'unheard'`) } });
    expect(
      topics.map(({ broker, name, publishers, consumers }) => [
        broker,
        name,
        publishers.map((p) => p.service),
        consumers.map((p) => p.service),
      ]),
    ).toEqual([
      ['kafka', 'lost', [], ['c']],
      ['kafka', 'paid', ['a'], ['b']],
      ['kafka', 'unheard', ['d'], []],
    ]);
  });

  it('whose senders wait for an answer are asked', () => {
    const server = `import { ServiceBroker } from 'moleculer';
const broker = new ServiceBroker();
broker.createService({ name: 'orders', actions: { list() { return []; } }, events: { 'order.paid'() { return 1; } } });
broker.start();`;
    const { topics } = systemOf({ units: { a: server } });
    expect(topics.map(({ name, isAsked }) => [name, isAsked === true])).toEqual([
      ['orders.list', true],
      ['order.paid', false],
    ]);
  });

  it('that nobody can tell are loose', () => {
    expect(looseOf({ units: { a: sends('process.argv[2]') } })).toEqual(['a topic publish process.argv[2] (unresolved)']);
  });

  it('are operations of who consumes them', () => {
    const { edges } = systemOf({ units: { a: sends(`'paid'`), b: reads(`'paid'`) } });
    expect(edges[0]?.operation).toBe('event paid');
  });
});

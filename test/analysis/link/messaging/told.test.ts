import { describe, expect, it } from 'vitest';

import type { AsyncapiFile } from '../../../../src/model/schema.js';
import { edgesOf, systemOf, type SystemSpec } from '../../../support/link.js';

type Operation = AsyncapiFile['operations'][number];

function said(file: string, operations: readonly Partial<Operation>[], title = ''): AsyncapiFile {
  return {
    file,
    title,
    operations: operations.map((one) => ({ action: 'send', replies: false, protocol: 'kafka', channel: 'placed', line: 7, ...one })),
  };
}

const java = { language: 'java' };
const hears = said('mail/asyncapi.yaml', [{ action: 'receive' }]);

function edges(asyncapi: readonly AsyncapiFile[], units: SystemSpec['units'] = { orders: java, mail: java }): string[] {
  return edgesOf({ units, schemas: { asyncapi } });
}

const producer = (topic: string): string =>
  `import { Kafka } from 'kafkajs'; void new Kafka({ brokers: ['k:9092'] }).producer().send({ topic: ${topic}, messages: [] });`;

describe('what AsyncAPI documents tell', () => {
  it('connects services of which no code tells, as an inference', () => {
    expect(edges([said('orders/asyncapi.yaml', [{}]), hears])).toEqual(['orders -> mail event placed [inferred]']);
  });

  it.each([
    ['another topic', { channel: 'paid' }],
    ['another broker', { protocol: 'mqtt' }],
    ['the other side', { action: 'receive' as const }],
    ['a socket', { protocol: 'ws' }],
  ])('does not connect %s', (_, parts) => {
    expect(edges([said('orders/asyncapi.yaml', [parts]), hears])).toEqual([]);
  });

  it('takes a parameter for any text, and a broker that nobody names for any broker', () => {
    const sends = said('orders/asyncapi.yaml', [{ channel: 'shop.{tenant}.placed', protocol: '' }]);
    const listens = said('mail/asyncapi.yaml', [{ action: 'receive', channel: 'shop.eu.placed' }]);
    expect(edges([sends, listens])).toEqual(['orders -> mail event shop.{tenant}.placed [inferred]']);
  });

  it('asks where an answer comes back', () => {
    const listens = said('mail/asyncapi.yaml', [{ action: 'receive', replies: true }]);
    const all = {
      units: { orders: java, mail: java },
      schemas: { asyncapi: [said('orders/asyncapi.yaml', [{ replies: true }]), listens] },
    };
    expect(edgesOf(all)).toEqual(['orders -> mail queue-rpc placed [inferred]']);
    expect(systemOf(all).services.map(({ name, operations }) => [name, ...operations.map((one) => one.name)])).toEqual([
      ['mail', 'rpc placed'],
      ['orders'],
    ]);
  });

  it('keeps exchanges of AMQP apart, and knows the queues behind them', () => {
    const consumer = `import amqp from 'amqplib';
      const channel = await (await amqp.connect('amqp://r')).createChannel();
      await channel.bindQueue('work', 'shop', 'order.*');
      await channel.consume('work', () => {});`;
    const send = (channel: string, exchange?: string): AsyncapiFile =>
      said('orders/asyncapi.yaml', [{ protocol: 'amqp', channel, ...(exchange !== undefined && { exchange }) }]);
    const heard = (document: AsyncapiFile): string[] => edges([document], { orders: java, mail: consumer });
    expect(heard(send('order.placed', 'shop'))).toEqual(['orders -> mail event order.placed [inferred]']);
    expect(heard(send('order.placed'))).toEqual(['orders -> mail queue order.placed [inferred]']);
    expect(heard(send('work'))).toEqual(['orders -> mail queue work [inferred]']);
    expect(heard(send('order.placed', 'other'))).toEqual([]);
    expect(heard(send('paid', 'shop'))).toEqual([]);
  });

  it('is heard by code, and hears code', () => {
    const consumer = `import { Kafka } from 'kafkajs';
      const consumer = new Kafka({ brokers: ['k:9092'] }).consumer({ groupId: 'a' });
      await consumer.subscribe({ topic: 'placed' }); await consumer.run({ eachMessage: async () => {} });`;
    expect(edges([said('orders/asyncapi.yaml', [{}])], { orders: java, mail: consumer })).toEqual([
      'orders -> mail event placed [inferred]',
    ]);
    expect(edges([hears], { orders: producer("'placed'"), mail: java })).toEqual(['orders -> mail event placed [inferred]']);
  });

  it('is not believed where code tells, and fills in where it does not', () => {
    const documents = [said('orders/asyncapi.yaml', [{}]), hears];
    expect(edges(documents, { orders: producer("'paid'"), mail: java })).toEqual([]);
    expect(edges(documents, { orders: producer('globalThis.topic()'), mail: java })).toEqual(['orders -> mail event placed [inferred]']);
  });

  it.each([
    ['in a folder of contracts by its name', said('contracts/asyncapi/orders.yaml', [{}])],
    ['by its title', said('docs/asyncapi.yaml', [{}], 'Orders Service Events')],
    ['by the folder it lies in', said('contracts/orders/asyncapi.yaml', [{}])],
  ])('is about a service that it is called after: %s', (_, document) => {
    expect(edges([document, hears])).toHaveLength(1);
  });

  it.each([
    ['a copy of another service’s', said('mail/contracts/asyncapi.yaml', [{}], 'Orders API')],
    ['a test’s', said('orders/test/asyncapi.yaml', [{}])],
    ['nobody’s', said('docs/asyncapi.yaml', [{}], 'All events')],
  ])('is nothing where it is %s', (_, document) => {
    expect(edges([document, hears])).toEqual([]);
  });

  it('makes topics with their owners, once', () => {
    const { topics } = systemOf({
      units: { orders: java, mail: java },
      schemas: { asyncapi: [said('orders/asyncapi.yaml', [{}, { channel: 'paid' }]), hears] },
    });
    expect(topics.map(({ name, publishers, consumers }) => [name, publishers.map((one) => one.service), consumers.length])).toEqual([
      ['paid', ['orders'], 0],
      ['placed', ['orders'], 1],
    ]);
  });
});

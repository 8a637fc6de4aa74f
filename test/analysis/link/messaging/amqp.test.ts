import { describe, expect, it } from 'vitest';

import { bindingsOf, boundQueues, keyReaches, queueKeys, type Binding } from '../../../../src/analysis/link/messaging/amqp.js';
import type { TopicName } from '../../../../src/analysis/link/messaging/topic-name.js';
import { env, lit } from '../../../../src/model/residual.js';
import { contextFor, edgesOf, placeWith, type SystemSpec } from '../../../support/link.js';

const CHANNEL = `import amqp from 'amqplib'; const connection = await amqp.connect('amqp://mq'); const ch = await connection.createChannel();`;
const publishes = (exchange: string, key: string): string => `${CHANNEL} ch.publish('${exchange}', '${key}', Buffer.from(''));`;
const consumes = (exchange: string, pattern: string, queue = 'mails'): string =>
  `${CHANNEL} await ch.assertQueue('${queue}'); await ch.bindQueue('${queue}', '${exchange}', '${pattern}'); ch.consume('${queue}', () => undefined);`;

const cases: readonly { readonly name: string; readonly units: SystemSpec['units']; readonly says: readonly string[] }[] = [
  {
    name: 'the queue by its name',
    units: { orders: `${CHANNEL} ch.sendToQueue('mails', Buffer.from(''));`, mailer: `${CHANNEL} ch.consume('mails', () => undefined);` },
    says: ['orders -> mailer queue mails [static]'],
  },
  {
    name: 'the queue that is bound by the key',
    units: { orders: publishes('shop', 'order.paid'), mailer: consumes('shop', 'order.*') },
    says: ['orders -> mailer event order.paid [static]'],
  },
  {
    name: 'queues without a name and readers of exchanges, as amqp-ts declares them',
    units: {
      orders: `import { Connection } from 'amqp-ts'; new Connection('amqp://mq').declareExchange('shop').send({});`,
      mailer: `import { Connection } from 'amqp-ts'; const connection = new Connection('amqp://mq'); const queue = connection.declareQueue(''); queue.bind(connection.declareExchange('shop')); queue.activateConsumer(() => undefined);`,
      audit: `import { Connection } from 'amqp-ts'; new Connection('amqp://mq').declareExchange('shop').activateConsumer(() => undefined);`,
      other: `import { Connection } from 'amqp-ts'; new Connection('amqp://mq').declareExchange('stock').activateConsumer(() => undefined);`,
    },
    says: ['orders -> audit event shop [static]', 'orders -> mailer event shop [static]'],
  },
  {
    name: 'a question, where the message says where its answer is to go',
    units: {
      orders: `${CHANNEL} ch.publish('shop', 'order.paid', Buffer.from(''), { correlationId: '1', replyTo: 'answers' });`,
      mailer: consumes('shop', 'order.*'),
    },
    says: ['orders -> mailer queue-rpc order.paid [static]'],
  },
  {
    name: 'nobody, where nothing calls what publishes',
    units: {
      orders: `${CHANNEL} export const publish = (key: string) => ch.publish('shop', key, Buffer.from(''));`,
      mailer: consumes('shop', 'order.*'),
    },
    says: [],
  },
  {
    name: 'the queue that is bound by the key at an exchange that the same variable holds, which nobody sets',
    units: {
      orders: { code: publishes('x', 'order.paid').replace(`'x'`, 'process.env.EXCHANGE_NAME') },
      mailer: { code: consumes('x', 'order.*').replace(`'x'`, 'process.env.EXCHANGE_NAME'), env: { EXCHANGE_NAME: '' } },
      audit: consumes('x', 'cart.*', 'carts').replace(`'x'`, 'process.env.EXCHANGE_NAME'),
      any: consumes('x', 'y', 'any').replace(`'x'`, 'process.env.EXCHANGE_NAME').replace(`'y'`, 'process.argv[2]'),
      stock: consumes('x', 'order.*', 'stock').replace(`'x'`, 'process.env.STOCK_EXCHANGE'),
    },
    says: ['orders -> mailer event order.paid [inferred]'],
  },
  {
    name: 'the queue of that name, where nobody knows the exchange',
    units: {
      orders: publishes('x', 'mails').replace(`'x'`, 'process.env.EXCHANGE_NAME'),
      mailer: `${CHANNEL} ch.consume('mails', () => undefined);`,
    },
    says: ['orders -> mailer queue mails [static]'],
  },
  {
    name: 'no queue that is bound by another key',
    units: { orders: publishes('shop', 'order.paid'), mailer: consumes('shop', 'cart.*') },
    says: [],
  },
  {
    name: 'no queue of another exchange',
    units: { orders: publishes('shop', 'order.paid'), mailer: consumes('stock', 'order.*') },
    says: [],
  },
  {
    name: 'every queue of a fanout',
    units: { orders: publishes('shop', ''), mailer: consumes('shop', '', 'mails'), audit: consumes('shop', '', 'audit') },
    says: ['orders -> audit event shop [static]', 'orders -> mailer event shop [static]'],
  },
  {
    name: 'a queue without a name, by the call that made it',
    units: {
      orders: publishes('shop', 'order.paid'),
      mailer: `${CHANNEL} const { queue } = await ch.assertQueue(''); await ch.bindQueue(queue, 'shop', 'order.*'); ch.consume(queue, () => undefined);`,
    },
    says: ['orders -> mailer event order.paid [static]'],
  },
  {
    name: 'a queue that another service binds',
    units: {
      orders: publishes('shop', 'order.paid'),
      setup: `${CHANNEL} await ch.bindQueue('mails', 'shop', 'order.#');`,
      mailer: `${CHANNEL} ch.consume('mails', () => undefined);`,
    },
    says: ['orders -> mailer event order.paid [static]'],
  },
  {
    name: 'perhaps, where the key is not known',
    units: { orders: `${CHANNEL} ch.publish('shop', process.argv[2], Buffer.from(''));`, mailer: consumes('shop', 'order.*') },
    says: ['orders -> mailer event shop [inferred]'],
  },
  {
    name: 'with an answer, where one is asked for',
    units: {
      orders: `${CHANNEL} ch.sendToQueue('quotes', Buffer.from(''), { replyTo: 'answers' });`,
      pricing: `${CHANNEL} ch.consume('quotes', () => undefined);`,
    },
    says: ['orders -> pricing queue-rpc quotes [static]'],
  },
];

describe('a message reaches', () => {
  it.each(cases)('$name', ({ units, says }) => {
    expect(edgesOf({ units })).toEqual(says);
  });
});

function name(text: string): TopicName {
  return { text, key: text, isExact: true };
}

describe('queues', () => {
  const bindings: Binding[] = [
    { queue: 'mails', exchange: name('shop'), pattern: name('order.*') },
    { queue: 'audit', exchange: name('shop'), pattern: name('#') },
    { queue: 'other', exchange: name('stock'), pattern: name('#') },
    { queue: 'all', exchange: name('shop'), pattern: name('') },
  ];

  it('get what their bindings ask for', () => {
    expect(boundQueues(bindings, name('shop'), name('order.paid'))).toEqual([
      { queue: 'mails', sure: true },
      { queue: 'audit', sure: true },
      { queue: 'all', sure: false },
    ]);
  });

  it('get what nobody knows the key of where they take everything, or where there is one pattern only', () => {
    const unknown = { text: '', key: '\0', isExact: false };
    expect(boundQueues(bindings, name('shop'), unknown).map(({ queue, sure }) => [queue, sure])).toEqual([
      ['audit', false],
      ['all', false],
    ]);
    expect(boundQueues(bindings.slice(0, 1), name('shop'), unknown)).toEqual([{ queue: 'mails', sure: false }]);
  });

  it('may get what nobody knows the key of', () => {
    expect(keyReaches({ text: '', key: '\0', isExact: false }, name('order.*'))).toBe('maybe');
    expect(keyReaches(name('cart'), name('order'))).toBeUndefined();
  });

  it('have a name, where the environment gives one', () => {
    expect(queueKeys(env('QUEUE'), placeWith({ QUEUE: 'mails' }))).toEqual(['mails']);
    expect(queueKeys(lit(''), placeWith())).toEqual([]);
  });

  it('are bound in the profile, or wherever their unit runs', () => {
    const context = contextFor({ units: { mailer: { code: consumes('shop', 'order.*'), profiles: ['prod'] } } });
    expect(bindingsOf(context, 'prod')).toHaveLength(1);
    expect(bindingsOf(context, 'dev')).toHaveLength(1);
  });
});

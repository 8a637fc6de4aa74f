import { describe } from 'vitest';

import type { Topic } from '../../../src/model/system.js';
import { consumerWithoutPublisher } from '../../../src/rules/event-driven/consumer-without-publisher.js';
import { eventWithoutConsumer } from '../../../src/rules/event-driven/event-without-consumer.js';
import { testRule } from '../../support/rule-tester.js';
import { at, declared, service, services, system } from '../../support/system.js';

const shop = services('orders', 'mails');
const ends = (service: string) => [{ service, at: at(`services/${service}/src/main.ts`, 3) }];
const topic = (name: string, parts: Partial<Topic>): Topic => ({ name, broker: 'amqp', publishers: [], consumers: [], ...parts });
const published = topic('order.placed', { publishers: ends('orders') });
const consumed = topic('order-placed', { consumers: ends('mails') });
const unknown = topic('{ENV:TOPIC}', { publishers: ends('orders'), consumers: ends('mails') });
const unread = { service: 'mails', kind: 'topic', text: 'topic', why: 'unresolved', evidence: [] } as const;
const heard = topic('stock.counted', { broker: 'kafka', publishers: ends('orders'), consumers: ends('mails') });
const three = (end: 'publishers' | 'consumers') => ['a', 'b', 'c'].map((name) => topic(name, { broker: 'kafka', [end]: ends('orders') }));
const open = [
  { name: 'a name that is not known', system: system({ services: shop, topics: [published, consumed, unknown] }) },
  { name: 'an end that is not known', system: system({ services: shop, topics: [published, consumed], loose: [unread] }) },
  {
    name: 'a queue to which a binding may lead from an exchange',
    system: system({ services: shop, topics: [published, topic('q.mails', { consumers: ends('mails') })] }),
  },
  {
    name: 'a broker of which no event has both ends',
    system: system({ services: shop, topics: three('publishers') }),
  },
  { name: 'another one', system: system({ services: shop, topics: three('consumers') }) },
  {
    name: 'a service that is not read',
    system: system({ services: [...shop, service('stock', { analysed: false })], topics: [published, consumed] }),
  },
];

/** What orders relays out of a table; msa.yaml says what that is. */
const relayed = { service: 'orders', kind: 'topic', text: 'row.topic', why: 'unresolved', evidence: [] } as const;
const said = (orders: readonly string[], mails: readonly string[]) =>
  system({
    services: shop,
    loose: [relayed],
    declared: declared({ orders: { publishes: orders, consumes: [] }, mails: { publishes: [], consumes: mails } }),
  });
const listed = [
  { name: 'lists that agree', system: said(['order.placed', 'order.paid'], ['order.placed']) },
  { name: 'an exchange before the name', system: said(['events/order.placed'], ['order.placed']) },
  { name: 'a pattern in a list', system: said(['order.placed'], ['order.*', 'order-placed']) },
  {
    name: 'a service of which neither its code nor msa.yaml says all',
    system: system({
      services: shop,
      loose: [relayed],
      declared: declared({ orders: { publishes: ['order.placed'] }, mails: { publishes: [], consumes: ['order-placed'] } }),
    }),
  },
];

describe('names with one end', () => {
  testRule(eventWithoutConsumer, {
    valid: [
      ...open,
      ...listed,
      { name: 'what is told before anybody listens', system: said(['order.placed'], []) },
      { name: 'another event', system: said(['order.placed'], ['stock.counted']) },
      {
        name: 'somebody hears it',
        system: system({ services: shop, topics: [topic('a', { publishers: ends('orders'), consumers: ends('mails') })] }),
      },
      {
        name: 'a request',
        system: system({ services: shop, topics: [topic('stock.ask', { publishers: ends('orders'), isAsked: true })] }),
      },
      { name: 'dead letters', system: system({ services: shop, topics: [topic('order.dlq', { publishers: ends('orders') })] }) },
    ],
    invalid: [
      {
        name: 'an event into the void',
        system: system({ services: shop, topics: [published, consumed] }),
        says: ['warning: nobody consumes order.placed, which orders publishes'],
      },
      {
        name: 'two spellings in the lists of msa.yaml',
        system: said(['order.placed', 'order.paid'], ['order-placed']),
        says: ['warning: nobody consumes order.placed, which orders publishes'],
      },
    ],
  });
  testRule(consumerWithoutPublisher, {
    valid: [
      ...open,
      ...listed,
      { name: 'a list in which nothing waits', system: said(['order.placed'], []) },
      {
        name: 'what a database tells',
        system: system({
          services: shop,
          topics: [consumed],
          infrastructure: [{ name: 'connect', image: 'debezium/connect:2.7', profile: 'x', at: at('x.yml') }],
        }),
      },
      {
        name: 'a queue that an exchange may be bound to',
        system: system({ services: shop, topics: [topic('q.mails', { consumers: ends('mails') })] }),
      },
      { name: 'a call that AsyncAPI describes', system: system({ services: shop, topics: [{ ...consumed, name: 'grpc/SendMail' }] }) },
      {
        name: 'what is asked',
        system: system({ services: shop, topics: [topic('mail.ask', { consumers: ends('mails'), isAsked: true })] }),
      },
    ],
    invalid: [
      {
        name: 'three of them beside one that somebody tells',
        system: system({ services: shop, topics: [heard, ...three('consumers')] }),
        says: ['a', 'b', 'c'].map((name) => `warning: nobody publishes ${name}, for which orders waits`),
      },
      {
        name: 'a name of Kafka, which nothing leads elsewhere',
        system: system({
          services: shop,
          topics: [
            { ...published, broker: 'kafka' },
            { ...consumed, broker: 'kafka', name: 'mails' },
          ],
        }),
        says: ['warning: nobody publishes mails, for which mails waits'],
      },
      {
        name: 'a name that only lists of msa.yaml tell',
        system: said(['order.placed'], ['order.placed', 'order.paid']),
        says: ['warning: nobody publishes order.paid, for which mails waits'],
      },
      {
        name: 'a consumer that never runs',
        system: system({ services: shop, topics: [published, consumed] }),
        says: ['warning: nobody publishes order-placed, for which mails waits'],
      },
    ],
  });
});

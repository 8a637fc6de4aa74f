import { describe, expect, it } from 'vitest';

import { readAsyncapi } from '../../../src/analysis/schemas/asyncapi.js';

const three = `asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
servers:
  broker: { host: 'kafka:9092', protocol: kafka }
  socket: { host: 'orders:80', protocol: ws }
channels:
  placed:
    address: shop.{tenant}.order.placed
    servers: [{ $ref: '#/servers/broker' }]
  quotes: { address: quotes, bindings: { $ref: '#/components/channelBindings/quotes' } }
  unknown: { address: null }
operations:
  tellPlaced:
    action: send
    channel: { $ref: '#/channels/placed' }
  askForQuote: { action: send, channel: { $ref: '#/channels/quotes' }, reply: { channel: { $ref: '#/channels/placed' } } }
  nothing: { action: send, channel: { $ref: '#/channels/unknown' } }
  lost: { action: send, channel: { $ref: '#/channels/lost' } }
components:
  channelBindings:
    quotes: { amqp: { is: routingKey, exchange: { name: prices } } }
`;

const two = (verb: string, operationId = ''): string => `{
  "asyncapi": "2.6.0",
  "info": { "title": "Payments" },
  "servers": { "a": { "protocol": "mqtt" }, "b": { "protocol": "nats" } },
  "channels": {
    "paid": {
      "servers": ["b"],
      "${verb}": { "operationId": "${operationId}" }
    }
  }
}`;

function operationsIn(text: string, files: Readonly<Record<string, string>> = {}): unknown {
  const read = readAsyncapi('docs/asyncapi.yaml', text, (path) => files[path]);
  return read !== undefined && 'operations' in read ? read.operations : read;
}

describe('an AsyncAPI document', () => {
  it('of 3.x has what its application does, with servers, bindings and lines', () => {
    expect(readAsyncapi('orders/asyncapi.yaml', three)).toEqual({
      file: 'orders/asyncapi.yaml',
      title: 'Orders',
      operations: [
        { action: 'send', replies: false, protocol: 'kafka', channel: 'shop.{tenant}.order.placed', line: 14 },
        { action: 'send', replies: true, protocol: 'amqp', channel: 'quotes', exchange: 'prices', line: 16 },
      ],
    });
  });

  it.each([
    ['publish', '', 'receive'],
    ['subscribe', '', 'send'],
    ['publish', 'onPaid', 'receive'],
    ['publish', 'emitPaid', 'send'],
    ['subscribe', 'handlePaid', 'receive'],
    ['subscribe', 'sendPaid', 'send'],
    ['publish', 'online', 'receive'],
  ])('of 2.x with %s and the name %j is about what its application does: %s', (verb, operationId, action) => {
    expect(operationsIn(two(verb, operationId))).toEqual([{ action, replies: false, protocol: 'nats', channel: 'paid', line: 8 }]);
  });

  it('of 2.x that is read the other way once is read so as a whole', () => {
    const text = 'asyncapi: 2.0.0\nchannels:\n  a: { publish: { operationId: publishA } }\n  b: { publish: {} }\n  c: { subscribe: {} }\n';
    expect(operationsIn(text)).toMatchObject([
      { channel: 'a', action: 'send' },
      { channel: 'b', action: 'send' },
      { channel: 'c', action: 'receive' },
    ]);
  });

  it.each([
    ['{ kafka: { topic: orders-v2 } }', { protocol: 'kafka', channel: 'orders-v2' }],
    ['{ amqp: { is: queue, queue: { name: work }, exchange: { name: none } } }', { protocol: 'amqp', channel: 'work' }],
    ['{ amqp: { exchange: { name: news } } }', { protocol: 'amqp', channel: 'placed', exchange: 'news' }],
    ['{ sqs: { queue: { name: jobs } } }', { protocol: 'sqs', channel: 'jobs' }],
    ['{ sns: { name: news } }', { protocol: 'sns', channel: 'news' }],
    ['{ x-own: 1 }', { protocol: '', channel: 'placed' }],
  ])('takes names from the bindings %s', (bindings, carrier) => {
    const text = `asyncapi: 2.6.0\nchannels:\n  placed:\n    bindings: ${bindings}\n    subscribe: {}\n`;
    expect(operationsIn(text)).toEqual([{ action: 'send', replies: false, line: 5, ...carrier }]);
  });

  it('follows references into other files, and from there on', () => {
    const text =
      "asyncapi: 3.1.0\nchannels: { $ref: 'parts/channels.yaml#/all' }\noperations:\n  a: { action: receive, channel: { $ref: 'parts/channels.yaml#/all/a~1b' } }\n";
    const files = {
      'parts/channels.yaml': "all:\n  a/b: { $ref: '../other.json' }\n",
      'parts/../other.json': '{ "address": "far", "bindings": { "kafka": {} } }',
    };
    expect(operationsIn(text, files)).toEqual([{ action: 'receive', replies: false, protocol: 'kafka', channel: 'far', line: 4 }]);
  });

  it.each([
    ['a circle', "channels: { a: { $ref: '#/channels/a' } }"],
    ['a file that is not there', "channels: { a: { $ref: 'none.yaml#/a' } }"],
    ['a URL', "channels: { a: { $ref: 'https://example.com/a.yaml' } }"],
    ['a pointer that is not encoded', "channels: { a: { $ref: '#/%zz' } }"],
    ['a member of every object', "channels: { a: { $ref: '#/constructor' } }"],
    ['a list', 'channels: []'],
    ['a text', 'channels: a'],
    ['nothing', ''],
  ])('with %s in the place of its channels has no operation', (_, channels) => {
    expect(operationsIn(`asyncapi: 2.0.0\n${channels}\n`)).toEqual([]);
  });

  it.each(['kind: Deployment\n', 'asyncapi: 1.2.0\ntopics: {}\n', '', '[]', '{ "scripts": {\n "asyncapi": "x" } }'])(
    '%j is none',
    (text) => {
      expect(readAsyncapi('asyncapi.yaml', text)).toBeUndefined();
    },
  );

  it('that is broken is told with its place', () => {
    expect(readAsyncapi('asyncapi.yaml', 'asyncapi: 3.0.0\nchannels: [\n')).toMatchObject({
      at: { file: 'asyncapi.yaml' },
      message: expect.stringMatching(/^broken AsyncAPI document: /) as string,
    });
  });
});

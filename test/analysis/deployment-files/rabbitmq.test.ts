import { describe, expect, it } from 'vitest';

import { isBrokerDefinitions, readBindings } from '../../../src/analysis/deployment-files/rabbitmq.js';

const DEFINITIONS = `{
  "vhosts": [{ "name": "/" }],
  "exchanges": [
    { "name": "events", "vhost": "/", "type": "topic" },
    { "name": "news", "vhost": "/", "type": "fanout" }
  ],
  "queues": [{ "name": "billing", "vhost": "/" }],
  "bindings": [
    { "source": "events", "destination": "billing", "destination_type": "queue", "routing_key": "order.*" },
    { "source": "news", "destination": "billing", "destination_type": "queue", "routing_key": "" },
    { "source": "events", "destination": "news", "destination_type": "exchange", "routing_key": "#" }
  ]
}`;

describe('definitions of RabbitMQ', () => {
  it('bind queues to exchanges', () => {
    expect(readBindings('rabbitmq/definitions.json', DEFINITIONS)).toEqual([
      {
        broker: 'amqp',
        exchange: 'events',
        topic: 'order.*',
        queue: 'billing',
        at: { file: 'rabbitmq/definitions.json', line: 9, column: 5 },
      },
      { broker: 'amqp', exchange: 'news', topic: '#', queue: 'billing', at: { file: 'rabbitmq/definitions.json', line: 10, column: 5 } },
    ]);
  });

  it.each([
    ['another file of that name', '{ "definitions": { "Order": {} } }'],
    ['other bindings', '{ "exchanges": [1], "bindings": [null, 1, {}] }'],
    ['no JSON', '{ "exchanges": ['],
    ['a list', '[]'],
  ])('are not %s', (_, text) => {
    expect(readBindings('definitions.json', text)).toEqual([]);
  });

  it.each([
    ['definitions.json', true],
    ['infra/rabbitmq/rabbitmq-definitions.json', true],
    ['rabbit.json', true],
    ['package.json', false],
    ['definitions.yaml', false],
  ])('may be %s: %s', (file, is) => {
    expect(isBrokerDefinitions(file)).toBe(is);
  });
});

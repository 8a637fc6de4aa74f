import { describe, expect, it } from 'vitest';

import { systemOf } from '../../support/link.js';

/** `name [resource]` of each operation; technical ones in parentheses. */
function operations(code: string): string[] {
  const { services } = systemOf({ units: { orders: code } });
  return (services[0]?.operations ?? []).map(({ name, resource, technical }) => {
    const told = `${name}${resource === undefined ? '' : ` [${resource}]`}`;
    return technical ? `(${told})` : told;
  });
}

const express = (routes: string): string => `import express from 'express';\nconst app = express();\n${routes}\napp.listen(3000);`;

describe('operations and what they are about', () => {
  it.each([
    ['a route', `app.get('/orders/:id', h);`, ['GET /orders/{} [order]']],
    ['behind versions and prefixes', `app.get('/api/v1/orders', h);`, ['GET /api/v1/orders [order]']],
    [
      'plural and singular',
      `app.get('/categories', h); app.post('/category', h);`,
      ['GET /categories [category]', 'POST /category [category]'],
    ],
    [
      'words that only look plural',
      `app.get('/status-codes', h); app.get('/address', h);`,
      ['GET /address [address]', 'GET /status-codes [status-code]'],
    ],
    ['of operators', `app.get('/health', h); app.get('/metrics', h);`, ['(GET /health [health])', '(GET /metrics [metric])']],
    ['the root', `app.get('/', h);`, ['GET /']],
  ])('%s', (_, routes, expected) => {
    expect(operations(express(routes))).toEqual(expected);
  });

  it('an rpc is about the first word of its pattern', () => {
    const code = `import { Controller } from '@nestjs/common';
import { EventPattern, MessagePattern } from '@nestjs/microservices';
@Controller() export class Orders {
  @MessagePattern('orders.cancel') cancel() {}
  @MessagePattern({ cmd: 'order_total' }) total() {}
  @EventPattern('payments.failed') failed() {}
}`;
    expect(operations(code)).toEqual(['event payments.failed', 'rpc orders.cancel [order]', 'rpc {"cmd":"order_total"} [order]']);
  });

  it('a queue is no resource, and the queue of answers is no offer', () => {
    const code = `import amqp from 'amqplib';
const channel = await (await amqp.connect('amqp://broker')).createChannel();
await channel.consume('orders.paid', (message) => channel.ack(message));
await channel.consume('amq.rabbitmq.reply-to', (message) => answers.get(message), { noAck: true });`;
    expect(operations(code)).toEqual(['event orders.paid']);
  });
});

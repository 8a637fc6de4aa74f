import { describe, expect, it } from 'vitest';

import { edgesOf, systemOf } from '../../../support/link.js';

const STOCK = `
  import { Controller, Module } from '@nestjs/common';
  import { NestFactory } from '@nestjs/core';
  import { MessagePattern, Transport } from '@nestjs/microservices';
  @Controller() class Levels {
    @MessagePattern('level.release') release() { return 1; }
    @MessagePattern('level.take') take() { return 1; }
  }
  @Module({ controllers: [Levels] }) class AppModule {}
  void NestFactory.createMicroservice(AppModule, { transport: Transport.RMQ, options: { urls: ['amqp://rabbit'], queue: process.env.QUEUE } });`;

const sends = (content: string, options = '{}'): string => `
  import { connect } from 'amqplib';
  const channel = await (await connect('amqp://rabbit')).createChannel();
  channel.sendToQueue(process.env.STOCK_QUEUE, ${content}, ${options});`;

function system(code: string, queue = 'stock_commands'): Parameters<typeof edgesOf>[0] {
  return { units: { stock: { code: STOCK, env: { QUEUE: 'stock_commands' } }, shop: { code, env: { STOCK_QUEUE: queue } } } };
}

describe("messages that another client puts into the queue of Nest's server", () => {
  const message = `Buffer.from(JSON.stringify({ id: '1', pattern: 'level.release', data: {} }))`;

  it('are requests where an answer is asked for, and reach what handles their pattern', () => {
    const spec = system(sends(message, `{ replyTo: 'amq.rabbitmq.reply-to' }`));
    expect(edgesOf(spec)).toEqual(['shop -> stock queue-rpc level.release [static]']);
    expect(systemOf(spec).edges.map(({ operation, style }) => [operation, style])).toEqual([['rpc level.release', 'sync']]);
  });

  it.each([
    ['events, else', sends(message), ['shop -> stock event level.release [static]']],
    ['in the queue, if their content is not known', sends('content()'), ['shop -> stock queue stock_commands [static]']],
    ['nobody has, in another queue', sends(message).replace('STOCK_QUEUE', 'OTHER_QUEUE'), []],
    ['nobody handles', sends(message.replace('level.release', 'level.lose')), []],
  ])('are %s', (_, code, edges) => {
    expect(edgesOf(system(code))).toEqual(edges);
  });
});

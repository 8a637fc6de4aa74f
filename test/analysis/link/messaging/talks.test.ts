import { describe, expect, it } from 'vitest';

import { talksOf } from '../../../../src/analysis/link/messaging/talks.js';
import { show } from '../../../../src/model/residual.js';
import { contextFor } from '../../../support/link.js';

const NEST = `import { Controller, Inject, Injectable, Module } from '@nestjs/common';
import { ClientProxy, ClientsModule, EventPattern, MessagePattern, Transport } from '@nestjs/microservices';
import { NestFactory } from '@nestjs/core';`;

function told(code: string): { readonly says: readonly string[]; readonly hears: readonly string[] } {
  const { publications, subscriptions } = talksOf(contextFor({ units: { a: code } }));
  return {
    says: publications.map(
      ({ broker, topic, exchange, reply }) => `${broker} ${exchange ? `${show(exchange)}/` : ''}${show(topic)}${reply ? ' ?' : ''}`,
    ),
    hears: subscriptions.map(({ broker, topic, operation }) => `${broker} ${show(topic)} (${operation ?? '-'})`),
  };
}

function nest(transport: string, body: string): string {
  return `${NEST}
    @Injectable() class S { constructor(@Inject('BUS') private readonly bus: ClientProxy) {} run() { ${body} } }
    @Controller() class C { @EventPattern('paid') on() {} @MessagePattern({ cmd: 'find' }) find() {} }
    @Module({ imports: [ClientsModule.register([{ name: 'BUS', transport: ${transport} }])], providers: [S], controllers: [C] }) class M {}
    const app = await NestFactory.create(M);
    app.connectMicroservice({ transport: ${transport} });`;
}

describe('what is said and heard', () => {
  it('by the clients of brokers', () => {
    const code = `import { connect } from 'nats'; const nc = await connect(); nc.publish('paid'); await nc.request('quote'); nc.subscribe('sent');`;
    expect(told(code)).toEqual({ says: ['nats paid', 'nats quote ?'], hears: ['nats sent (event sent)'] });
  });

  it('by Nest over a broker whose topics anybody may hear', () => {
    expect(told(nest('Transport.KAFKA', `this.bus.emit('paid', {}); this.bus.send('find', {});`))).toEqual({
      says: ['kafka paid'],
      hears: ['kafka paid (event paid)', 'kafka {"cmd":"find"} (rpc {"cmd":"find"})'],
    });
  });

  it('by Nest with a pattern that is an object', () => {
    expect(told(nest('Transport.NATS', `this.bus.emit({ cmd: 'paid' }, {});`)).says).toEqual(['nats {"cmd":"paid"}']);
  });

  it('by Nest to one peer only is nothing that others hear', () => {
    expect(told(nest('Transport.TCP', `this.bus.emit('paid', {});`))).toEqual({ says: [], hears: [] });
  });
});

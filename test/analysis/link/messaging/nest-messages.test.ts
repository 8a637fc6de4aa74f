import { describe, expect, it } from 'vitest';

import { edgesOf, looseOf, type SystemSpec, type UnitSpec } from '../../../support/link.js';

const IMPORTS = `import { Controller, Inject, Injectable, Module } from '@nestjs/common';
import { ClientProxy, ClientProxyFactory, ClientsModule, EventPattern, MessagePattern, Transport } from '@nestjs/microservices';
import { NestFactory } from '@nestjs/core';`;

/** Handles a pattern, listens with a configuration. */
function server(config: string, handler = `@MessagePattern('find')`): string {
  return `${IMPORTS}
    @Controller() class C { ${handler} on() {} }
    @Module({ controllers: [C] }) class M {}
    await NestFactory.createMicroservice(M, ${config});`;
}

/** Sends a pattern through a client that is registered under a token. */
function client(config: string, call = `send('find', {})`): string {
  return `${IMPORTS}
    @Injectable() class S { constructor(@Inject('PEER') private readonly peer: ClientProxy) {} run() { return this.peer.${call}; } }
    @Module({ imports: [ClientsModule.register([{ name: 'PEER', ...${config} }])], providers: [S] }) class M {}
    await NestFactory.create(M);`;
}

const TCP = `{ transport: Transport.TCP, options: { host: 'users', port: 3001 } }`;
const RMQ = `{ transport: Transport.RMQ, options: { urls: ['amqp://mq'], queue: 'users' } }`;
const VHOST = RMQ.replace('amqp://mq', 'amqp://mq/shop');
const KAFKA = `{ transport: Transport.KAFKA, options: {} }`;

const cases: readonly {
  readonly name: string;
  readonly units: Readonly<Record<string, string | UnitSpec>>;
  readonly says: readonly string[];
}[] = [
  { name: 'by host and port', units: { web: client(TCP), users: server(TCP) }, says: ['web -> users tcp-rpc find [static]'] },
  {
    name: 'by the name of a variable',
    units: { web: client(`{ transport: Transport.TCP, options: { host: process.env.USERS_HOST } }`), users: '' },
    says: ['web -> users tcp-rpc find [inferred]'],
  },
  {
    name: 'by the name of a variable and the pattern, which is proof',
    units: { web: client(`{ transport: Transport.TCP, options: { host: process.env.USERS_HOST } }`), users: server(TCP) },
    says: ['web -> users tcp-rpc find [static]'],
  },
  {
    name: 'by the pattern rather than the name of a variable',
    units: { web: client(`{ transport: Transport.TCP, options: { host: process.env.MAILS_HOST } }`), users: server(TCP), mails: '' },
    says: ['web -> users tcp-rpc find [inferred]'],
  },
  {
    name: 'by a class of ours that the client is given for',
    units: {
      web: client(TCP)
        .replace('peer: ClientProxy', 'peer: Client')
        .replace('@Injectable() class S', 'abstract class Client { abstract send(a: unknown, b: unknown): unknown; } @Injectable() class S')
        .replace('providers: [S]', 'providers: [S, { provide: Client, useValue: ClientProxy }]'),
      users: server(TCP),
    },
    says: ['web -> users tcp-rpc find [static]'],
  },
  { name: 'by the queue', units: { web: client(RMQ), users: server(RMQ) }, says: ['web -> users queue-rpc find [static]'] },
  {
    name: 'by the queue of its virtual host',
    units: { web: client(VHOST), users: server(VHOST), other: server(VHOST.replace('/shop', '/stock')) },
    says: ['web -> users queue-rpc find [static]'],
  },
  {
    name: 'by the queue and the pattern, where two listen',
    units: { web: client(RMQ), users: server(RMQ), other: server(RMQ, `@MessagePattern('other')`) },
    says: ['web -> users queue-rpc find [static]'],
  },
  {
    name: 'by the pattern, where the queue is another',
    units: { web: client(RMQ), users: server(RMQ.replace(`'users'`, `'people'`)) },
    says: ['web -> users queue-rpc find [inferred]'],
  },
  {
    name: 'by the topic, as a request',
    units: { web: client(KAFKA), users: server(KAFKA) },
    says: ['web -> users queue-rpc find [static]'],
  },
  {
    name: 'by the topic, as an event to all',
    units: {
      web: client(KAFKA, `emit('paid', {})`),
      users: server(KAFKA, `@EventPattern('paid')`),
      mails: server(KAFKA, `@EventPattern('paid')`),
    },
    says: ['web -> mails event paid [static]', 'web -> users event paid [static]'],
  },
  {
    name: 'by a pattern that is an object',
    units: { web: client(TCP, `send({ cmd: 'find', role: 'a' }, {})`), users: server(TCP, `@MessagePattern({ role: 'a', cmd: 'find' })`) },
    says: ['web -> users tcp-rpc {"cmd":"find","role":"a"} [static]'],
  },
  {
    name: 'by a client that is made in place',
    units: {
      web: `${IMPORTS} const peer = ClientProxyFactory.create(${TCP}); peer.send('find', {});`,
      users: server(TCP),
    },
    says: ['web -> users tcp-rpc find [static]'],
  },
  { name: 'not itself', units: { users: `${server(TCP)} ClientProxyFactory.create(${TCP}).send('find', {});` }, says: [] },
  {
    name: 'nobody, where two handle the pattern and nothing says which',
    units: { web: client(`{ transport: Transport.RMQ, options: { queue: 'lost' } }`), users: server(RMQ), people: server(RMQ) },
    says: [],
  },
];

describe('a message of a Nest client meets its handler', () => {
  it.each(cases)('$name', ({ units, says }) => {
    expect(edgesOf({ units })).toEqual(says);
  });

  it.each<readonly [string, SystemSpec, readonly string[]]>([
    ['a request that nobody answers is loose', { units: { web: client(RMQ) } }, ['web call send find (no-peer)']],
    ['an event that nobody handles is a topic', { units: { web: client(KAFKA, `emit('paid', {})`) } }, []],
    [
      'a pattern that is not known is loose',
      { units: { web: client(RMQ, `send(process.argv[2], {})`) } },
      ['web call send {process.argv[2]} (unresolved)'],
    ],
  ])('%s', (_, system, says) => {
    expect(looseOf(system)).toEqual(says);
  });
});

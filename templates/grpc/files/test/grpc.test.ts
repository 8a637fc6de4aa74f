import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { Server } from '@grpc/grpc-js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';

import { Calls } from '../src/calls.js';
import { createGrpcClient, type GrpcClient } from '../src/grpc/client.js';
import { readContract, serviceOf } from '../src/grpc/contract.js';
import { grpc, grpcPort } from '../src/grpc/module.js';
import { addService, listen, method } from '../src/grpc/server.js';
import type { Service } from '../src/service.js';
import { widgetSchema } from '../src/widgets/widget.js';
import { testApp } from './support.js';

const definition = serviceOf(readContract('widgets.proto'), 'widgets.v1.Widgets');
const healthDefinition = serviceOf(readContract('health.proto'), 'grpc.health.v1.Health');

let service: Service;
const clients: GrpcClient[] = [];

beforeEach(async () => {
  const app = await testApp({ modules: [grpc] });
  await app.listen();
  ({ service } = app);
});

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

function clientOf(port: number, deadline = 2000, of = definition): GrpcClient {
  const client = createGrpcClient(new Calls(), { peer: 'widgets', address: `127.0.0.1:${port}`, definition: of, deadline });
  clients.push(client);
  return client;
}

const client = (of = definition) => clientOf(service.use(grpcPort)(), 2000, of);

test('what was made is given back, over a socket', async () => {
  const id = randomUUID();

  const made = await client().call('Create', { id, name: 'first' }, widgetSchema);

  expect(made).toMatchObject({ id, name: 'first', version: 1 });
  expect(await client().call('Get', { id }, widgetSchema)).toEqual(made);
  expect(await client().call('List', {}, z.object({ items: z.array(widgetSchema) }))).toEqual({ items: [made] });
});

test('a creation that is sent twice makes one', async () => {
  const id = randomUUID();
  const create = async (name: string) => client().call('Create', { id, name }, widgetSchema);

  expect(await create('first')).toEqual(await create('first'));
  await expect(create('other')).rejects.toThrow('ALREADY_EXISTS');
});

test('what is not there and what is wrong are told, and are not the fault of the peer', async () => {
  await expect(client().call('Get', { id: randomUUID() }, widgetSchema)).rejects.toMatchObject({ blame: 'call' });
  await expect(client().call('Get', { id: '7' }, widgetSchema)).rejects.toThrow('INVALID_ARGUMENT');
  await expect(client().call('List', { limit: 1000 }, z.object({}))).rejects.toThrow('INVALID_ARGUMENT');
  await expect(client().call('Get', { id: 7 }, widgetSchema)).rejects.toThrow();
});

test('a call that takes longer than its deadline ends', async () => {
  const slow = new Server();
  const wait = method({
    request: z.object({}),
    handle: async () => {
      await sleep(5000, undefined, { ref: false });
      return {};
    },
  });
  addService(slow, definition, { Get: wait, List: wait, Create: wait }, new Calls(), service.log);
  const port = await listen(slow, '127.0.0.1:0');
  const started = performance.now();

  await expect(clientOf(port, 50).call('Get', {}, z.object({}))).rejects.toMatchObject({
    blame: 'peer',
    message: expect.stringContaining('DEADLINE_EXCEEDED') as string,
  });

  expect(performance.now() - started).toBeLessThan(2500);
  slow.forceShutdown();
});

test('an unexpected error tells nothing of itself', async () => {
  const broken = new Server();
  const fail = method({ request: z.object({}), handle: async () => Promise.reject(new Error('secret detail')) });
  addService(broken, definition, { Get: fail, List: fail, Create: fail }, new Calls(), service.log);
  const port = await listen(broken, '127.0.0.1:0');

  const call = clientOf(port).call('Get', {}, z.object({}));

  await expect(call).rejects.toThrow('INTERNAL: Internal error');
  await expect(call).rejects.not.toThrow('secret');
  broken.forceShutdown();
});

test('speaks the health protocol', async () => {
  const status = async () => client(healthDefinition).call('Check', {}, z.object({ status: z.string() }));

  expect(await status()).toEqual({ status: 'SERVING' });
  service.addCheck('store', () => {
    throw new Error('gone');
  });
  expect(await status()).toEqual({ status: 'NOT_SERVING' });
});

test('reflection is there for those who ask for it', async () => {
  const app = await testApp({ env: { GRPC_REFLECTION: 'true' }, modules: [grpc] });

  await expect(app.listen()).resolves.toBeDefined();
});

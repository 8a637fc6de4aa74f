import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';

import { restWith } from '../src/rest/module.js';
import { peerOf } from '../src/rest/peers.js';
import { testApp } from './support.js';

const LOCAL = 'http://127.0.0.1:9';
const billing = restWith([{ name: 'billing-desk', url: LOCAL }]);

let server: Server;

beforeEach(async () => {
  server = createServer((request, response) => response.end(JSON.stringify({ asked: request.url })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test('a service that is called has a client, at the address of its variable', async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { service } = await testApp({ env: { BILLING_DESK_URL: url }, modules: [billing] });

  const answer = await peerOf(service, 'billing-desk').get('/v1/bills', { schema: z.object({ asked: z.string() }) });

  expect(answer.asked).toBe('/v1/bills');
});

test('a service that nobody has named has none', async () => {
  const { service } = await testApp({ modules: [billing] });

  expect(() => peerOf(service, 'stranger')).toThrow('peers.json');
});

test('production has to say where it is', async () => {
  await expect(testApp({ env: { NODE_ENV: 'production' }, modules: [billing] })).rejects.toThrow('BILLING_DESK_URL is missing');
});

import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { testApp } from './support.js';

const article = { id: randomUUID(), name: 'chair', version: 1 };

let others: Server;
let asked: string[];

/** Inventory and payment: there is one article, and nobody has more than 1000. */
beforeEach(async () => {
  asked = [];
  others = createServer((request, response) => {
    const { method = '', url = '' } = request;
    let body = '';
    request.on('data', (part) => (body += String(part)));
    request.on('end', () => {
      const resource = url.split('/')[2] ?? '';
      asked.push(`${method} ${resource}`);
      if (resource === 'articles') response.writeHead(url.endsWith(article.id) ? 200 : 404).end(JSON.stringify(article));
      else if (body !== '' && (JSON.parse(body) as { amount?: number }).amount === 5000) response.writeHead(422).end('too much');
      else response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => others.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  others.closeAllConnections();
  others.close();
});

async function placed(change: { amount?: number; article?: string }) {
  const url = `http://127.0.0.1:${(others.address() as AddressInfo).port}`;
  const { service, listen } = await testApp({ env: { INVENTORY_URL: url, PAYMENT_URL: url, SAGA_POLL_MS: '20' } });
  await listen();
  const order = randomUUID();
  const body = { order, article: article.id, quantity: 2, account: randomUUID(), amount: 10, ...change };
  const { id } = (await service.http.inject({ method: 'POST', url: '/v1/orders/fulfilments', body })).json<{ id: string }>();
  const told = async () => (await service.http.inject(`/v1/orders/fulfilments/${id}`)).json<{ status: string; reason: string | null }>();
  while (/running|compensating/.test((await told()).status)) await sleep(10);
  return { ...(await told()), order: await service.http.inject(`/v1/orders/${order}`) };
}

test('an order that is reserved and paid is there', async () => {
  const { status, order } = await placed({});

  expect(status).toBe('completed');
  expect(order.json()).toMatchObject({ name: '2 × chair' });
  expect(asked).toEqual(['GET articles', 'PUT reservations', 'PUT payments']);
});

test('an order that is not paid is gone, and so is its reservation', async () => {
  const { status, reason, order } = await placed({ amount: 5000 });

  expect(status).toBe('compensated');
  expect(reason).toContain('too much');
  expect(order.statusCode).toBe(404);
  expect(asked).toEqual(['GET articles', 'PUT reservations', 'PUT payments', 'DELETE reservations']);
});

test('an order of what there is not is refused before anybody else is asked', async () => {
  const { status } = await placed({ article: randomUUID() });

  expect(status).toBe('compensated');
  expect(asked).toEqual(['GET articles']);
});

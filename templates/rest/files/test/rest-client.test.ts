import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';

import { CallError, Calls } from '../src/calls.js';
import { correlationScope, passCorrelationOn } from '../src/correlation.js';
import { type ClientOptions, createClient } from '../src/rest/client.js';
import { retryBudget } from '../src/rest/retry-budget.js';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function clientOf(answer: RequestListener, options: Partial<ClientOptions> = {}, calls = new Calls()) {
  const peer = (server = createServer(answer));
  await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(peer.address() as AddressInfo).port}`;
  return createClient(calls, { peer: 'billing', baseUrl, deadline: 2000, retries: 2, ...options });
}

const schema = z.object({ ok: z.boolean() });
const good: RequestListener = (_request, response) => response.end('{"ok":true}');

/** Fails a number of times with a status, then answers; counts. */
function failing(times: number, status: number) {
  const seen = { count: 0 };
  const answer: RequestListener = (request, response) => {
    seen.count++;
    if (seen.count <= times) response.writeHead(status).end('no');
    else good(request, response);
  };
  return { seen, answer };
}

test('gives what the peer answers, typed', async () => {
  const client = await clientOf(good);

  expect(await client.get('/', { schema })).toEqual({ ok: true });
});

test('an answer that was not agreed is an error', async () => {
  const client = await clientOf((_request, response) => response.end('<html>'));

  await expect(client.get('/', { schema })).rejects.toMatchObject({ blame: 'call', message: expect.stringContaining('agreed') as string });
});

test('a retry that is held back tells what came of the attempt before it', async () => {
  const { seen, answer } = failing(1, 503);
  const calls = new Calls();
  calls.onOutgoing(async ({ peer }, next) => {
    if (seen.count > 0) throw new CallError('left alone', peer, 'peer', { heldBackMs: 1000 });
    return next();
  });
  const client = await clientOf(answer, {}, calls);

  await expect(client.get('/', { schema })).rejects.toMatchObject({ details: { status: 503 } });
  await expect(client.get('/', { schema })).rejects.toMatchObject({ details: { heldBackMs: 1000 } });
  expect(seen.count).toBe(1);
});

test('the deadline holds for all attempts together', async () => {
  const client = await clientOf(() => undefined, { deadline: 100 });
  const started = performance.now();

  await expect(client.get('/', { schema })).rejects.toMatchObject({ blame: 'peer', message: 'billing did not answer within 100 ms' });

  expect(performance.now() - started).toBeLessThan(2500);
});

test('tries again what can be repeated, and nothing else', async () => {
  const twice = failing(2, 503);
  expect(await (await clientOf(twice.answer)).get('/', { schema })).toEqual({ ok: true });
  expect(twice.seen.count).toBe(3);

  const post = failing(1, 503);
  await expect((await clientOf(post.answer)).post('/', { schema, body: {} })).rejects.toMatchObject({ blame: 'peer' });
  expect(post.seen.count).toBe(1);

  const keyed = failing(1, 503);
  const headers = { 'idempotency-key': '1' };
  expect(await (await clientOf(keyed.answer)).post('/', { schema, body: {}, headers })).toEqual({ ok: true });

  const refused = failing(1, 404);
  await expect((await clientOf(refused.answer)).get('/', { schema })).rejects.toMatchObject({ blame: 'call', details: { status: 404 } });
  expect(refused.seen.count).toBe(1);
});

test('a peer that is not there is told', async () => {
  const client = createClient(new Calls(), { peer: 'billing', baseUrl: 'http://127.0.0.1:1', deadline: 2000, retries: 0 });

  await expect(client.get('/', { schema })).rejects.toMatchObject({ blame: 'peer', message: 'billing cannot be reached' });
});

test('the correlation id travels along', async () => {
  const calls = new Calls();
  calls.onIncoming(correlationScope);
  calls.onOutgoing(passCorrelationOn);
  let sent: unknown;
  const client = await clientOf(
    (request, response) => {
      sent = request.headers['x-correlation-id'];
      good(request, response);
    },
    {},
    calls,
  );

  await calls.receive({ carrier: 'message', operation: 'x', headers: { 'x-correlation-id': 'abc' } }, async () =>
    client.get('/', { schema }),
  );

  expect(sent).toBe('abc');
});

test('the budget for retries is a share of the requests', () => {
  const budget = retryBudget();
  const take = () => Array.from({ length: 100 }, () => budget.takeRetry()).filter(Boolean).length;

  expect(take()).toBe(5);
  for (let request = 0; request < 10; request++) budget.countRequest();
  expect(take()).toBe(2);
});

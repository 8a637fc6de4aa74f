import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, expect, test } from 'vitest';

import { apiSecurity, issuer } from '../src/api-security/module.js';
import { Balancer } from '../src/gateway/balancer.js';
import { gatewayFor } from '../src/gateway/module.js';
import { routes } from '../src/gateway/routes.js';
import { testApp } from './support.js';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function instance(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An instance that says its name, and counts. */
async function named(name: string, status = 200) {
  const seen = { requests: 0 };
  const url = await instance((_request, response) => {
    seen.requests++;
    response.writeHead(status, { 'content-type': 'application/json', 'x-from': name }).end(JSON.stringify({ name }));
  });
  return { url, seen };
}

async function start(urls: readonly string[], env: Record<string, string> = {}) {
  const table = [{ name: 'stock', prefix: '/v1/stock', upstreams: 'http://127.0.0.1:1' }];
  const { service } = await testApp({ env: { STOCK_URLS: urls.join(', '), ...env }, modules: [apiSecurity, gatewayFor(table)] });
  const authorization = `Bearer ${await service.use(issuer).issue('ada', ['editor'])}`;
  const ask = async (url = '/v1/stock', options: { method?: 'GET' | 'POST'; payload?: string; headers?: Record<string, string> } = {}) =>
    service.http.inject({ url, method: 'GET', ...options, headers: { authorization, ...options.headers } });
  return { service, ask };
}

test('passes requests on, and answers back', async () => {
  let seen: unknown;
  const url = await instance((request, response) => {
    const body: Buffer[] = [];
    request.on('data', (data: Buffer) => body.push(data));
    request.on('end', () => {
      const { method, url: path, headers } = request;
      seen = { method, path, body: Buffer.concat(body).toString(), token: headers['x-service-token'], id: headers['x-correlation-id'] };
      response.writeHead(201, { location: '/v1/stock/7' }).end('made');
    });
  });
  const { ask } = await start([url]);

  const headers = { 'content-type': 'text/plain', 'x-service-token': 'forged', 'x-correlation-id': 'abc' };
  const answer = await ask('/v1/stock/7?deep=1', { method: 'POST', payload: 'hello', headers });

  expect(seen).toEqual({ method: 'POST', path: '/v1/stock/7?deep=1', body: 'hello', token: undefined, id: 'abc' });
  expect([answer.statusCode, answer.body, answer.headers.location]).toEqual([201, 'made', '/v1/stock/7']);
});

test('nobody passes without a token, or too often, or where no route is', async () => {
  const { url, seen } = await named('one');
  const { ask } = await start([url], { RATE_LIMIT_MAX: '1' });

  expect((await ask('/v1/stock', { headers: { authorization: '' } })).statusCode).toBe(401);
  expect(seen.requests).toBe(0);
  expect([(await ask()).statusCode, (await ask()).statusCode]).toEqual([200, 429]);
  expect((await ask('/v1/other')).statusCode).toBe(404);
  expect((await ask('/v1/stocks')).statusCode).toBe(404);
});

test('takes the instances in turn', async () => {
  const [one, two] = [await named('one'), await named('two')];
  const { ask } = await start([one.url, two.url]);

  const names = [await ask(), await ask(), await ask(), await ask()].map((answer) => answer.headers['x-from']);

  expect(names).toEqual(['one', 'two', 'one', 'two']);
});

test('an instance that is gone is taken out, and nobody notices', async () => {
  const one = await named('one');
  const { service, ask } = await start(['http://127.0.0.1:1', one.url], { EJECT_AFTER_FAILURES: '2' });

  for (let request = 0; request < 6; request++) expect((await ask()).statusCode).toBe(200);

  expect(one.seen.requests).toBe(6);
  expect(await service.metrics.metrics()).toContain('gateway_ejections_total{service="stock",instance="http://127.0.0.1:1"} 1');
});

test('what may have been done is not done again', async () => {
  const one = await named('one');
  const { ask } = await start(['http://127.0.0.1:1', one.url]);

  expect((await ask('/v1/stock', { method: 'POST', payload: '{}' })).statusCode).toBe(503);
  expect(one.seen.requests).toBe(0);
});

test('a service that is away, or does not answer in time, is told', async () => {
  expect((await (await start(['http://127.0.0.1:1'])).ask()).statusCode).toBe(502);

  const stuck = await instance(() => undefined);
  const { ask } = await start([stuck], { UPSTREAM_TIMEOUT_MS: '50' });
  expect((await ask('/v1/stock', { method: 'POST', payload: '{}' })).statusCode).toBe(504);
});

test('an oversized body is refused', async () => {
  const { ask } = await start([(await named('one')).url]);

  expect((await ask('/v1/stock', { method: 'POST', payload: 'x'.repeat(300_000) })).statusCode).toBe(413);
});

test('an instance comes back after its time, and sick ones are better than none', () => {
  let time = 0;
  const out: string[] = [];
  const balancer = new Balancer(['a', 'b'], { failures: 1, ejectMs: 100, now: () => time, onEject: (name) => out.push(name) });

  balancer.report('a', false);
  expect([balancer.pick(new Set()), balancer.pick(new Set())]).toEqual(['b', 'b']);
  balancer.report('b', false);
  expect(balancer.pick(new Set())).toBeDefined();
  expect(balancer.pick(new Set(['a', 'b']))).toBeUndefined();
  time = 100;
  expect(new Set([balancer.pick(new Set()), balancer.pick(new Set())])).toEqual(new Set(['a', 'b']));
  expect(out).toEqual(['a', 'b']);
});

test('the table of routes has no prefix twice', () => {
  const prefixes = routes.map(({ prefix }) => prefix);

  expect(new Set(prefixes).size).toBe(prefixes.length);
});

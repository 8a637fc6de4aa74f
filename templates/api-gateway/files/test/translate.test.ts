import { type sendUnaryData, Server, ServerCredentials, type ServerUnaryCall, status } from '@grpc/grpc-js';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { apiSecurity, issuer } from '../src/api-security/module.js';
import { readService } from '../src/gateway/grpc.js';
import { gatewayFor } from '../src/gateway/module.js';
import { testApp } from './support.js';

interface Message {
  readonly id: string;
  readonly limit: number;
}

let server: Server;
let ask: (url: string, payload?: string) => Promise<{ statusCode: number; json: () => unknown; body: string }>;

beforeEach(async () => {
  server = new Server();
  const answer = ({ request, metadata }: ServerUnaryCall<Message, object>, done: sendUnaryData<object>) => {
    if (request.id === 'missing') done({ code: status.NOT_FOUND, details: 'There is none' });
    else if (request.id === 'broken') done({ code: status.INTERNAL, details: 'secret detail' });
    else if (request.id !== 'slow') done(null, { ...request, correlation: String(metadata.get('x-correlation-id')[0]) });
  };
  server.addService(readService('translation-test.proto', 'translation.v1.Translation'), { Get: answer, Create: answer });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });

  const grpc = { proto: 'translation-test.proto', service: 'translation.v1.Translation', methods: { 'GET /:id': 'Get', POST: 'Create' } };
  const table = [{ name: 'stock', prefix: '/v1/stock', upstreams: `http://127.0.0.1:${port}`, grpc }];
  const env = { UPSTREAM_TIMEOUT_MS: '1500' };
  const { service } = await testApp({ env, modules: [apiSecurity, gatewayFor(table)] });
  const headers = { authorization: `Bearer ${await service.use(issuer).issue('ada', [])}`, 'x-correlation-id': 'abc' };
  ask = async (url, payload) => {
    const body = payload === undefined ? {} : { payload, headers: { ...headers, 'content-type': 'application/json' } };
    return service.http.inject({ method: payload === undefined ? 'GET' : 'POST', url, headers, ...body });
  };
});

afterEach(() => {
  server.forceShutdown();
});

test('path, query and body become a message, and its answer JSON', async () => {
  expect((await ask('/v1/stock/7?limit=5')).json()).toEqual({ id: '7', limit: 5, correlation: 'abc' });
  expect((await ask('/v1/stock', '{"id":"8","limit":2}')).json()).toEqual({ id: '8', limit: 2, correlation: 'abc' });
});

test('what gRPC says is said as HTTP, without what is only for the inside', async () => {
  const missing = await ask('/v1/stock/missing');
  const broken = await ask('/v1/stock/broken');

  expect([missing.statusCode, missing.json()]).toMatchObject([404, { title: 'There is none' }]);
  expect(broken.statusCode).toBe(502);
  expect(broken.body).not.toContain('secret');
  expect((await ask('/v1/stock/slow')).statusCode).toBe(504);
});

test('a body that is no object, and a path that no method answers, are refused', async () => {
  expect((await ask('/v1/stock', '{"id":')).statusCode).toBe(400);
  expect((await ask('/v1/stock', '7')).statusCode).toBe(400);
  expect((await ask('/v1/stock/7/parts')).statusCode).toBe(404);
});

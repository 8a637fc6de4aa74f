import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { generateKeyPair, SignJWT } from 'jose';
import { beforeEach, expect, test } from 'vitest';

import type { Module } from '../src/module.js';
import type { Service } from '../src/service.js';
import { declaredCallers } from '../src/zero-trust/callers.js';
import { embeddedTokens, tokensIn, verifyWith } from '../src/zero-trust/identity.js';
import { zeroTrust, zeroTrustFor } from '../src/zero-trust/module.js';
import { testApp } from './support.js';

const routes: Module = {
  name: 'routes',
  stage: 'feature',
  env: {},
  start({ http }) {
    http.get('/things', () => ({}));
    http.get('/public', { config: { edge: true } }, () => ({}));
  },
};

let service: Service;

beforeEach(async () => {
  const callers = zeroTrustFor(async () => Promise.resolve(new Set(['billing'])));
  ({ service } = await testApp({ modules: [callers, routes] }));
});

async function status(caller?: string, audience = 'widget-service', url = '/things'): Promise<number> {
  const headers = caller === undefined ? {} : { 'x-service-token': await embeddedTokens(caller, 'embedded:')(audience) };
  return (await service.http.inject({ url, headers })).statusCode;
}

test('a declared caller passes', async () => {
  expect(await status('billing')).toBe(200);
});

test('nobody else does', async () => {
  expect(await status()).toBe(401);
  expect(await status('stock')).toBe(403);
  expect(await status('billing', 'stock')).toBe(401);
  expect((await service.http.inject({ url: '/things', headers: { 'x-service-token': 'nonsense' } })).statusCode).toBe(401);
});

test('the edge and the probes ask for no identity', async () => {
  expect(await status(undefined, '', '/public')).toBe(200);
  expect(await status(undefined, '', '/health/ready')).toBe(200);
});

test('gRPC calls pass the same guard, messages do not', async () => {
  const receive = async (carrier: 'grpc' | 'message', headers: Record<string, string> = {}) =>
    service.calls.receive({ carrier, operation: 'x', headers }, async () => Promise.resolve('handled'));

  await expect(receive('grpc')).rejects.toThrow('A service identity is needed.');
  expect(await receive('grpc', { 'x-service-token': await embeddedTokens('billing', 'embedded:')('widget-service') })).toBe('handled');
  expect(await receive('message')).toBe('handled');
});

test('calls that go out show an identity for the callee alone', async () => {
  const headers = await service.calls.send({ carrier: 'http', peer: 'stock', operation: 'GET /' }, async (sent) => Promise.resolve(sent));
  const token = headers['x-service-token'] ?? '';
  const url = '/things';

  expect((await service.http.inject({ url, headers: { 'x-service-token': token } })).statusCode).toBe(401);
  expect(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({ sub: 'widget-service', aud: 'stock' });
});

test('identities of a cluster: signed by its key, for this service, naming a service account', async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const expected = { issuer: 'https://cluster', audience: 'widget-service' };
  const verify = verifyWith(async () => Promise.resolve(publicKey), ['ES256'], expected);
  const token = new SignJWT()
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer('https://cluster')
    .setAudience(['widget-service'])
    .setSubject('system:serviceaccount:shop:billing')
    .setExpirationTime('5m');

  expect(await verify(await token.sign(privateKey))).toBe('billing');
  await expect(verify(await token.setExpirationTime('-1m').sign(privateKey))).rejects.toThrow('"exp"');
  await expect(verify(await embeddedTokens('billing', 'https://cluster')('widget-service'))).rejects.toThrow();
});

test('tokens are read anew, because they are renewed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tokens-'));
  const identityFor = tokensIn(folder);

  await writeFile(join(folder, 'stock'), 'first\n');
  expect(await identityFor('stock')).toBe('first');
  await writeFile(join(folder, 'stock'), 'second\n');
  expect(await identityFor('stock')).toBe('second');
  await expect(identityFor('billing')).rejects.toThrow('ENOENT');
  await rm(folder, { recursive: true });
});

test('callers are read from the declaration, and production refuses identities that prove nothing', async () => {
  expect(await declaredCallers()).toBeInstanceOf(Set);
  await expect(testApp({ env: { NODE_ENV: 'production' }, modules: [zeroTrust] })).rejects.toThrow(
    /IDENTITY_JWKS_URL is missing.*\n.*IDENTITY_ISSUER is missing.*\n.*IDENTITY_TOKENS is missing/,
  );
});

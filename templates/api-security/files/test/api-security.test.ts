import { createHash, randomUUID } from 'node:crypto';

import { generateKeyPair, SignJWT } from 'jose';
import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';

import type { App } from '../src/app.js';
import { apiSecurity, issuer } from '../src/api-security/module.js';
import { principalOfToken } from '../src/api-security/tokens.js';
import type { Module } from '../src/module.js';
import { testApp } from './support.js';

const { REDIS_URL } = process.env;

const KEY = 'a-key-of-32-random-bytes';
const HASH = createHash('sha256').update(KEY).digest('hex');

const routes: Module = {
  name: 'routes',
  stage: 'feature',
  env: {},
  start({ http }) {
    const body = z.object({ name: z.string() });
    http.post('/things', { config: { permission: 'widgets:write' }, schema: { body } }, ({ principal }) => ({ by: principal?.id }));
    http.get('/things', { config: { permission: 'widgets:read' } }, () => ({}));
    http.get('/anybody', () => ({}));
  },
};

let app: App;

beforeEach(async () => {
  app = await start({ API_KEYS: `importer:${HASH}:editor` });
});

const start = async (env: Record<string, string>) => testApp({ env, modules: [apiSecurity, routes] });
const tokenFor = async (...roles: string[]) => app.service.use(issuer).issue('ada', roles);
const bearer = (text: string) => ({ authorization: `Bearer ${text}` });

const post = async (headers: Record<string, string>, payload: object | string = { name: 'a' }) =>
  app.service.http.inject({ method: 'POST', url: '/things', payload, headers: { 'content-type': 'application/json', ...headers } });

const EXPECTED = { issuer: 'embedded:', audience: 'widget-service' };

/** A token like those of the issuer. */
function template(): SignJWT {
  const jwt = new SignJWT({ roles: ['admin'] }).setProtectedHeader({ alg: 'ES256' }).setSubject('ada');
  return jwt.setIssuer(EXPECTED.issuer).setAudience(EXPECTED.audience).setExpirationTime('1h');
}

test('a token of the issuer with the right role passes', async () => {
  const answer = await post(bearer(await tokenFor('editor')));

  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({ by: 'user:ada' });
});

test('a key passes, and only as what was hashed', async () => {
  expect((await post({ 'x-api-key': KEY })).json()).toEqual({ by: 'key:importer' });
  expect((await post({ 'x-api-key': HASH })).statusCode).toBe(401);
  expect((await post({ 'x-api-key': '' })).statusCode).toBe(401);
});

test('without credentials nobody passes, not even where no permission is asked for', async () => {
  const answer = await app.service.http.inject('/anybody');

  expect(answer.statusCode).toBe(401);
  expect(answer.headers['www-authenticate']).toBe('Bearer');
  expect((await app.service.http.inject('/health/ready')).statusCode).toBe(200);
  expect((await app.service.http.inject('/nowhere')).statusCode).toBe(404);
});

test('a token signed with another key is refused', async () => {
  const { privateKey } = await generateKeyPair('ES256');

  expect((await post(bearer(await template().sign(privateKey)))).statusCode).toBe(401);
});

test('a token without a signature is refused', async () => {
  const [, payload] = (await tokenFor('admin')).split('.');
  const none = Buffer.from('{"alg":"none"}').toString('base64url');

  expect((await post(bearer(`${none}.${payload ?? ''}.`))).statusCode).toBe(401);
  expect((await post(bearer('nonsense'))).statusCode).toBe(401);
});

test.each([
  ['expired', (jwt: SignJWT) => jwt.setExpirationTime('-1m')],
  ['of another issuer', (jwt: SignJWT) => jwt.setIssuer('https://other')],
  ['for another audience', (jwt: SignJWT) => jwt.setAudience('billing')],
  ['not yet valid', (jwt: SignJWT) => jwt.setNotBefore('1h')],
])('a token with the right key that is %s is refused', async (_what, change) => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const keys = async () => Promise.resolve(publicKey);
  const verify = async (jwt: SignJWT) => principalOfToken(await jwt.sign(privateKey), keys, EXPECTED);

  await expect(verify(template())).resolves.toMatchObject({ id: 'user:ada', roles: ['admin'] });
  await expect(verify(change(template()))).rejects.toThrow();
});

test('the wrong role is forbidden', async () => {
  const headers = bearer(await tokenFor('reader', 'constructor'));

  expect((await post(headers)).statusCode).toBe(403);
  expect((await app.service.http.inject({ url: '/things', headers })).statusCode).toBe(200);
});

test('oversized and malformed requests are refused', async () => {
  const headers = bearer(await tokenFor('editor'));

  expect((await post(headers, { name: 'x'.repeat(300_000) })).statusCode).toBe(413);
  expect((await post(headers, '{"name":')).statusCode).toBe(400);
  expect((await post(headers, { name: 7 })).statusCode).toBe(400);
  expect((await post({ ...headers, 'content-type': 'text/xml' }, '<name/>')).statusCode).toBe(415);
});

test('each client has its own limit', async () => {
  app = await start({ RATE_LIMIT_MAX: '2', API_KEYS: `importer:${HASH}:editor` });
  const headers = bearer(await tokenFor('editor'));

  expect([(await post(headers)).statusCode, (await post(headers)).statusCode, (await post(headers)).statusCode]).toEqual([200, 200, 429]);
  expect((await post({ 'x-api-key': KEY })).statusCode).toBe(200);
});

test('guessing is limited by address', async () => {
  app = await start({ RATE_LIMIT_FAILURES: '2' });
  const guess = async () => (await post({ 'x-api-key': 'guess' })).statusCode;

  expect([await guess(), await guess(), await guess()]).toEqual([401, 401, 429]);
});

// A server to count in: `REDIS_URL=redis://localhost npm test`.
test.skipIf(REDIS_URL === undefined)('instances with one Redis count together', async () => {
  const clients = `${randomUUID()}:${HASH}:editor`;
  const env = { RATE_LIMIT_MAX: '2', API_KEYS: clients, RATE_LIMIT_REDIS_URL: REDIS_URL ?? '' };
  const [one, two] = [await start(env), await start(env)];
  const ask = async ({ service }: App) => (await service.http.inject({ url: '/things', headers: { 'x-api-key': KEY } })).statusCode;

  expect([await ask(one), await ask(two), await ask(one), await ask(two)]).toEqual([200, 200, 429, 429]);
});

test('while Redis is away, nobody is shut out', async () => {
  app = await start({ API_KEYS: `importer:${HASH}:editor`, RATE_LIMIT_MAX: '1', RATE_LIMIT_REDIS_URL: 'redis://127.0.0.1:1' });

  expect([(await post({ 'x-api-key': KEY })).statusCode, (await post({ 'x-api-key': KEY })).statusCode]).toEqual([200, 200]);
});

test('what came without TLS is refused, and answers carry security headers', async () => {
  const headers = bearer(await tokenFor('editor'));

  expect((await post({ ...headers, 'x-forwarded-proto': 'http' })).statusCode).toBe(403);
  const answer = await post(headers);
  expect(answer.headers['strict-transport-security']).toContain('max-age');
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
});

test('production needs an issuer, and a key in plain text is not told', async () => {
  await expect(start({ NODE_ENV: 'production' })).rejects.toThrow(/AUTH_JWKS_URL is missing.*\n.*AUTH_ISSUER is missing/);
  const wrong = start({ API_KEYS: 'importer:plain-secret:editor' });
  await expect(wrong).rejects.toThrow('API_KEYS: an entry is not name:sha256:role+role');
  await expect(wrong).rejects.not.toThrow('plain-secret');
});

test('a token made for development is good here', async () => {
  const made = await app.service.http.inject({ method: 'POST', url: '/dev/tokens', payload: { roles: ['editor'] } });

  expect((await post(bearer(made.json<{ token: string }>().token))).statusCode).toBe(200);
});

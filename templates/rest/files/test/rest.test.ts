import { randomUUID } from 'node:crypto';

import { beforeEach, expect, test } from 'vitest';

import type { Http } from '../src/http.js';
import { rest } from '../src/rest/module.js';
import type { Widget } from '../src/widgets/widget.js';
import { testApp } from './support.js';

let http: Http;

beforeEach(async () => {
  ({ http } = (await testApp({ modules: [rest] })).service);
});

const create = async (name: unknown, headers: Record<string, string> = {}) =>
  http.inject({ method: 'POST', url: '/v1/widgets', payload: { name }, headers });

test('what was created is given back', async () => {
  const created = await create('first');

  expect(created.statusCode).toBe(201);
  const read = await http.inject(String(created.headers.location));
  expect(read.json()).toEqual(created.json());
  expect(read.headers.etag).toBe('"1"');
});

test('a request that is sent twice makes one', async () => {
  const headers = { 'idempotency-key': randomUUID() };

  const [first, second] = [await create('first', headers), await create('first', headers)];

  expect(second.json()).toEqual(first.json());
  expect((await http.inject('/v1/widgets')).json<{ items: Widget[] }>().items).toHaveLength(1);
  expect((await create('other', headers)).statusCode).toBe(409);
});

test.each([
  ['', 'empty'],
  ['x'.repeat(101), 'too long'],
  [7, 'no text'],
])('refuses a name that is %j (%s)', async (name, _why) => {
  const answer = await create(name);

  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ errors: [{ path: '/name' }] });
});

test('a change needs the version that was read', async () => {
  const { id } = (await create('first')).json<Widget>();
  const patch = async (headers: Record<string, string>) =>
    http.inject({ method: 'PATCH', url: `/v1/widgets/${id}`, payload: { name: 'second' }, headers });

  expect((await patch({})).statusCode).toBe(400);
  expect((await patch({ 'if-match': '"1"' })).json()).toMatchObject({ name: 'second', version: 2 });
  expect((await patch({ 'if-match': '"1"' })).statusCode).toBe(412);
});

test('what is not there is told, and removing it twice is fine', async () => {
  const { id } = (await create('first')).json<Widget>();
  const url = `/v1/widgets/${id}`;

  expect((await http.inject({ method: 'DELETE', url })).statusCode).toBe(204);
  expect((await http.inject({ method: 'DELETE', url })).statusCode).toBe(204);
  expect((await http.inject(url)).statusCode).toBe(404);
  expect((await http.inject({ method: 'PATCH', url, payload: { name: 'a' }, headers: { 'if-match': '"1"' } })).statusCode).toBe(404);
  expect((await http.inject('/v1/widgets/7')).statusCode).toBe(400);
});

test('lists page by page', async () => {
  for (const name of ['a', 'b', 'c']) await create(name);

  const first = (await http.inject('/v1/widgets?limit=2')).json<{ items: Widget[]; next: string }>();
  const second = (await http.inject(`/v1/widgets?limit=2&after=${first.next}`)).json<{ items: Widget[]; next?: string }>();

  expect([...first.items, ...second.items].map(({ name }) => name).sort()).toEqual(['a', 'b', 'c']);
  expect(second.next).toBeUndefined();
  expect((await http.inject('/v1/widgets?limit=1000')).statusCode).toBe(400);
});

test('the contract has every route', async () => {
  const { paths } = (await http.inject('/openapi.json')).json<{ paths: Record<string, object> }>();

  expect(Object.keys(paths['/v1/widgets'] ?? {})).toEqual(['get', 'post']);
  expect(Object.keys(paths['/v1/widgets/{id}'] ?? {})).toEqual(['get', 'patch', 'delete']);
});

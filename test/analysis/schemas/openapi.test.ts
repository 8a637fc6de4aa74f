import { describe, expect, it } from 'vitest';

import { readOpenapi } from '../../../src/analysis/schemas/openapi.js';

const three = `openapi: 3.0.3
info: { title: Payments API, version: 1.0.0 }
servers:
  - url: https://api.example.com/v1
paths:
  /payments:
    parameters: []
    get: { operationId: listPayments }
    post:
      operationId: pay
  /payments/{id}:
    get: { operationId: payment }
`;
const two = `{
  "swagger": "2.0",
  "info": { "title": "Freight" },
  "basePath": "/api",
  "paths": {
    "/parcels": {
      "put": {}
    }
  }
}`;

describe('an OpenAPI document', () => {
  it('of 3.x has its operations, their lines, and the path of its server', () => {
    expect(readOpenapi('openapi.yaml', three)).toEqual({
      file: 'openapi.yaml',
      title: 'Payments API',
      base: '/v1',
      operations: [
        { method: 'GET', path: '/payments', line: 8 },
        { method: 'POST', path: '/payments', line: 9 },
        { method: 'GET', path: '/payments/{id}', line: 12 },
      ],
    });
  });

  it('of 2.0 as JSON has a base path', () => {
    expect(readOpenapi('swagger.json', two)).toEqual({
      file: 'swagger.json',
      title: 'Freight',
      base: '/api',
      operations: [{ method: 'PUT', path: '/parcels', line: 7 }],
    });
  });

  it.each([
    ['/v2', '/v2'],
    ['http://localhost:8080', ''],
    ['//api.example.com/v3/', '/v3/'],
    ['https://{tenant}.example.com/{base}', ''],
  ])('at %s has the base %j', (url, base) => {
    expect(readOpenapi('openapi.yaml', `openapi: 3.1.0\nservers: [{ url: "${url}" }]\npaths: {}\n`)).toMatchObject({ title: '', base });
  });

  it.each(['kind: Deployment\n', 'openapi: 3.1.0\n', '[]', '', 'openapi: 3.1.0\npaths: []\n'])(
    '%j is none, or has no operation',
    (text) => {
      const read = readOpenapi('api.yaml', text);
      expect(read === undefined || ('operations' in read && read.operations.length === 0)).toBe(true);
    },
  );

  it('that is broken is told with its place', () => {
    expect(readOpenapi('openapi.yaml', 'openapi: 3.0.0\npaths:\n  /a: [\n')).toMatchObject({
      at: { file: 'openapi.yaml' },
      message: expect.stringMatching(/^broken OpenAPI document: /) as string,
    });
  });
});

it.each([
  ['an alias without an anchor', 'openapi: 3.1.0\npaths: *none\n'],
  ['an alias as a key', 'openapi: \n *:'],
  ['a key that is a nest', `openapi: 3.1.0\npaths:\n${`  ? - ${'['.repeat(500)}x${']'.repeat(500)}\n  : a\n`.repeat(200)}`],
  ['a bomb of aliases', `openapi: 3.1.0\na: &a [${'x,'.repeat(50)}]\nb: &b [${'*a,'.repeat(50)}]\npaths: [${'*b,'.repeat(50)}]\n`],
])('%s is a broken document, and no crash', (_, text) => {
  expect(readOpenapi('openapi.yaml', text)).toMatchObject({ message: expect.stringMatching(/^broken OpenAPI document: /) as string });
});

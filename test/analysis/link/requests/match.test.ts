import { describe, expect, it } from 'vitest';

import { fits, isParticular, operationFor, type Asked } from '../../../../src/analysis/link/requests/match.js';
import type { Operation } from '../../../../src/model/system.js';
import { operation } from '../../../support/system.js';

/** `GET /orders/{}`. */
function offered(name: string): Operation {
  const [method = '', path = ''] = name.split(' ');
  return operation(name, { method, path });
}

function asked(name: string): Asked {
  const [method = '', path = ''] = name.split(' ');
  return { method: method === '?' ? undefined : method, path };
}

describe('the operation that answers', () => {
  const orders = ['GET /orders', 'POST /orders', 'GET /orders/{}', 'GET /orders/open', 'ALL /files/{}', 'PUT /api/v1/carts/{}'].map(
    offered,
  );
  it.each([
    ['GET /orders', 'GET /orders'],
    ['POST /orders', 'POST /orders'],
    ['GET /orders/7', 'GET /orders/{}'],
    ['GET /orders/{}', 'GET /orders/{}'],
    ['GET /orders/open', 'GET /orders/open'],
    ['? /orders/open', 'GET /orders/open'],
    ['DELETE /files/a', 'ALL /files/{}'],
    ['PUT /carts/7', 'PUT /api/v1/carts/{}'],
    ['GET /gateway/orders/open', 'GET /orders/open'],
    ['DELETE /orders', undefined],
    ['GET /orders/7/items', undefined],
    ['GET /', undefined],
    ['GET /{}', undefined],
  ])('%s is %s', (request, expected) => {
    expect(operationFor(asked(request), orders)?.name).toBe(expected);
  });

  it('is nobody where two end alike', () => {
    expect(operationFor(asked('GET /items'), ['GET /v1/items', 'GET /v2/items'].map(offered))).toBeUndefined();
  });

  it('fits without a method on either side', () => {
    expect(fits(asked('? /a'), offered('POST /a'))).toBe(true);
    expect(fits(asked('GET /a'), { ...operation('/a'), path: '/a' })).toBe(true);
    expect(fits(asked('GET /a'), operation('x', { method: 'GET' }))).toBe(false);
  });
});

describe('a path', () => {
  it.each([
    ['/orders', true],
    ['/api/v1/orders/{}', true],
    ['/users/login', true],
    ['/', false],
    ['/{}', false],
    ['/api/v2', false],
    ['/health', false],
    ['/healthz', false],
    ['/graphql', false],
    ['/auth/login', false],
    ['/me', false],
  ])('%s is particular: %s', (path, expected) => {
    expect(isParticular(path)).toBe(expected);
  });
});

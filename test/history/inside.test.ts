import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { insideOf } from '../../src/history/inside.js';

describe('where a place is below a folder', () => {
  const shop = path.resolve('/shop');

  it.each([
    ['/shop/orders/a.ts', 'orders/a.ts'],
    ['/shop/.env', '.env'],
    ['/shop/..orders/...', '..orders/...'],
    ['/shop', ''],
    ['/shop/', ''],
    ['/shop/orders/', 'orders'],
    ['/shop//orders/./a.ts', 'orders/a.ts'],
    ['/shop/orders/../a.ts', 'a.ts'],
    ['/shop/orders/..', ''],
    ['/shop/../shop/a.ts', 'a.ts'],
  ])('%s is told as git writes it', (place, inside) => {
    expect(insideOf(shop)(path.resolve('/') + place.slice(1))).toBe(inside);
  });

  it.each(['/shops/a.ts', '/shop/../a.ts', '/shop/orders/../../a.ts', '/', '/shop/..'])('%s is outside', (place) => {
    expect(insideOf(shop)(path.resolve('/') + place.slice(1))).toBeUndefined();
  });

  it('everything is below the root of the disk', () => {
    expect(insideOf(path.resolve('/'))(path.resolve('/shop/a.ts'))).toBe('shop/a.ts');
  });
});

import { describe, expect, it } from 'vitest';

import { meanings } from '../../support/calls.js';

/** What is kept is written too, which is no look. */
const USED = `await cache.get('x'); await cache.set('x', 1);`;

describe('a look into a cache', () => {
  it.each([
    ['node-cache', `import Cache from 'node-cache'; const cache = new Cache(); ${USED}`],
    ['lru-cache', `import { LRUCache } from 'lru-cache'; const cache = new LRUCache({ max: 9 }); ${USED}`],
    ['quick-lru', `import QuickLRU from 'quick-lru'; const cache = new QuickLRU({ maxSize: 9 }); ${USED}`],
    ['keyv', `import Keyv from 'keyv'; const cache = new Keyv(); ${USED}`],
    ['@isaacs/ttlcache', `import TTLCache from '@isaacs/ttlcache'; const cache = new TTLCache({ ttl: 9 }); ${USED}`],
    ['memory-cache', `import cache from 'memory-cache'; ${USED}`],
    ['cache-manager', `import { caching } from 'cache-manager'; const cache = await caching('memory'); ${USED}`],
    [
      '@nestjs/cache-manager',
      `import { CACHE_MANAGER, Cache } from '@nestjs/cache-manager'; import { Inject, Injectable } from '@nestjs/common';
       @Injectable() export class A { constructor(@Inject(CACHE_MANAGER) private readonly cache: Cache) {} async x() { const { cache } = this; ${USED} } }`,
    ],
    [
      'cache-manager as Nest injected it before',
      `import type { Cache } from 'cache-manager'; import { CACHE_MANAGER, Inject, Injectable } from '@nestjs/common';
       @Injectable() export class A { constructor(@Inject(CACHE_MANAGER) private readonly cache: Cache) {} async x() { const { cache } = this; ${USED} } }`,
    ],
  ])('of %s', (_, code) => {
    expect(meanings(code)).toEqual(['cache-look']);
  });
});

import { describe, expect, it } from 'vitest';

import { behindCache } from '../../../../src/analysis/link/flows/caches.js';
import { leading } from '../../../../src/analysis/resolve/leading.js';
import type { ExternalCall } from '../../../../src/model/program.js';
import { callOf, make, member, TABLES } from '../../../support/calls.js';
import { programOf } from '../../../support/program.js';
import { at } from '../../../support/system.js';

function called(name: string, method: string, line: number): ExternalCall {
  const callee = member(make(name), method);
  return { ...callOf(callee), path: `${name}().${method}`, at: at('a.ts', line) };
}

describe('what is behind a look into a cache', () => {
  const isCached = behindCache([called('node-cache', 'get', 5), called('pg.Pool', 'query', 1)]);

  it.each([
    ['after it', at('a.ts', 9), true],
    ['before it', at('a.ts', 3), false],
    ['in another file', at('b.ts', 9), false],
  ])('%s', (_, place, cached) => {
    expect(isCached(place)).toBe(cached);
  });

  it.each([
    ['lru-cache.LRUCache', 'has', true],
    ['node-cache', 'set', false],
    ['node-cachet', 'get', false],
    ['axios', 'get', false],
  ])('%s().%s', (name, method, cached) => {
    expect(behindCache([called(name, method, 1)])(at('a.ts', 2))).toBe(cached);
  });
});

describe('a look into a cache is kept of a program', () => {
  it.each([
    ['node-cache', `import Cache from 'node-cache'; const cache = new Cache();`],
    ['lru-cache', `import { LRUCache } from 'lru-cache'; const cache = new LRUCache({ max: 9 });`],
    ['quick-lru', `import QuickLRU from 'quick-lru'; const cache = new QuickLRU({ maxSize: 9 });`],
    ['keyv', `import Keyv from 'keyv'; const cache = new Keyv();`],
    ['@isaacs/ttlcache', `import TTLCache from '@isaacs/ttlcache'; const cache = new TTLCache({ ttl: 9 });`],
    ['memory-cache', `import cache from 'memory-cache';`],
  ])('%s', (_, made) => {
    const program = programOf({ files: { 'app/a.ts': `${made}\ncache.get('x');\nfetch('http://a/x');` } }, TABLES);
    const { calls } = leading(program, TABLES.recognise(program));
    expect(behindCache(calls)(at('app/a.ts', 3))).toBe(true);
    expect(behindCache(calls)(at('app/a.ts', 1))).toBe(false);
  });
});

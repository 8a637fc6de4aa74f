import { describe, expect, it } from 'vitest';

import { behindCache } from '../../../../src/analysis/link/flows/caches.js';
import type { ExternalCall } from '../../../../src/model/program.js';
import { make, callOf, member } from '../../../support/calls.js';
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

import { describe, expect, it } from 'vitest';

import { behindCache } from '../../../../src/analysis/link/flows/caches.js';
import { callOf, make, member } from '../../../support/calls.js';
import { at } from '../../../support/system.js';

describe('what is behind a look into a cache', () => {
  const isCached = behindCache([{ ...callOf(member(make('node-cache'), 'get')), at: at('a.ts', 5) }]);

  it.each([
    ['after it', at('a.ts', 9), true],
    ['before it', at('a.ts', 3), false],
    ['in another file', at('b.ts', 9), false],
  ])('%s', (_, place, cached) => {
    expect(isCached(place)).toBe(cached);
  });
});

import { describe, expect, it } from 'vitest';

import { didYouMean, listed, plural } from '../../src/shared/text.js';

describe('text', () => {
  it.each([
    [1, 'service', '1 service'],
    [3, 'service', '3 services'],
    [2, 'entity', '2 entities'],
    [2, 'class', '2 classes'],
    [0, 'day', '0 days'],
  ])('%i %s', (count, noun, expected) => {
    expect(plural(count, noun)).toBe(expected);
  });

  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
  ])('lists %j', (items, expected) => {
    expect(listed(items, 3)).toBe(expected);
  });

  it('knows what was meant', () => {
    expect(didYouMean('warnig', ['error', 'warning'])).toBe('Did you mean warning?');
    expect(didYouMean('xyz', ['error', 'warning'])).toBeUndefined();
  });
});

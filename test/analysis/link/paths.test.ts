import { describe, expect, it } from 'vitest';

import { isInside, isOwn } from '../../../src/analysis/link/paths.js';

describe('paths', () => {
  it.each([
    ['a/b.ts', 'a', true],
    ['a/b.ts', 'a/b.ts', true],
    ['ab/c.ts', 'a', false],
    ['a/b.ts', '.', true],
    ['a/b.ts', '', true],
  ])('%s inside %s: %s', (file, folder, expected) => {
    expect(isInside(file, folder)).toBe(expected);
  });

  it('what is excluded is not own', () => {
    const unit = { sources: ['app'], excludes: ['app/vendor'] };
    expect(['app/a.ts', 'app/vendor/a.ts', 'b.ts'].map((file) => isOwn(file, unit))).toEqual([true, false, false]);
  });
});

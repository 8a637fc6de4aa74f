import { describe, expect, it } from 'vitest';

import { isInside, joinPath, OUTSIDE } from '../../src/shared/paths.js';

describe('isInside', () => {
  it.each([
    ['a/b.ts', 'a', true],
    ['a/b.ts', 'a/b.ts', true],
    ['ab/c.ts', 'a', false],
    ['a/b.ts', '.', true],
    ['a/b.ts', '', true],
  ])('%s inside %s: %s', (file, folder, expected) => {
    expect(isInside(file, folder)).toBe(expected);
  });
});

describe('joinPath', () => {
  it.each([
    ['a/b', './c.ts', 'a/b/c.ts'],
    ['a/b', '../c.ts', 'a/c.ts'],
    ['a', '..', '.'],
    ['.', 'a//b/', 'a/b'],
    ['a', '../../b', OUTSIDE],
  ])('%s and %s: %s', (folder, path, expected) => {
    expect(joinPath(folder, path)).toBe(expected);
  });
});

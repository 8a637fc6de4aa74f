import { describe, expect, it } from 'vitest';

import { isInside, joinPath, lineage, OUTSIDE, pathIndex } from '../../src/shared/paths.js';

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

describe('pathIndex', () => {
  const paths = ['b/c.ts', 'a.ts', 'a/z.ts', 'a/b/c.ts', 'a-b/c.ts', 'a0/c.ts', 'a'];

  it.each(['a', 'a/b', 'a/z.ts', 'b', 'c', '.', '', 'a-b'])('finds what is inside %j as isInside does, in order', (folder) => {
    expect(pathIndex(paths)(folder)).toEqual(paths.filter((path) => isInside(path, folder)).sort());
  });
});

it('lineage: a path is inside of each of its folders and the root', () => {
  expect(lineage('a/b/c.ts')).toEqual(['a/b/c.ts', 'a/b', 'a', '.', '']);
});

import { expect, it } from 'vitest';

import { type Look, looksOf } from '../../../src/analysis/memory/looks.js';

const LOOK: Look = { size: 10, mtimeMs: 1000.5, ctimeMs: 1000.5, ino: 7 };
const before = new Map([['a.ts', { look: LOOK, blob: 'k' }]]);

it.each<[string, Partial<Look>, string | undefined]>([
  ['all is as it was', {}, 'k'],
  ['size', { size: 11 }, undefined],
  ['time', { mtimeMs: 1000.6 }, undefined],
  ['time set back by hand', { ctimeMs: 2000 }, undefined],
  ['another file moved here', { ino: 8 }, undefined],
])('a file is known by its look: %s', (_, change, key) => {
  expect(looksOf(before, 9000).blobOf('a.ts', { ...LOOK, ...change })).toBe(key);
});

it.each<[string, number, number]>([
  ['young', 1001, 0],
  ['as old as the coarsest clock can hide', 3000.5, 0],
  ['old', 3001, 1],
  ['of the future', 500, 0],
])('a look is kept of files that cannot change unseen: %s', (_, now, kept) => {
  const looks = looksOf(new Map(), now);
  looks.saw('a.ts', LOOK, 'k');
  expect([looks.of('a.ts') === undefined ? 0 : 1, looks.count().renewed]).toEqual([kept, kept]);
});

it('forgets how a file looked that looks different and may change unseen', () => {
  const looks = looksOf(before, 2000);
  looks.blobOf('a.ts', { ...LOOK, size: 11 });
  looks.saw('a.ts', { ...LOOK, size: 11 }, 'l');
  expect(looks.of('a.ts')).toBeUndefined();
});

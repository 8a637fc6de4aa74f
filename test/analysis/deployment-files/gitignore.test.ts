import fc from 'fast-check';
import ignore from 'ignore';
import { describe, expect, it } from 'vitest';

import { leavesOut, readGitignore } from '../../../src/analysis/deployment-files/gitignore.js';

describe('readGitignore', () => {
  it.each([
    ['a name', 'node_modules', 'node_modules/', true],
    ['a name deeper', '.env', 'apps/api/.env', true],
    ['a folder only', 'build/', 'build', false],
    ['an ending', '*.log', 'a/b.log', true],
    ['from the root only', '/config', 'src/config', false],
    ['a path', 'apps/api/*.env', 'apps/api/local.env', true],
    ['any depth', '**/secrets/*', 'a/secrets/key', true],
    ['taken back', '*.env\n!sample.env', 'sample.env', false],
    ['letters in brackets', '[Bb]in/', 'Bin/', true],
    ['either case', 'README.md', 'readme.md', true],
    ['one character', 'file?.txt', 'file1.txt', true],
    ['a comment', '# dist', 'dist', false],
    ['an escape', '\\#a', '#a', true],
    ['nothing', '', 'a', false],
    ['the end of a line', 'dist\r\nlogs\r\n', 'logs/', true],
  ])('%s', (_, text, path, expected) => {
    expect(readGitignore(text)(path)).toBe(expected);
  });

  it('says what git’s rules say of every path whose folders are kept', () => {
    const part = fc.stringMatching(/^[aAb.*?[\]!#~ -]{1,4}$/).filter((text) => text.trim() === text && !/^\.+$/.test(text));
    const pattern = fc
      .tuple(fc.constantFrom('', '/', '!', '**/'), fc.array(part, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '/', '/**', '/*'))
      .map(([start, parts, end]) => start + parts.join('/') + end);
    const name = fc.stringMatching(/^[aAb.~ -]{1,4}$/).filter((text) => text.trim() === text && !/^\.+$/.test(text));
    const path = fc
      .tuple(fc.array(name, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '/'))
      .map(([parts, end]) => parts.join('/') + end);
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 4 }), path, (patterns, asked) => {
        const text = patterns.join('\n');
        const rules = ignore().add(text);
        const parents = asked.replace(/\/$/, '').split('/').slice(0, -1);
        fc.pre(parents.every((_, i) => !rules.ignores(`${parents.slice(0, i + 1).join('/')}/`)));
        expect(readGitignore(text)(asked)).toBe(rules.ignores(asked));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('globs of many wildcards', () => {
  const glob = `${'*a'.repeat(40)}b`;
  it.each([
    [glob, 'a'.repeat(200), false],
    [glob, `x/${'a'.repeat(200)}b`, true],
    [`/${glob}`, `x/${'a'.repeat(200)}b`, false],
    [`${glob}/`, `${'a'.repeat(200)}b`, false],
    [`${glob}/`, `${'a'.repeat(200)}b/`, true],
    [`!${glob}`, `${'a'.repeat(200)}b`, false],
    [`${'**/a/'.repeat(12)}b`, 'a/'.repeat(24), false],
  ])('are matched in bounded time', (text, path, expected) => {
    expect(readGitignore(text)(path)).toBe(expected);
  });

  it('leave out what is below a folder too', () => {
    const isLeftOut = leavesOut([glob, 'legacy']);
    expect([`x/${'a'.repeat(200)}b/c.ts`, 'x/legacy/c.ts', 'x/c.ts'].map(isLeftOut)).toEqual([true, true, false]);
  });
});

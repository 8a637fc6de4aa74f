import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';

import { isInside } from '../../../src/shared/paths.js';
import { diskTree, memoryTree } from '../../../src/analysis/deployment-files/tree.js';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function onDisk(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'msa-tree-'));
  folders.push(root);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  return root;
}

describe('diskTree', () => {
  it('leaves out what is ignored, at every depth, and what is never source', () => {
    const root = onDisk({
      '.gitignore': 'logs/\n*.tmp\n',
      'a/.gitignore': 'secret.ts\n!b.tmp\n',
      'a/secret.ts': '',
      'a/b.tmp': '',
      'a/main.ts': '',
      'a/logs/x.ts': '',
      'b/secret.ts': '',
      'a/node_modules/x/index.js': '',
      'a/dist/main.js': '',
      '.git/config': '',
      '.github/workflows/ci.yml': '',
    });
    expect(diskTree(root).files).toEqual(['.github/workflows/ci.yml', '.gitignore', 'a/.gitignore', 'a/main.ts', 'b/secret.ts']);
  });

  it('keeps env files, which are ignored because they are how the system runs here', () => {
    const root = onDisk({ '.gitignore': '.env*\n', '.env': 'A=1', 'a/.env.local': 'B=1' });
    expect(diskTree(root).files).toEqual(['.env', '.gitignore', 'a/.env.local']);
  });

  it('does not follow links, and tells them', () => {
    const root = onDisk({ 'a/main.ts': '' });
    symlinkSync(path.join(root, 'a'), path.join(root, 'loop'));
    const tree = diskTree(root);
    expect(tree.files).toEqual(['a/main.ts']);
    expect(tree.skipped).toEqual([{ file: 'loop', why: 'symlink' }]);
  });

  it('reads text without its mark, once, and nothing that is not there', () => {
    const root = onDisk({ 'a.json': '\uFEFF{}' });
    const tree = diskTree(root);
    expect(tree.read('a.json')).toBe('{}');
    writeFileSync(path.join(root, 'a.json'), '[]');
    expect(tree.read('a.json')).toBe('{}');
    expect(tree.read('b.json')).toBeUndefined();
    expect(tree.read('../a.json')).toBeUndefined();
  });

  it('leaves a huge file unread', () => {
    const root = onDisk({ 'a.json': ' '.repeat(2_000_001) });
    expect(diskTree(root).files).toEqual(['a.json']);
    expect(diskTree(root).read('a.json')).toBeUndefined();
  });
});

describe('memoryTree', () => {
  const tree = memoryTree({ 'a/b/c.ts': '', 'a/b.ts': '', 'a-b/c.ts': '', 'a.ts': '', 'a0/c.ts': '' });

  it.each([
    ['.', 5],
    ['', 5],
    ['a', 2],
    ['a/b', 1],
    ['a-b', 1],
    ['a/b/c.ts', 0],
    ['nowhere', 0],
  ])('has below %j %i files', (folder, count) => {
    expect(tree.below(folder)).toHaveLength(count);
  });

  it.each([
    ['a', true],
    ['a/b', true],
    ['.', true],
    ['a.ts', false],
    ['b', false],
  ])('has the folder %s: %s', (folder, expected) => {
    expect(tree.hasFolder(folder)).toBe(expected);
  });

  it('finds below a folder what lies in it, in order', () => {
    const name = fc.stringMatching(/^[ab/.0-]{1,8}$/).filter((text) => !/^\/|\/$|\/\/|^\.+$/.test(text));
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 20 }), name, (names, folder) => {
        const some = memoryTree(Object.fromEntries(names.map((file) => [file, ''])));
        expect(some.below(folder)).toEqual(some.files.filter((file) => file !== folder && isInside(file, folder)));
      }),
    );
  });
});

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { diskTree } from '../../src/analysis/deployment-files/tree.js';
import { gitIn } from '../../src/history/git.js';
import { filesOfCommit, filesOfIndex } from '../../src/history/listing.js';
import { stateDisk } from '../../src/history/state.js';
import type { Disk } from '../../src/shared/disk.js';
import { type Repository, repository, repositoryAt } from '../support/repository.js';

describe('a state of the folder', () => {
  it('of a commit is what the folder was, whatever lies there now', async () => {
    const files = { 'a/x.ts': 'one', 'a/b/y.json': '{}', 'ü mlaut\n.ts': 'odd' };
    const repo = await repository(files);
    repo.write({ 'a/x.ts': 'two', 'a/b/y.json': undefined, 'new.ts': '' });
    const tree = diskTree(repo.root, ofHead(repo));
    expect(Object.fromEntries(tree.files.map((file) => [file, tree.read(file)]))).toEqual(files);
  });

  it('of the index is what is staged, not what lies there', async () => {
    const repo = await repository({ 'x.ts': 'one', 'gone.ts': '' });
    repo.write({ 'x.ts': 'two' });
    repo.git('add', 'x.ts');
    repo.git('rm', '--cached', '--quiet', 'gone.ts');
    repo.write({ 'x.ts': 'three', 'untracked.ts': '' });
    const tree = diskTree(repo.root, stateDisk(gitIn(repo.root), await filesOfIndex(gitIn(repo.root))));
    expect(tree.files).toEqual(['x.ts']);
    expect(tree.read('x.ts')).toBe('two');
  });

  it('below the top of the repository holds what is there', async () => {
    const repo = await repository({ 'shop/a.ts': 'a', 'other/b.ts': 'b' });
    const inner = { ...repo, root: path.join(repo.root, 'shop') };
    expect(diskTree(inner.root, ofHead(inner)).files).toEqual(['a.ts']);
  });

  it('has the env files that git is told to leave out: they are the same in all states', async () => {
    const repo = await repository({ '.gitignore': '.env\n', 'a/x.ts': '' });
    repo.write({ 'a/.env': 'URL=1', 'a/.env.new': 'URL=2' });
    const tree = diskTree(repo.root, ofHead(repo));
    expect(tree.files).toEqual(['.gitignore', 'a/.env', 'a/x.ts']);
    expect(tree.read('a/.env')).toBe('URL=1');
  });

  it('follows no symbolic link', async () => {
    const repo = await repository({ 'x.ts': '' });
    symlinkSync('/etc/passwd', path.join(repo.root, 'link.ts'));
    repo.commit({});
    const disk = ofHead(repo);
    expect(diskTree(repo.root, disk).skipped).toEqual([{ file: 'link.ts', why: 'symlink' }]);
    expect(() => disk.read(path.join(repo.root, 'link.ts'))).toThrow('ENOENT');
  });

  it('has other repositories inside as they lie there', async () => {
    const repo = await repository({ 'x.ts': '' });
    mkdirSync(path.join(repo.root, 'inner'));
    const inner = repositoryAt(path.join(repo.root, 'inner'));
    inner.git('init', '--quiet');
    inner.commit({ 'y.ts': 'y' });
    repo.git('-c', 'advice.addEmbeddedRepo=false', 'add', 'inner');
    repo.git('commit', '--quiet', '--message', 'inner');
    const tree = diskTree(repo.root, ofHead(repo));
    expect(tree.files).toEqual(['inner/y.ts', 'x.ts']);
    expect(tree.read('inner/y.ts')).toBe('y');
  });

  it('reads what lies there as it was from the disk, and only that', async () => {
    const repo = await repository({ 'same.ts': 'same', 'other.ts': 'then', 'gone.ts': 'gone' });
    repo.write({ 'other.ts': 'now', 'gone.ts': undefined });
    const git = gitIn(repo.root);
    const asked: string[] = [];
    const counting = { ...git, ask: (args: readonly string[], input?: string) => (asked.push(input ?? ''), git.ask(args, input)) };
    const state = stateDisk(counting, filesOfCommit(counting, 'HEAD'));
    const text = (file: string): string => Buffer.from(state.read(path.join(repo.root, file))).toString();
    asked.length = 0;
    expect(text('same.ts')).toBe('same');
    expect(asked).toEqual([]);
    expect([text('other.ts'), text('gone.ts')]).toEqual(['then', 'gone']);
  });

  it('reads many files, of all sizes, with few questions', async () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`f${String(n)}.ts`, `${'x'.repeat(n)}\n`]));
    const repo = await repository(files);
    repo.write(Object.fromEntries(Object.keys(files).map((file) => [file, 'now'])));
    const git = gitIn(repo.root);
    let asked = 0;
    const counting = { ...git, ask: (...args: Parameters<typeof git.ask>) => (asked++, git.ask(...args)) };
    const disk = stateDisk(counting, filesOfCommit(counting, 'HEAD'));
    for (const [file, text] of Object.entries(files)) expect(disk.read(path.join(repo.root, file)).toString()).toBe(text);
    expect(asked).toBeLessThan(20);
  });
});

describe('a repository that would like to run something', () => {
  it('runs nothing', async () => {
    const repo = await repository({ 'x.ts': 'x', '.gitattributes': '*.ts filter=evil diff=evil\n' });
    const trap = path.join(repo.root, 'ran');
    const script = path.join(repo.root, 'trap.sh');
    writeFileSync(script, `#!/bin/sh\ntouch '${trap}'\ncat\n`, { mode: 0o755 });
    for (const key of [
      'core.fsmonitor',
      'filter.evil.smudge',
      'filter.evil.clean',
      'diff.evil.textconv',
      'core.pager',
      'core.sshCommand',
      'alias.ls-files',
    ])
      repo.git('config', key, script);
    repo.write({ 'x.ts': 'y' });
    const git = gitIn(repo.root);
    for (const tracked of [await filesOfIndex(git), filesOfCommit(git, 'HEAD')]) diskTree(repo.root, stateDisk(git, tracked)).read('x.ts');
    expect(diskTree(repo.root).files).not.toContain('ran');
  });

  it('as a bare one inside the tree is not taken for the one around it', async () => {
    const repo = await repository({ 'x.ts': '' });
    repositoryAt(repo.root).git('init', '--quiet', '--bare', 'inner');
    expect(() => gitIn(path.join(repo.root, 'inner')).ask(['rev-parse', 'HEAD'])).toThrow('git says');
  });
});

function ofHead({ root }: Pick<Repository, 'root'>): Disk {
  const git = gitIn(root);
  return stateDisk(git, filesOfCommit(git, 'HEAD'));
}

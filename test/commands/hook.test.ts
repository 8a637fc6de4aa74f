import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { folder, msa, type Outcome } from '../support/msa.js';
import { GIT_ENV, type Repository, repository, repositoryAt } from '../support/repository.js';
import { clean, shared } from '../support/shop.js';
import { transcript } from '../support/transcript.js';

const BILLING = 'services/billing/src/main.ts';
const SHARES = { [BILLING]: shared[BILLING] ?? '' };
/** msa as an installed package: the hook finds it below the system's root. */
const INSTALLED = `#!/bin/sh\nexec '${process.execPath}' '${path.resolve('bin/run.js')}' "$@"\n`;

describe('after msa hook install', () => {
  it('a commit that adds a shared database fails, another one passes', async () => {
    const repo = await shop(clean);
    await hook(repo, 'install');
    repo.write({ 'README.md': '# shop' });
    commits(repo);
    repo.write(SHARES);
    expect(() => {
      commits(repo);
    }).toThrow('shared-datastore');
  });

  it('what is staged is judged, not what lies there', async () => {
    const repo = await shop(clean);
    await hook(repo, 'install');
    repo.write({ 'README.md': '# shop' });
    repo.git('add', 'README.md');
    repo.write(SHARES);
    repo.git('commit', '--quiet', '--message', 'only the readme');
    repo.git('add', BILLING);
    repo.write({ [BILLING]: clean[BILLING] ?? '' });
    expect(() => repo.git('commit', '--quiet', '--message', 'shared')).toThrow('shared-datastore');
  });

  it('`git commit FILE` is judged by an index of its own', async () => {
    const repo = await shop(clean);
    await hook(repo, 'install');
    repo.write({ ...SHARES, 'services/orders/src/main.ts': `${clean['services/orders/src/main.ts'] ?? ''}\n` });
    repo.git('commit', '--quiet', '--message', 'orders', 'services/orders/src/main.ts');
    expect(() => repo.git('commit', '--quiet', '--message', 'billing', BILLING)).toThrow('shared-datastore');
  });

  it('a system below the top of its repository is judged, in a linked working tree too', async () => {
    const repo = await shop(clean, 'shop');
    await hook({ ...repo, root: path.join(repo.root, 'shop') }, 'install');
    const linked = repositoryAt(path.join(await folder({}), 'linked'));
    repo.git('worktree', 'add', '--quiet', linked.root, '-b', 'linked');
    for (const tree of [repo, linked]) {
      install(path.join(tree.root, 'shop'));
      tree.write({ [`shop/${BILLING}`]: shared[BILLING] ?? '' });
      expect(() => {
        commits(tree);
      }).toThrow('shared-datastore');
    }
  });
});

describe('msa hook', () => {
  it.each<[string, Readonly<Record<string, string>>, string, string | undefined]>([
    ['plain git', {}, '.git/hooks/pre-commit', undefined],
    ['plain git with a hook', { '.git/hooks/pre-commit': '#!/bin/sh\nnpm test\n' }, '.git/hooks/pre-commit', '#!/bin/sh\nnpm test\n'],
    [
      'plain git with a hook of Windows',
      { '.git/hooks/pre-commit': '#!/bin/sh\r\nnpm test\r\n' },
      '.git/hooks/pre-commit',
      '#!/bin/sh\r\nnpm test\r\n',
    ],
    ['husky', { '.husky/pre-commit': 'npx lint-staged\n' }, '.husky/pre-commit', 'npx lint-staged\n'],
    ['lefthook', { 'lefthook.yml': 'pre-push:\n  parallel: true\n' }, 'lefthook.yml', 'pre-push:\n  parallel: true\n'],
    ['the framework', { '.pre-commit-config.yaml': 'repos: []\n' }, '.pre-commit-config.yaml', 'repos: []\n'],
    ['lint-staged', { '.lintstagedrc.json': '{}' }, '.git/hooks/pre-commit', undefined],
  ])('installs into %s once, and takes out what it put in', async (_, files, file, before) => {
    const repo = await shop(clean);
    repo.write(files);
    const text = (): string => readFileSync(path.join(repo.root, file), 'utf8');
    expect(await hook(repo, 'install')).toMatchObject({ code: 0, stdout: '' });
    const after = text();
    expect(after).toContain('lint --staged --quiet');
    expect((await hook(repo, 'install')).stderr).toContain(`${file} runs msa already`);
    expect(text()).toBe(after);
    expect(await hook(repo, 'uninstall')).toMatchObject({ code: 0, stdout: '' });
    if (before === undefined) expect(text).toThrow('ENOENT');
    else expect(text()).toBe(before);
    expect((await hook(repo, 'uninstall')).stderr).toContain('does not run msa');
  });

  it('respects core.hooksPath, and refuses one that all repositories have', async () => {
    const repo = await shop(clean);
    repo.git('config', 'core.hooksPath', '.githooks');
    expect((await hook(repo, 'install')).stderr).toContain('wrote .githooks/pre-commit (git)');
    repo.git('config', 'core.hooksPath', await folder({}));
    expect((await hook(repo, 'install')).stderr).toContain('leads out of the repository');
  });

  it('prints (vitest -u writes it anew; read the difference)', async () => {
    const repo = await shop(clean);
    const pages: string[] = [];
    for (const args of ['install', 'install', 'uninstall', 'uninstall', 'install --root nowhere', 'instal'])
      pages.push(transcript(`msa hook ${args}`, await hook(repo, args)));
    repo.write({ '.git/hooks/pre-commit': '#!/usr/bin/env python3\n' });
    pages.push(transcript('msa hook install # a hook in another language', await hook(repo, 'install')));
    pages.push(transcript('msa hook install # in no repository', await msa(['hook', 'install'], { cwd: await folder({}) })));
    for (const args of ['hook', 'hook install --help', 'hook uninstall --help'])
      pages.push(transcript(`msa ${args}`, await msa(args.split(' '), { cwd: repo.root })));
    await expect(pages.join('\n')).toMatchFileSnapshot('golden/hook.txt');
  });
});

async function shop(files: Readonly<Record<string, string>>, below = ''): Promise<Repository> {
  const placed = Object.fromEntries(Object.entries(files).map(([name, text]) => [path.posix.join(below, name), text]));
  const repo = await repository({ ...placed, '.gitignore': 'node_modules/\n' });
  install(path.join(repo.root, below));
  return repo;
}

function install(root: string): void {
  mkdirSync(path.join(root, 'node_modules/.bin'), { recursive: true });
  writeFileSync(path.join(root, 'node_modules/.bin/msa'), INSTALLED, { mode: 0o755 });
}

function hook({ root }: Repository, args: string): Promise<Outcome> {
  return msa(['hook', ...args.split(' ')], { cwd: root, env: GIT_ENV });
}

/** Stages all and commits, with the hook; what git prints is the error. */
function commits(repo: Repository): void {
  repo.git('add', '--all');
  repo.git('commit', '--quiet', '--message', 'change');
}

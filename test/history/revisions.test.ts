import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { gitIn } from '../../src/history/git.js';
import { head, mergeBase } from '../../src/history/revisions.js';
import { UserError } from '../../src/shared/errors.js';
import { folder } from '../support/msa.js';
import { type Repository, repository, repositoryAt } from '../support/repository.js';

describe('the merge base', () => {
  it('is where the branches went apart, not where the other one is now', async () => {
    const { repo, base } = await forked();
    expect(mergeBase(gitIn(repo.root), 'main')).toBe(base);
  });

  it.each(['nowhere', '-all', '--output=x', '', 'a b', 'HEAD:x.ts', '@{u}', 'x\0y'])(
    'of %j, which is no commit, is refused',
    async (ref) => {
      const { repo } = await forked();
      expect(refusal(repo, ref)).toMatchObject({ code: 'E_REF', hint: expect.stringContaining('origin/main') as string });
    },
  );

  it('of a branch of a remote that was not fetched: how to fetch it', async () => {
    const { repo } = await forked();
    repo.git('remote', 'add', 'origin', repo.root);
    expect(refusal(repo, 'origin/feature/x').hint).toBe('git fetch origin feature/x');
  });

  it('of histories without a common commit is refused', async () => {
    const { repo } = await forked();
    repo.git('checkout', '--quiet', '--orphan', 'alone');
    repo.commit({ 'y.ts': '' });
    expect(refusal(repo, 'main').message).toBe('HEAD and main have no commit in common');
  });

  it.each([
    ['of a commit that is cut off', ['--depth=1', '--branch=work'], 'main', 'git knows no commit "main"; the clone is shallow'],
    [
      'of branches whose beginning is cut off',
      ['--depth=1', '--no-single-branch', '--branch=work'],
      'origin/main',
      'the clone is shallow: it does not reach back to where HEAD and origin/main went apart',
    ],
  ])('%s is refused: how to get it', async (_, flags, ref, message) => {
    const { repo } = await forked();
    const clone = repositoryAt(path.join(await folder({}), 'clone'));
    repo.git('clone', '--quiet', ...flags, `file://${repo.root}`, clone.root);
    const error = refusal(clone, ref);
    expect(error).toMatchObject({ code: 'E_SHALLOW', message });
    expect(error.hint).toContain('git fetch --unshallow');
    expect(error.hint).toContain('fetch-depth: 0');
  });

  it('of a shallow clone that reaches back far enough is told', async () => {
    const { repo, base } = await forked();
    const clone = repositoryAt(path.join(await folder({}), 'clone'));
    repo.git('clone', '--quiet', '--depth=2', '--no-single-branch', '--branch=work', `file://${repo.root}`, clone.root);
    expect(mergeBase(gitIn(clone.root), 'origin/main')).toBe(base);
  });
});

it('before the first commit there is no HEAD', async () => {
  const repo = repositoryAt(await folder({}));
  repo.git('init', '--quiet');
  expect(head(gitIn(repo.root))).toBeUndefined();
});

it('outside of a repository git is of no use', async () => {
  const root = await folder({});
  expect(() => head(gitIn(root))).toThrow('the root is in no git repository');
});

/** main: base, later. work: base, own. */
async function forked(): Promise<{ readonly repo: Repository; readonly base: string }> {
  const repo = await repository({ 'x.ts': '0' });
  const base = repo.commit({ 'x.ts': '1' });
  repo.git('checkout', '--quiet', '-b', 'work');
  repo.commit({ 'x.ts': '2' });
  repo.git('checkout', '--quiet', 'main');
  repo.commit({ 'x.ts': '3' });
  repo.git('checkout', '--quiet', 'work');
  return { repo, base };
}

function refusal(repo: Pick<Repository, 'root'>, ref: string): UserError {
  try {
    mergeBase(gitIn(repo.root), ref);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('not refused');
}

import { describe, expect, it } from 'vitest';

import { changesAhead, type Recall } from '../../src/history/changes.js';
import type { History } from '../../src/model/history.js';
import { folder } from '../support/msa.js';
import { repository, repositoryAt } from '../support/repository.js';

function changesOf(root: string, recall?: Recall): Promise<History> {
  return changesAhead(root)(recall);
}

describe('the changes of a folder', () => {
  it('are its commits with their files, the newest first', async () => {
    const repo = await repository({ 'a/one.ts': '1', 'b/two.ts': '1' });
    const second = repo.commit({ 'a/one.ts': '2', 'ä b.ts': 'x' });
    const [newest, oldest] = (await changesOf(repo.root)).commits;
    expect(newest).toEqual({ id: second, files: ['a/one.ts', 'ä b.ts'] });
    expect(oldest?.files).toEqual(['a/one.ts', 'b/two.ts']);
  });

  it('tell of a moved and a removed file as well, and of what lies below the folder only', async () => {
    const repo = await repository({ 'shop/a.ts': 'long enough to be known again', 'other/b.ts': '1' });
    repo.commit({ 'shop/a.ts': undefined, 'shop/c.ts': 'long enough to be known again', 'other/b.ts': '2' });
    repo.commit({ 'other/b.ts': '3' });
    const { commits } = await changesOf(`${repo.root}/shop`);
    expect(commits.map(({ files }) => files)).toEqual([['a.ts', 'c.ts'], ['a.ts']]);
  });

  it('are asked for once of a commit, where somebody remembers them', async () => {
    const repo = await repository({ 'a.ts': '1' });
    const known = new Map<string, ReturnType<Parameters<Recall>[1]>>();
    const recall: Recall = (commit, find) => {
      if (!known.has(commit)) known.set(commit, find());
      return known.get(commit) ?? find();
    };
    const first = await changesOf(repo.root, recall);
    expect(await changesOf(repo.root, recall)).toEqual(first);
    expect(known.size).toBe(1);
    repo.commit({ 'b.ts': '1' });
    expect((await changesOf(repo.root, recall)).commits).toHaveLength(2);
    expect(known.size).toBe(2);
  });

  it('are without merges', async () => {
    const repo = await repository({ 'a.ts': '1' });
    repo.git('checkout', '--quiet', '-b', 'work');
    repo.commit({ 'b.ts': '1' });
    repo.git('checkout', '--quiet', 'main');
    repo.commit({ 'c.ts': '1' });
    repo.git('merge', '--quiet', '--no-ff', '--message', 'Merge work', 'work');
    expect((await changesOf(repo.root)).commits.flatMap(({ files }) => files)).toEqual(['c.ts', 'b.ts', 'a.ts'].sort().reverse());
  });

  it.each([
    ['A <a@example.com>', 'Let orders wait', true],
    ['A <a@example.com>', 'feat(orders): wait', true],
    ['A <a@example.com>', 'Upgrade orders of a customer', true],
    ['Robotnik <talbot@example.com>', 'Let orders wait', true],
    ['A <a@example.com>', 'chore(release): 1.2.3', false],
    ['A <a@example.com>', 'style: format code', false],
    ['A <a@example.com>', 'ci: cache', false],
    ['A <a@example.com>', 'v1.2.3', false],
    ['A <a@example.com>', 'Bump axios from 1.0.0 to 1.1.0', false],
    ['A <a@example.com>', 'Update all dependencies', false],
    ['A <a@example.com>', 'Fix eslint warnings', false],
    ['dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>', 'Let orders wait', false],
    ['Renovate <renovate@example.com>', 'Let orders wait', false],
    ['CI <ci-bot@example.com>', 'Let orders wait', false],
  ])('count one of %s that says %j: %s', async (author, message, counts) => {
    const repo = await repository({ 'a.ts': '1' });
    repo.write({ 'b.ts': '1' });
    repo.git('add', '--all');
    repo.git('commit', '--quiet', '--author', author, '--message', message);
    expect((await changesOf(repo.root)).commits.some(({ files }) => files.includes('b.ts'))).toBe(counts);
  });

  it('cannot be told outside of git, before the first commit and in a shallow clone', async () => {
    const plain = await folder({ 'a.ts': '' });
    expect(await changesOf(plain)).toEqual({ commits: [], missing: 'no git repository' });
    repositoryAt(plain).git('init', '--quiet');
    expect(await changesOf(plain)).toEqual({ commits: [], missing: 'no commit' });
    const repo = await repository({ 'a.ts': '1' });
    repo.commit({ 'a.ts': '2' });
    const clone = await folder({});
    repo.git('clone', '--quiet', '--depth=1', `file://${repo.root}`, `${clone}/cut`);
    expect(await changesOf(`${clone}/cut`)).toEqual({ commits: [], missing: 'shallow clone' });
  });

  it('cannot be told where git cannot read them', async () => {
    const repo = await repository({ 'a.ts': '1' });
    repo.write({ '.git/config': '[core' });
    expect(await changesOf(repo.root)).toEqual({ commits: [], missing: 'history not readable' });
  });
});

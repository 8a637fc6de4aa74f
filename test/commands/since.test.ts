import { readFile } from 'node:fs/promises';

import { describe, expect, it } from 'vitest';

import { folder, msa, type Outcome } from '../support/msa.js';
import { GIT_ENV, type Repository, repository } from '../support/repository.js';
import { clean, crowded, service, shared } from '../support/shop.js';
import { transcript } from '../support/transcript.js';

const BILLING = 'services/billing/src/main.ts';
const SHARES = { [BILLING]: shared[BILLING] ?? '' };

describe('both states are recalled', () => {
  it.each([['--staged'], ['--since', 'main']])('byte for byte, commit after commit: %s', async (...flags) => {
    const repo = await branch(clean);
    const reports = (extra: readonly string[]): Promise<Outcome> => lint(repo, [...flags, '--format', 'json', ...extra]);
    for (const text of [SHARES[BILLING], clean[BILLING], `${SHARES[BILLING]}// moved`]) {
      repo.write({ [BILLING]: text });
      repo.git('add', '--all');
      const expected = timeless(await reports(['--no-cache']));
      for (let run = 0; run < 2; run++) expect(timeless(await reports(['--cache-location', '.git/kept']))).toEqual(expected);
      repo.commit({});
    }
  });

  it('and only the one that is new is analysed', async () => {
    const repo = await branch(clean);
    const stats = async (): Promise<string> => (await lint(repo, ['--staged', '--stats', '--cache-location', '.git/kept'])).stderr;
    await stats();
    repo.commit({ 'services/orders/src/more.ts': 'export const more = 1;\n' });
    expect(await stats()).toContain('stats  5 files known from the cache, 1 read\n');
    expect(await stats()).toContain('stats  6 files known from the cache, 0 read\n');
  });
});

function timeless({ code, stdout }: Outcome): Pick<Outcome, 'code' | 'stdout'> {
  return { code, stdout: stdout.replace(/"durationMs": \d+/, '') };
}

describe('msa lint --since', () => {
  it('reports what the branch adds, not what was there', async () => {
    const repo = await branch(crowded);
    expect(await lint(repo, ['--since', 'main'])).toMatchObject({ code: 0, stderr: 'exit 0: no findings (fail-on=error)\n' });
    repo.write(
      service(
        'freight',
        "import axios from 'axios';\nconst app = require('express')();\napp.get('/', () => axios.get('http://orders:3000/invoices'));\n",
      ),
    );
    repo.write({ 'docker-compose.yml': `${crowded['docker-compose.yml'] ?? ''}  freight:\n    build: services/freight\n` });
    const { stdout } = await lint(repo, ['--since', 'main']);
    expect(stdout).toContain('+ service: freight\n');
    expect(stdout).toContain('+ edge: freight → orders, GET /invoices (http)\n');
    expect(stdout).not.toContain('shared-datastore');
  });

  it('fails on a database that is shared from now on, also when it is committed', async () => {
    const repo = await branch(clean);
    repo.commit(SHARES);
    const { code, stdout } = await lint(repo, ['--since', 'main']);
    expect(code).toBe(1);
    expect(stdout).toContain('database-per-service/shared-datastore');
    expect(stdout).toContain('+ shared table: invoice of postgres://db:5432/ordersdb: billing, orders\n');
  });

  it('leaves out what main has got since', async () => {
    const repo = await branch(clean);
    repo.git('checkout', '--quiet', 'main');
    repo.commit(SHARES);
    repo.git('checkout', '--quiet', 'work');
    expect(await lint(repo, ['--since', 'main'])).toMatchObject({ code: 0 });
  });

  it('a finding that only moved, or whose lines end in CRLF now, is not new', async () => {
    const repo = await branch(shared);
    const text = await readFile(`${repo.root}/${BILLING}`, 'utf8');
    repo.write({ [BILLING]: `\n\n// moved\n${text}`.replaceAll('\n', '\r\n') });
    expect(await lint(repo, ['--since', 'main'])).toMatchObject({ code: 0 });
  });

  it('a rule that is switched on does not make old findings new; an exception that is taken back does', async () => {
    const rule = 'database-per-service/shared-datastore';
    const off = await branch({ ...shared, 'msa.yaml': `rules: { ${rule}: off }\n` });
    off.write({ 'msa.yaml': `rules: { ${rule}: error }\n` });
    expect(await lint(off, ['--since', 'main'])).toMatchObject({ code: 0 });
    const ignored = await branch({ ...shared, 'msa.yaml': `ignore:\n  - { rule: ${rule}, reason: for now }\n` });
    ignored.write({ 'msa.yaml': '{}\n' });
    expect(await lint(ignored, ['--since', 'main'])).toMatchObject({ code: 1 });
  });

  it('a manifest that was wrong before can be mended', async () => {
    const repo = await branch({ ...clean, 'msa.yaml': 'servces: {}\n' });
    repo.write({ 'msa.yaml': '{}\n' });
    expect(await lint(repo, ['--since', 'main'])).toMatchObject({ code: 0 });
  });

  it('gives the same with a cold cache, a warm one and none', async () => {
    const repo = await branch(clean);
    repo.commit(SHARES);
    const run = async (...flags: readonly string[]): Promise<string> =>
      (await lint(repo, ['--since', 'main', '--format', 'json', ...flags])).stdout.replace(/"durationMs": \d+/, '"durationMs": 0');
    const expected = await run('--no-cache');
    expect(JSON.parse(expected)).toMatchObject({ change: { since: 'main', known: 0, sharedTables: [{ table: 'invoice' }] } });
    expect(await run('--cache-location', 'kept')).toBe(expected);
    expect(await run('--cache-location', 'kept')).toBe(expected);
  });
});

describe('msa lint --staged', () => {
  it('takes the baseline that is staged, not the one that lies there', async () => {
    const repo = await repository(clean);
    repo.write(SHARES);
    repo.git('add', '-A');
    expect(await msa(['baseline', 'add'], { cwd: repo.root, env: GIT_ENV })).toMatchObject({ code: 0 });
    expect(await lint(repo, ['--staged'])).toMatchObject({ code: 1 });
    repo.git('add', '-A');
    expect(await lint(repo, ['--staged'])).toMatchObject({ code: 0 });
    repo.write({ 'msa.baseline.json': '{' });
    expect(await lint(repo, ['--staged'])).toMatchObject({ code: 0 });
    expect(await lint(repo, [])).toMatchObject({ code: 2 });
  });

  it('judges what is staged, not what lies there', async () => {
    const repo = await branch(clean);
    repo.write(SHARES);
    expect(await lint(repo, ['--staged'])).toMatchObject({ code: 0 });
    repo.git('add', BILLING);
    expect(await lint(repo, ['--staged'])).toMatchObject({ code: 1 });
    repo.write({ [BILLING]: clean[BILLING] ?? '' });
    const { code, stdout } = await lint(repo, ['--staged']);
    expect(code).toBe(1);
    expect(stdout).toContain('/ordersdb'); // the code frame shows the staged line
  });

  it('judges the first commit too', async () => {
    const repo = await branch(shared);
    repo.git('checkout', '--quiet', '--orphan', 'first');
    expect(await lint(repo, ['--staged'])).toMatchObject({ code: 1 });
  });

  it('has nothing to say of a commit that changes no file of the system', async () => {
    const repo = await branch(shared);
    repo.write({ 'README.md': '# shop' });
    repo.git('add', '--all');
    expect(await lint(repo, ['--staged'])).toMatchObject({ code: 0 });
  });

  it('asks for conflicts to be resolved', async () => {
    const repo = await branch(clean);
    repo.commit({ 'note.md': 'one' });
    repo.git('checkout', '--quiet', 'main');
    repo.commit({ 'note.md': 'two' });
    expect(() => repo.git('merge', 'work')).toThrow();
    expect((await lint(repo, ['--staged'])).stderr).toContain('note.md has merge conflicts');
  });
});

it('what --since and --staged print (vitest -u writes it anew; read the difference)', async () => {
  const repo = await branch(clean);
  const pages: string[] = [];
  const page = async (args: string): Promise<void> => {
    const outcome = await lint(repo, args.split(' '));
    pages.push(transcript(`msa lint ${args}`, { ...outcome, stdout: outcome.stdout.replaceAll(/\([0-9a-f]{8}\)/g, '(COMMIT)') }));
  };
  await page('--since main');
  repo.write(SHARES);
  await page('--since main --only database-per-service');
  await page('--staged');
  repo.git('add', '--all');
  await page('--staged --only database-per-service');
  await page('--staged --since main');
  await page('--since maim');
  await page('--since=--all');
  await page('--since');
  const outside = await msa(['lint', '--staged'], { cwd: await folder(clean) });
  pages.push(transcript('msa lint --staged # in no repository', outside));
  await expect(pages.join('\n')).toMatchFileSnapshot('golden/since.txt');
});

/** A repository with one commit on main, on the branch `work`. */
async function branch(files: Readonly<Record<string, string>>): Promise<Repository> {
  const repo = await repository({ ...files, '.gitignore': 'kept/\n' });
  repo.git('checkout', '--quiet', '-b', 'work');
  return repo;
}

function lint({ root }: Repository, flags: readonly string[]): Promise<Outcome> {
  return msa(['lint', ...flags], { cwd: root, env: GIT_ENV });
}

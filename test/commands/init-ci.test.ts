import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { ciFile } from '../../src/cli/init/ci-templates.js';
import { folder, msa, shell } from '../support/msa.js';
import { shared } from '../support/shop.js';

describe('msa init --ci', () => {
  it.each([
    ['github', '.github/workflows/msa.yml'],
    ['gitlab', '.gitlab-ci.yml'],
  ])('%s writes %s, once', async (system, file) => {
    const root = await folder({ 'services/orders/.keep': '' });
    await mkdir(path.join(root, '.git'));
    const dry = await msa(['init', '--ci', system, '--dry-run'], { cwd: root });
    expect(dry).toMatchObject({ code: 0, stderr: '' });
    expect(await readdir(root)).toEqual(['.git', 'services']);

    expect(await msa(['init', '--ci', system], { cwd: root })).toMatchObject({
      code: 0,
      stdout: '',
      stderr: `wrote ${file}. Read it through and commit it.\n`,
    });
    expect(await readFile(path.join(root, file), 'utf8')).toBe(dry.stdout);

    await writeFile(path.join(root, file), 'mine');
    expect(await msa(['init', '--ci', system], { cwd: root })).toMatchObject({
      code: 2,
      stderr: `msa: ${file} is there already\n  hint  --dry-run prints what it would write.\nexit 2: could not analyse (E_EXISTS)\n`,
    });
    expect(await readFile(path.join(root, file), 'utf8')).toBe('mine');
  });

  it('writes to the top of the repository what lints a system below it', async () => {
    const top = await folder({ 'systems/shop/msa.yaml': '' });
    await mkdir(path.join(top, '.git'));
    await msa(['init', '--ci', 'github', '--root', 'systems/shop'], { cwd: top });
    expect(await readFile(path.join(top, '.github/workflows/msa.yml'), 'utf8')).toContain('lint --root systems/shop --format github');
  });

  it('follows no link out of the repository', async () => {
    const outside = await folder({});
    const top = await folder({ '.git/HEAD': '' });
    await symlink(outside, path.join(top, '.github'));
    expect(await msa(['init', '--ci', 'github'], { cwd: top })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('.github/workflows is a link that leads out of the repository') as string,
    });
    expect(await readdir(outside)).toEqual([]);
  });
});

interface Workflow {
  readonly jobs: { readonly architecture: { readonly steps: readonly { readonly run?: string }[] } };
}

describe('the commands that are written', () => {
  const NAMES = ['', 'systems/shop', "it's; rm -rf $HOME", 'a: b # c', '-x', 'ü "q" \\'];

  it.each(NAMES)('name the folder %j whatever it is called', async (root) => {
    const settings = { version: '1.2.3', root };
    const workflow = parse(ciFile('github', settings).text) as Workflow;
    const jobs = parse(ciFile('gitlab', settings).text) as { readonly msa: { readonly script: readonly string[] } };
    const lines = [...workflow.jobs.architecture.steps.flatMap(({ run }) => run ?? []), ...jobs.msa.script];
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      const { stdout } = await shell(`npx() { printf '%s\\n' "$@"; }; ${line}`);
      expect(stdout.split('\n').slice(0, 5)).toEqual(
        root === ''
          ? ['--yes', 'msa-lint@1.2.3', 'lint', '--format', expect.any(String)]
          : ['--yes', 'msa-lint@1.2.3', 'lint', '--root', root],
      );
    }
  });

  it('run, and write the reports that the files name', async () => {
    const root = await folder(shared);
    for (const system of ['github', 'gitlab'] as const) {
      const { text } = ciFile(system, { version: '1.2.3', root: '' });
      const line = /npx .*/.exec(text)?.[0] ?? '';
      const { code, stderr } = await shell(`npx() { shift 2; "$MSA" "$BIN" "$@"; }; MSA=$1 BIN=$2; ${line}`, { cwd: root });
      expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(/^exit 1: \d+ error/m) as string });
    }
    const written = await readdir(root);
    expect(written).toEqual(expect.arrayContaining(['msa.sarif', 'gl-code-quality-report.json', 'msa-junit.xml']));
  });
});

import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { folder, msa, shell } from '../support/msa.js';
import { crowded } from '../support/shop.js';

const JSON_LINT = ['lint', '--format', 'json', '--fail-on', 'never'];

describe('a report is the same, byte for byte,', () => {
  it('with a cold cache, a warm one and none', async () => {
    const root = await folder(crowded);
    const expected = await report(root, ['--no-cache']);
    expect(await report(root, ['--cache-location', 'kept'])).toBe(expected);
    expect(await readdir(path.join(root, 'kept'))).toHaveLength(3);
    expect(await report(root, ['--cache-location', 'kept'])).toBe(expected);
  });

  it('of runs at once on one cache', async () => {
    const root = await folder(crowded);
    const expected = await report(root, ['--no-cache']);
    const all = await Promise.all(Array.from({ length: 4 }, () => report(root, ['--cache-location', 'kept'])));
    expect(all).toEqual(all.map(() => expected));
    expect(await readdir(path.join(root, 'kept'))).toHaveLength(3);
  });

  it('after runs that were killed', async () => {
    const root = await folder({ ...crowded, ...many(60) });
    const expected = await report(root, ['--no-cache']);
    for (const ms of [250, 400, 550]) {
      await killed(root, ms);
      expect(await report(root, ['--cache-location', 'kept'])).toBe(expected);
    }
  });

  it('with a cache folder that cannot be written', async () => {
    const root = await folder({ ...crowded, file: '' });
    const expected = await report(root, ['--no-cache']);
    await mkdir(path.join(root, 'locked'));
    await chmod(path.join(root, 'locked'), 0o500);
    expect(await report(root, ['--cache-location', 'locked'])).toBe(expected);
    expect(await report(root, ['--cache-location', 'file/kept'])).toBe(expected);
  });

  it('on a full disk, where nothing half is left', async () => {
    const root = await folder(crowded);
    const expected = await report(root, ['--no-cache']);
    const { stdout, stderr } = await shell(`ulimit -f 1; "$@" ${JSON_LINT.join(' ')} --stats --cache-location kept`, { cwd: root });
    expect(stderr).toContain('the cache cannot be written: EFBIG');
    expect(stdout.replace(/"durationMs": \d+/, '')).toBe(expected.replace(/"durationMs": \d+/, ''));
    expect(await readdir(path.join(root, 'kept'))).toEqual([]);
    expect(await report(root, ['--cache-location', 'kept'])).toBe(expected);
  });

  it('after an edit', async () => {
    const root = await folder(crowded);
    await report(root, ['--cache-location', 'kept']);
    await writeFile(path.join(root, 'services/billing/src/tax.ts'), 'export const tax = (net) => net * 1.19;\n\n\n');
    expect(await report(root, ['--cache-location', 'kept'])).toBe(await report(root, ['--no-cache']));
  });
});

it('the tree is left as it is where it has no node_modules', async () => {
  const root = await folder(crowded);
  const before = await readdir(root, { recursive: true });
  await msa(['lint'], { cwd: root });
  expect(await readdir(root, { recursive: true })).toEqual(before);
});

it('what is kept lies below node_modules, and `msa cache clear` removes it', async () => {
  const root = await folder({ ...crowded, 'node_modules/x/index.js': '' });
  await msa(['lint'], { cwd: root });
  expect(await readdir(path.join(root, 'node_modules/.cache/msa'))).toHaveLength(3);
  const { code, stdout, stderr } = await msa(['cache', 'clear'], { cwd: root });
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toMatch(/^removed 3 files, 0\.\d MB, from .*node_modules.\.cache.msa\n$/);
  expect(await readdir(path.join(root, 'node_modules/.cache'))).toEqual([]);
});

it('`msa cache clear` removes nothing of others', async () => {
  const root = await folder({ ...crowded, 'kept/notes.txt': 'mine' });
  await msa(['lint', '--cache-location', 'kept'], { cwd: root });
  expect((await msa(['cache', 'clear', '--cache-location', 'kept'], { cwd: root })).stderr).toContain('removed 3 files');
  expect(await readFile(path.join(root, 'kept/notes.txt'), 'utf8')).toBe('mine');
  expect((await msa(['cache', 'clear', '--cache-location', 'kept'], { cwd: root })).stderr).toContain('nothing is cached in');
});

it('--stats tells what was known, and why nothing can be kept', async () => {
  const root = await folder({ ...crowded, file: '' });
  const stats = async (place: string): Promise<string> => (await msa(['lint', '--stats', '--cache-location', place], { cwd: root })).stderr;
  expect(await stats('kept')).toContain('stats  0 files known from the cache, 3 read\n');
  expect(await stats('kept')).toContain('stats  3 files known from the cache, 0 read\n');
  expect(await stats('file/kept')).toMatch(/stats {2}0 files known from the cache, 3 read; the cache cannot be written: E[A-Z]+\n/);
});

it('a folder without a name is refused', async () => {
  const { code, stderr } = await shell('"$@" lint --cache-location ""', { cwd: await folder(crowded) });
  expect(code).toBe(2);
  expect(stderr).toContain('--cache-location names no folder');
});

async function report(root: string, flags: readonly string[]): Promise<string> {
  const { stdout } = await msa([...JSON_LINT, ...flags], { cwd: root });
  expect(stdout).toContain('"schemaVersion"');
  return stdout.replace(/"durationMs": \d+/, '');
}

function many(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`services/orders/src/part-${String(n)}.ts`, `export const part = ${String(n)};\n`]),
  );
}

function killed(root: string, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.resolve('bin/run.js'), ...JSON_LINT, '--cache-location', 'kept'], {
      cwd: root,
      stdio: 'ignore',
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), ms);
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

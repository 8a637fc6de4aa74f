import { lstat, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createFileAtomic, reasonOf, terminalWidth, wantsColor, writeFileAtomic } from '../../src/cli/output.js';

describe('writeFileAtomic', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'msa-output-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('replaces a file, makes its folder, and leaves nothing beside it', async () => {
    const file = path.join(folder, 'deep/er/report.txt');
    await writeFileAtomic(file, 'one');
    await writeFileAtomic(file, 'two');
    expect(await readFile(file, 'utf8')).toBe('two');
    expect(await readdir(path.dirname(file))).toEqual(['report.txt']);
  });

  it('writes through a link and keeps the link', async () => {
    const link = path.join(folder, 'latest');
    await writeFile(path.join(folder, 'real'), 'old');
    await symlink('real', link);
    await writeFileAtomic(link, 'new');
    expect(await readFile(path.join(folder, 'real'), 'utf8')).toBe('new');
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
  });

  it('never replaces a device', async () => {
    await writeFileAtomic('/dev/null', 'gone');
    expect((await lstat('/dev/null')).isCharacterDevice()).toBe(true);
  });

  it('cleans up when it fails', async () => {
    await expect(writeFileAtomic(path.join(folder, 'no\0name'), 'x')).rejects.toThrow();
    await expect(writeFileAtomic(folder, 'x')).rejects.toThrow('EISDIR');
    expect(await readdir(folder)).toEqual([]);
    if (process.platform === 'linux') await expect(writeFileAtomic('/proc/none/report.txt', 'x')).rejects.toThrow('ENOENT');
  });
});

describe('createFileAtomic', () => {
  it('writes what is not there, and never what is, not even a link into nothing', async () => {
    const root = await mkdtemp(path.join(os.tmpdir(), 'msa-output-'));
    const file = path.join(root, 'msa.yaml');
    await symlink('nowhere', path.join(root, 'dangling'));
    expect(await Promise.all([createFileAtomic(file, 'one'), createFileAtomic(path.join(root, 'dangling'), 'x')])).toEqual([true, false]);
    expect(await createFileAtomic(file, 'two')).toBe(false);
    expect(await readFile(file, 'utf8')).toBe('one');
    expect((await readdir(root)).sort()).toEqual(['dangling', 'msa.yaml']);
    await rm(root, { recursive: true });
  });

  it('tells why it cannot', async () => {
    const error: unknown = await createFileAtomic('/dev/null/msa.yaml', 'x').catch((reason: unknown) => reason);
    expect(reasonOf(error)).toBe('ENOTDIR: not a directory');
  });
});

describe('terminalWidth', () => {
  it.each([
    ['', 100],
    ['80', 80],
    ['200', 200],
    ['10', 60],
    ['0', 100],
    ['-5', 100],
    ['wide', 100],
  ])('COLUMNS=%s: %s', (columns, expected) => {
    vi.stubEnv('COLUMNS', columns);
    expect(terminalWidth()).toBe(expected);
    vi.unstubAllEnvs();
  });
});

describe('wantsColor', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each([
    [true, '', '1', true],
    [false, '1', '', false],
    [undefined, '1', '1', true],
    [undefined, '0', '', false],
    [undefined, '', '1', false],
    [undefined, '', '', false], // no terminal looks on in a test
  ])('flag %s, FORCE_COLOR=%s, NO_COLOR=%s: %s', (flag, force, no, expected) => {
    vi.stubEnv('FORCE_COLOR', force);
    vi.stubEnv('NO_COLOR', no);
    vi.stubEnv('TERM', 'dumb');
    expect(wantsColor(flag)).toBe(expected);
  });
});

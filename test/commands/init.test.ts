import { readdir, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { folder, msa } from '../support/msa.js';
import { clean } from '../support/shop.js';

describe('msa init', () => {
  it('writes what lint then finds nothing to add to', async () => {
    const root = await folder(clean);
    const { code, stdout, stderr } = await msa(['init'], { cwd: root });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toBe('wrote msa.yaml: 2 services, 2 datastores. Read it through, correct it, commit it.\n');
    expect(await readFile(path.join(root, 'msa.yaml'), 'utf8')).toMatch(/^# What msa found/);
    expect(await msa(['lint', '--fail-on', 'info'], { cwd: root })).toMatchObject({
      code: 0,
      stderr: 'exit 0: no findings (fail-on=info)\n',
    });
  });

  it('prints the same with --dry-run and writes nothing', async () => {
    const root = await folder(clean);
    const { stdout, stderr } = await msa(['init', '--dry-run'], { cwd: root });
    expect(stderr).toBe('');
    await expect(readFile(path.join(root, 'msa.yaml'))).rejects.toThrow('ENOENT');
    await msa(['init'], { cwd: root });
    expect(await readFile(path.join(root, 'msa.yaml'), 'utf8')).toBe(stdout);
  });

  it.each(['msa.yml', 'msa.yaml'])('never overwrites %s', async (name) => {
    const root = await folder({ ...clean, [name]: 'version: 1\n' });
    expect(await msa(['init'], { cwd: root })).toEqual({
      code: 2,
      stdout: '',
      stderr: `msa: ${name} is there already\n  hint  msa init --dry-run prints what it would write.\nexit 2: could not analyse (E_EXISTS)\n`,
    });
    expect(await readFile(path.join(root, name), 'utf8')).toBe('version: 1\n');
  });

  it('leaves a link into nothing alone', async () => {
    const root = await folder(clean);
    await symlink('nowhere.yaml', path.join(root, 'msa.yaml'));
    expect(await msa(['init'], { cwd: root })).toMatchObject({ code: 2, stderr: expect.stringContaining('is there already') as string });
    expect((await readdir(root)).sort()).toEqual(['docker-compose.yml', 'msa.yaml', 'services']);
  });

  it('of two at once one writes, and the file is whole', async () => {
    const root = await folder(clean);
    const { stdout: whole } = await msa(['init', '--dry-run'], { cwd: root });
    const both = await Promise.all([msa(['init'], { cwd: root }), msa(['init'], { cwd: root })]);
    expect(both.map(({ code }) => code).sort()).toEqual([0, 2]);
    expect((await readdir(root)).sort()).toEqual(['docker-compose.yml', 'msa.yaml', 'services']);
    expect(await readFile(path.join(root, 'msa.yaml'), 'utf8')).toBe(whole);
  });

  it('writes nothing where there is no service', async () => {
    const root = await folder({ 'README.md': '' });
    expect(await msa(['init'], { cwd: root })).toMatchObject({ code: 2, stderr: expect.stringContaining('no service found') as string });
    expect(await readdir(root)).toEqual(['README.md']);
  });
});

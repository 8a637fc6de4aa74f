import { readFile } from 'node:fs/promises';
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

  it('never overwrites', async () => {
    const root = await folder({ ...clean, 'msa.yml': 'version: 1\n' });
    expect(await msa(['init'], { cwd: root })).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'msa: msa.yml is there already\n  hint  msa init --dry-run prints what it would write.\nexit 2: could not analyse (E_EXISTS)\n',
    });
  });
});

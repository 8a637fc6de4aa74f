import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { findingsBelow, prefixes, rootFolder } from '../../src/cli/paths.js';
import type { Finding } from '../../src/model/finding.js';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'msa-paths-'));
  for (const folder of ['orders', 'orders-old']) {
    await mkdir(path.join(root, folder));
    await writeFile(path.join(root, folder, 'a.ts'), '');
  }
});
afterAll(() => rm(root, { recursive: true }));

function finding(id: string, file: string | undefined, related?: string): Finding {
  const at = (name: string): { file: string; line: number; column: number } => ({ file: name, line: 1, column: 1 });
  return {
    id,
    rule: 'msa/example',
    antipattern: 'msa',
    severity: 'error',
    confidence: 'high',
    message: '',
    why: '',
    fix: '',
    docs: '',
    services: [],
    datastore: null,
    ...(file === undefined ? {} : { location: at(file) }),
    related: related === undefined ? [] : [{ ...at(related), message: '' }],
    metrics: {},
    state: 'new',
  };
}

const findings = [
  finding('in', 'orders/a.ts'),
  finding('other', 'orders-old/a.ts'),
  finding('related', 'billing/b.ts', 'orders/a.ts'),
  finding('nowhere', undefined),
];

async function below(...paths: readonly string[]): Promise<string[]> {
  return (await findingsBelow(paths, root, findings)).map(({ id }) => id);
}

describe('findingsBelow', () => {
  it('keeps everything without paths', async () => {
    expect(await below()).toEqual(['in', 'other', 'related', 'nowhere']);
  });

  it('keeps what touches a file or folder', async () => {
    expect(await below(path.join(root, 'orders'))).toEqual(['in', 'related']);
    expect(await below('orders/a.ts', 'orders-old/')).toEqual(['in', 'other', 'related']);
    expect(await below(root)).toEqual(['in', 'other', 'related']);
  });

  it('refuses what is not there or outside', async () => {
    await expect(below('missing')).rejects.toThrow('the path missing does not exist');
    await expect(below(os.tmpdir())).rejects.toThrow('is outside the root');
  });
});

it('a root is a folder', async () => {
  expect(await rootFolder(root)).toBe(root);
  await expect(rootFolder(path.join(root, 'missing'))).rejects.toThrow('does not exist');
  await expect(rootFolder('')).rejects.toThrow('the folder "" does not exist');
  await expect(rootFolder(path.join(root, 'orders/a.ts'))).rejects.toThrow('is a file, not a folder');
});

describe('prefixes', () => {
  it('lead from the top of the repository and from the working folder', async () => {
    await mkdir(path.join(root, 'orders/.git'), { recursive: true });
    await mkdir(path.join(root, 'orders/src'));
    expect((await prefixes(path.join(root, 'orders/src'))).repository).toBe('src/');
    expect((await prefixes(path.join(root, 'orders'))).repository).toBe('');
    expect(await prefixes(path.resolve('fixtures/webshop'))).toEqual({ repository: 'fixtures/webshop/', folder: 'fixtures/webshop/' });
  });

  it('name nothing outside where there is no repository', async () => {
    const { repository, folder } = await prefixes(path.join(root, 'orders-old'));
    expect(repository).toBe('');
    expect(folder).toMatch(/^(\.\.\/)+.*orders-old\/$/);
  });
});

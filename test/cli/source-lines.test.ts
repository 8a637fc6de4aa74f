import { truncate } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from 'vitest';

import { sourceLines } from '../../src/cli/source-lines.js';
import { folder } from '../support/msa.js';

it('tells the lines of a file, whatever ends them', async () => {
  const lineOf = sourceLines(await folder({ 'a.ts': 'one\r\ntwo\nthree' }));
  expect([0, 1, 2, 3, 4].map((line) => lineOf('a.ts', line))).toEqual([undefined, 'one', 'two', 'three', undefined]);
});

it('has no lines of what is missing, a folder, or too large to be worth it', async () => {
  const root = await folder({ 'huge.ts': '', 'folder/a.ts': 'x' });
  await truncate(path.join(root, 'huge.ts'), 3 * 1024 ** 3);
  const lineOf = sourceLines(root);
  const started = performance.now();
  expect(['missing.ts', 'folder', 'huge.ts'].map((file) => lineOf(file, 1))).toEqual([undefined, undefined, undefined]);
  expect(performance.now() - started).toBeLessThan(1000);
});

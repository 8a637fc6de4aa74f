import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { msa } from './support/msa.js';

/** What README.md shows of the demo. */
const SHOWN = /```text\n([^]*?)\n```/.exec(readFileSync('README.md', 'utf8'))?.[1]?.split('\n\n') ?? [];

it('README.md shows what the demo prints', async () => {
  const { stdout, stderr } = await msa(['lint', '--root', 'fixtures/webshop', '--fail-on', 'never']);
  expect(SHOWN.length).toBeGreaterThan(3);
  for (const part of SHOWN) expect(`${stdout}${stderr}`).toContain(part);
});

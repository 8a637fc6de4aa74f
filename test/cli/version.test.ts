import { expect, it } from 'vitest';

import { asksForVersion } from '../../src/cli/version.js';
import { msa } from '../support/msa.js';

it.each([
  [['--version'], true],
  [['-v'], true],
  [['--version', 'lint'], false],
  [['lint', '--version'], false],
  [[], false],
])('%j asks for the version alone: %s', (args, expected) => {
  expect(asksForVersion(args)).toBe(expected);
});

it('is told as oclif tells it', async () => {
  const [own, short, oclif] = await Promise.all([msa(['--version']), msa(['-v']), msa(['--version', '--color'])]);
  expect(own.stdout).toMatch(/^msa-lint\/\d+\.\d+\.\d+ \w+-\w+ node-v[\d.]+\n$/);
  expect([own, short]).toEqual([oclif, oclif]);
});

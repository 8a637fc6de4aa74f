import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { expect, it } from 'vitest';

const run = promisify(execFile);

it('parsers take whatever comes, and the same seed gives the same', async () => {
  const args = ['test/fuzz/fuzz.mjs', '--runs', '200', '--seed', '7', '--only', 'sql', '--only', 'baseline', '--only', 'prisma'];
  const [first, second] = await Promise.all([run(process.execPath, args), run(process.execPath, args)]);
  const told = (text: string): string[] =>
    text
      .replaceAll(/[\d.]+ m?s\b/g, 'TIME')
      .trim()
      .split('\n');
  expect(told(first.stdout)).toEqual(told(second.stdout));
  expect(told(first.stdout).map((line) => line.replace(/ on \d+ files/, ''))).toEqual(
    ['sql', 'baseline', 'prisma'].map((name) => `${name}: 200 runs, 0 bugs, TIME, slowest run TIME`),
  );
});

it('a bug is told with its smallest input and how to repeat it', async () => {
  const args = ['test/fuzz/fuzz.mjs', '--runs', '50', '--only', 'planted'];
  const { stdout, code } = await run(process.execPath, args).then(
    () => ({ stdout: '', code: 0 }),
    (error: unknown) => error as { readonly stdout: string; readonly code: number },
  );
  expect(code).toBe(1);
  expect(stdout).toMatch(/RangeError: too many colons/);
  expect(stdout).toContain('the smallest input:\n    "::"');
  expect(stdout).toMatch(/again: npm run fuzz -- --only planted --seed 1 --run \d+/);
});

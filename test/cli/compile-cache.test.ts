import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import path from 'node:path';

import { expect, it } from 'vitest';

import { folder, msa } from '../support/msa.js';
import { clean } from '../support/shop.js';

/** Later versions of Node keep compiled code by themselves. */
const isByItself = 'enableCompileCache' in module;

it('compiled code is kept in the cache folder of the user, and believed only as it was written', async () => {
  const root = await folder(clean);
  const caches = await folder({});
  const kept = path.join(caches, 'msa/code');
  const code = (): string[] => (isByItself ? [] : readdirSync(kept).map((name) => path.join(kept, name)));
  const report = async (): Promise<string> => {
    const {
      code: exit,
      stdout,
      stderr,
    } = await msa(['lint', '--no-cache', '--fail-on', 'never'], { cwd: root, env: { XDG_CACHE_HOME: caches } });
    expect(exit).toBe(0);
    expect(stderr).toMatch(/^exit 0: /);
    return stdout.replace(/\d+ ms/, '');
  };
  const expected = await report();
  // The parser is two files, and msa's own code some more.
  expect(code().length > 4).toBe(!isByItself);
  const whole = code().map((file) => readFileSync(file));
  expect(await report()).toBe(expected);
  expect(code().map((file) => readFileSync(file).equals(whole[code().indexOf(file)] ?? Buffer.alloc(0)))).toEqual(whole.map(() => true));
  for (const damaged of [
    (bytes: Buffer) => bytes.subarray(0, 5000),
    (bytes: Buffer) => Buffer.alloc(bytes.length, 7),
    () => Buffer.alloc(2),
  ]) {
    for (const [at, file] of code().entries()) writeFileSync(file, damaged(whole[at] ?? Buffer.alloc(0)));
    expect(await report()).toBe(expected);
    for (const [at, file] of code().entries()) expect(readFileSync(file).length).toBeGreaterThan((whole[at]?.length ?? 0) / 2);
  }
}, 60_000);

it('where nothing can be kept, all is compiled anew', async () => {
  const root = await folder({ ...clean, file: '' });
  const run = (caches: string): ReturnType<typeof msa> =>
    msa(['lint', '--no-cache'], { cwd: root, env: { XDG_CACHE_HOME: path.join(root, caches) } });
  const { code, stdout } = await run('file');
  expect(code).toBe(0);
  expect((await run('caches')).stdout.replace(/\d+ ms/, '')).toBe(stdout.replace(/\d+ ms/, ''));
});

it.each([
  ['a judge of imports that is loaded late', ['lint', '--root', 'fixtures/small/cross-service-import/module-behind-index', '--no-cache']],
  ['a command of a package', ['help', 'lint']],
])('%s is found from kept code too', async (_, args) => {
  const env = { XDG_CACHE_HOME: await folder({}) };
  const first = await msa(args, { env });
  expect(first.stderr).not.toContain('bug in msa');
  expect((await msa(args, { env })).stdout.replace(/\d+ ms/, '')).toBe(first.stdout.replace(/\d+ ms/, ''));
});

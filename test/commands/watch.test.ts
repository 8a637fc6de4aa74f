import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { folder, msa } from '../support/msa.js';
import { clean, shared } from '../support/shop.js';

interface Watch {
  /** What was written since the last call, once both streams hold the texts. */
  readonly says: (expected: {
    readonly stdout?: string;
    readonly stderr?: string;
  }) => Promise<{ readonly stdout: string; readonly stderr: string }>;
  /** What was written since then by a run that should not be, after long enough. */
  readonly staysQuiet: () => Promise<void>;
  readonly interrupt: () => Promise<number | null | string>;
}

/** `msa lint --watch` as a process of its own, without a terminal. */
function watching(cwd: string, ...args: readonly string[]): Watch {
  const { CI: _ci, FORCE_COLOR: _force, ...env } = process.env;
  const child = spawn(process.execPath, [path.resolve('bin/run.js'), 'lint', '--watch', ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null | string>((resolve) =>
    child.on('exit', (code, signal) => {
      resolve(signal ?? code);
    }),
  );
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return {
    says: async (expected) => {
      const until = Date.now() + 30_000;
      while (!stdout.includes(expected.stdout ?? '') || !stderr.includes(expected.stderr ?? '')) {
        if (Date.now() > until) throw new Error(`waited for ${JSON.stringify(expected)}, got\n${stdout}\n${stderr}`);
        await pause(50);
      }
      const said = { stdout, stderr };
      [stdout, stderr] = ['', ''];
      return said;
    },
    staysQuiet: async () => {
      await pause(1500);
      expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
    },
    interrupt: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const WAITS = 'for changes, Ctrl-C ends\n';
const BILLING = 'services/billing/src/main.ts';

it('reports again after every change, what is wrong and what is mended, until it is interrupted', async () => {
  const cwd = await folder(clean);
  const watch = watching(cwd);
  const first = await watch.says({ stderr: WAITS });
  expect(first.stderr).toBe(`exit 0: no findings (fail-on=error)\nwatching . ${WAITS}`);
  expect(first.stdout).toBe((await msa(['lint'], { cwd })).stdout.replace(/\d+ ms/, /\d+ ms/.exec(first.stdout)?.[0] ?? ''));

  await writeFile(path.join(cwd, BILLING), shared[BILLING] ?? '');
  const second = await watch.says({ stderr: WAITS });
  expect(second.stdout).toContain('database-per-service/shared-datastore');
  expect(second.stderr).toBe(`\nchanged: ${BILLING}\nexit 1: 1 error (fail-on=error)\nwatching . ${WAITS}`);

  await writeFile(path.join(cwd, BILLING), clean[BILLING] ?? '');
  expect((await watch.says({ stderr: WAITS })).stderr).toContain('exit 0: no findings');
  expect(await watch.interrupt()).toBe('SIGINT');
});

it('what cannot be analysed is told, and mending it is seen', async () => {
  const cwd = await folder({ ...clean, 'msa.yaml': 'servces: {}\n' });
  const watch = watching(cwd);
  expect((await watch.says({ stderr: WAITS })).stderr).toContain('exit 2: could not analyse (E_MANIFEST)');
  await rm(path.join(cwd, 'msa.yaml'));
  expect((await watch.says({ stderr: WAITS })).stderr).toContain('exit 0');
});

it('folders and files that are new are seen, those that are left out are not, nor what it writes itself', async () => {
  const cwd = await folder({ ...clean, '.gitignore': 'made/\n', 'node_modules/a/index.js': '', 'made/a.ts': '' });
  const watch = watching(cwd, '--format', 'json=report.json', '--format', 'text', '--cache-location', 'kept');
  await watch.says({ stderr: WAITS });
  expect([existsSync(path.join(cwd, 'report.json')), existsSync(path.join(cwd, 'kept'))]).toEqual([true, true]);
  for (const file of ['made/a.ts', 'node_modules/a/index.js']) await writeFile(path.join(cwd, file), 'changed');
  await watch.staysQuiet();

  await mkdir(path.join(cwd, 'services/orders/src/more'));
  await writeFile(path.join(cwd, 'services/orders/src/more/a.ts'), 'export const a = 1;\n');
  await watch.says({ stderr: WAITS });
  await writeFile(path.join(cwd, '.gitignore'), '');
  await watch.says({ stderr: `changed: .gitignore` });
  await watch.says({ stderr: WAITS });
  await writeFile(path.join(cwd, 'made/a.ts'), 'changed again');
  expect((await watch.says({ stderr: WAITS })).stderr).toContain('changed: made/a.ts\n');
});

it('a manifest and a baseline elsewhere are watched too', async () => {
  const [cwd, elsewhere] = [await folder(clean), await folder({ 'msa.yaml': '' })];
  const config = path.join(elsewhere, 'msa.yaml');
  const watch = watching(cwd, '--config', config);
  await watch.says({ stderr: WAITS });
  await writeFile(config, 'name: shop\n');
  expect((await watch.says({ stderr: WAITS })).stderr).toContain(`changed: ${path.relative(cwd, config)}`);
});

it.each([
  [['--staged'], 'E_USAGE'],
  [['--format', 'jsn'], 'E_USAGE'],
  [['--root', 'nowhere'], 'E_ROOT'],
])('%j is refused at once', async (args, code) => {
  const { code: exit, stderr } = await msa(['lint', '--watch', ...args], { cwd: await folder(clean) });
  expect([exit, stderr]).toEqual([2, expect.stringContaining(`exit 2: could not analyse (${code})`)]);
});

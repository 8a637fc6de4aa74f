import { existsSync } from 'node:fs';
import { readdir, readFile, symlink, truncate } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { describe, expect, it } from 'vitest';

import { folder, msa, shell } from '../support/msa.js';
import { clean, shared } from '../support/shop.js';

const SHARED = 'database-per-service/shared-datastore';

describe('msa lint ends', () => {
  it('with 0 on a clean system', async () => {
    const { code, stdout, stderr } = await msa(['lint', '--root', await folder(clean)]);
    expect(stderr).toBe('exit 0: no findings (fail-on=error)\n');
    expect(stdout).toContain('2 services');
    expect(code).toBe(0);
  });

  it('with 1 on findings, and says which on stdout alone', async () => {
    const { code, stdout, stderr } = await msa(['lint', '--root', await folder(shared)]);
    expect(stderr).toBe('exit 1: 1 error (fail-on=error)\n');
    expect(stdout).toContain(SHARED);
    expect(stdout).toContain('services/billing/src/main.ts:2');
    expect(stdout).not.toContain('\u001B');
    expect(code).toBe(1);
  });

  it.each([
    [['--fail-on', 'never'], 0, 'exit 0: 1 error (fail-on=never)'],
    [['--rule', `${SHARED}=warning`], 0, 'exit 0: 1 warning (fail-on=error)'],
    [['--rule', `${SHARED}=warning`, '--max-warnings', '0'], 1, 'exit 1: 1 warning (max-warnings=0)'],
    [['--rule', `${SHARED}=off`], 0, 'exit 0: no findings (fail-on=error)'],
    [['--only', 'god-service'], 0, 'exit 0: no findings (fail-on=error)'],
    [['--no-cache', '--no-color', '--quiet', 'services/billing'], 1, 'exit 1: 1 error (fail-on=error)'],
    [['docker-compose.yml', '--rule', `${SHARED}=off`], 0, 'exit 0: no findings (fail-on=error)'],
  ])('as the flags say: %j', async (flags, code, last) => {
    const outcome = await msa(['lint', ...flags], { cwd: await folder(shared) });
    expect(outcome).toMatchObject({ code, stderr: `${last}\n` });
  });
});

describe('msa lint refuses with 2, a hint and no report', () => {
  it.each([
    [
      'unknown flag',
      ['--formt', 'json'],
      'msa: unknown flag: --formt\n  hint  Did you mean --format?\nexit 2: could not analyse (E_USAGE)\n',
    ],
    [
      'unknown value',
      ['--fail-on', 'warn'],
      'msa: Expected --fail-on=warn to be one of: error, warning, info, never\n  hint  Did you mean warning?\nexit 2: could not analyse (E_USAGE)\n',
    ],
    [
      'unknown format',
      ['--format', 'jsn'],
      'msa: there is no format "jsn"\n  hint  Did you mean json?\nexit 2: could not analyse (E_USAGE)\n',
    ],
    [
      'missing root',
      ['--root', 'nowhere'],
      'msa: the folder "nowhere" does not exist\n  hint  Give the folder of the system with --root.\nexit 2: could not analyse (E_ROOT)\n',
    ],
    [
      'missing path',
      ['nowhere.ts'],
      'msa: the path nowhere.ts does not exist\n  hint  PATHs choose what is reported; the whole root is always analysed.\nexit 2: could not analyse (E_PATH)\n',
    ],
    [
      'missing manifest',
      ['--config', 'nowhere.yaml'],
      'msa: the manifest nowhere.yaml does not exist\n  hint  `msa init` writes one.\nexit 2: could not analyse (E_MANIFEST)\n',
    ],
    [
      'unknown rule',
      ['--rule', 'database-per-service/shared-datastor=off'],
      `msa: there is no rule "database-per-service/shared-datastor"\n  hint  Did you mean ${SHARED}?\nexit 2: could not analyse (E_RULE)\n`,
    ],
    [
      'unknown family',
      ['--only', 'god-servce'],
      'msa: there is no family of rules "god-servce"\n  hint  Did you mean god-service?\nexit 2: could not analyse (E_FAMILY)\n',
    ],
  ])('%s', async (_, flags, stderr) => {
    expect(await msa(['lint', ...flags], { cwd: await folder(clean) })).toEqual({ code: 2, stdout: '', stderr });
  });

  it('an empty folder: nothing analysed is never green', async () => {
    const { code, stdout, stderr } = await msa(['lint'], { cwd: await folder({}) });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^msa: no service found\n {2}hint {2}.*\nexit 2: could not analyse \(E_NO_SERVICE\)\n$/);
  });

  it.each([
    [
      'broken msa.yaml',
      'servces: {}\n',
      'msa: unknown key "servces"\n  at    msa.yaml:1:1\n  hint  Did you mean "services"?\nexit 2: could not analyse (E_MANIFEST)\n',
    ],
    [
      'msa.yaml that names a missing folder',
      'services:\n  orders: { path: services/order }\n',
      'msa: the folder "services/order" of service orders does not exist\n  at    msa.yaml:2:3\n  hint  Did you mean "services/orders"?\nexit 2: could not analyse (E_MANIFEST)\n',
    ],
    [
      'msa.yaml with an unknown rule',
      'rules:\n  god-service/hub: off\n',
      'msa: there is no rule "god-service/hub"\n  at    msa.yaml:2:3\n  hint  Did you mean god-service/hub-service?\nexit 2: could not analyse (E_RULE)\n',
    ],
  ])('%s', async (_, text, stderr) => {
    expect(await msa(['lint'], { cwd: await folder({ ...clean, 'msa.yaml': text }) })).toEqual({ code: 2, stdout: '', stderr });
  });
});

describe('msa lint survives', () => {
  it('a file that does not parse, and tells it', async () => {
    const root = await folder({ ...clean, 'services/orders/src/broken.ts': 'export function {' });
    const { code, stdout } = await msa(['lint'], { cwd: root });
    expect(stdout).toContain('services/orders/src/broken.ts');
    expect(code).toBeLessThan(2);
  });

  it('a file it cannot read, and tells it', async () => {
    const root = await folder({ ...clean, 'services/orders/src/huge.ts': '' });
    await truncate(path.join(root, 'services/orders/src/huge.ts'), 3 * 1024 ** 3); // a hole, no blocks; Node reads 2 GB at most
    const { code, stdout, stderr } = await msa(['lint'], { cwd: root });
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'exit 0: 1 warning (fail-on=error)\n' });
    expect(stdout).toMatch(/^warning {2}msa\/parse-error .*huge\.ts cannot be read/);
    expect(stdout).toContain('skipped 1 file: 1 unreadable · 1 problem with files\n');
  });

  it('a loop of links, a dangling link, a binary file and 10 MB in one line', async () => {
    const root = await folder({
      ...clean,
      'services/orders/src/image.ts': new Uint8Array([0, 159, 146, 150, 0, 1, 2]),
      'services/orders/src/long.js': `var x = "${'y'.repeat(10_000_000)}";`,
    });
    await symlink('..', path.join(root, 'services/orders/src/loop'));
    await symlink('nowhere.ts', path.join(root, 'services/orders/src/dangling.ts'));
    const { code, stderr } = await msa(['lint'], { cwd: root });
    expect(stderr).toBe('exit 0: no findings (fail-on=error)\n');
    expect(code).toBe(0);
  });
});

it('runs no code of the analysed repository, whichever tool it is written for', async () => {
  const trap = `require('fs').writeFileSync('sprung', ''); module.exports = {};`;
  const names = ['prisma-ast', 'dependency-cruiser', 'babel', 'oclif', 'ts-morph', 'swc', 'webpack', 'eslint', 'msa', 'prisma'];
  const files = names.flatMap((name) => [
    `.${name}rc.js`,
    `.${name}rc.cjs`,
    `${name}.config.js`,
    `${name}.config.cjs`,
    `.${name}.js`,
    `.${name}.cjs`,
  ]);
  const root = await folder({
    ...clean,
    ...Object.fromEntries(files.map((file) => [file, trap])),
    'package.json': JSON.stringify({ name: 'shop', oclif: { plugins: ['./trap'], hooks: { init: './.msa.js' } } }),
    'services/orders/prisma/schema.prisma': 'model Order { id Int @id }\n',
    'services/orders/src/import.ts': "import { x } from '../../billing/src/main.js';\nconsole.log(x);\n",
  });
  const { stdout } = await msa(['lint', '--format', 'json'], { cwd: root });
  expect(stdout).toContain('distributed-monolith/cross-service-import'); // dependency-cruiser was at work too
  expect(await readdir(root)).not.toContain('sprung');
});

describe('the report', () => {
  it('goes where --format and --output say', async () => {
    const root = await folder(shared);
    const { stdout } = await msa(['lint', '--format', 'json=out/report.json', '--format', 'text', '--output', 'report.txt', '--color'], {
      cwd: root,
    });
    expect(stdout).toBe('');
    expect(JSON.parse(await readFile(path.join(root, 'out/report.json'), 'utf8'))).toMatchObject({
      schemaVersion: 1,
      summary: { services: 2, error: 1 },
      findings: [{ rule: SHARED, services: ['billing', 'orders'] }],
    });
    const text = await readFile(path.join(root, 'report.txt'), 'utf8');
    expect(text).toContain(SHARED);
    expect(text).not.toContain('\u001B');
  });

  it('is whole or not there where the disk is full', async () => {
    const cwd = await folder(shared);
    const { code, stderr } = await shell('ulimit -f 1; "$@" lint --no-cache --format json=report.json', { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('msa: the json report cannot be written to report.json: EFBIG');
    expect((await readdir(cwd)).filter((name) => name.includes('report'))).toEqual([]);
  });

  it('is the same twice', async () => {
    const root = await folder(shared);
    const json = async (): Promise<string> =>
      (await msa(['lint', '--format', 'json'], { cwd: root })).stdout.replace(/"durationMs": ?\d+/, '');
    expect(await json()).toBe(await json());
  });

  it('is whole when a pipe reads it slowly', async () => {
    const calls = Array.from({ length: 1000 }, (_, n) => `await axios.get('http://billing:3000/invoices/part-${n}');`).join('\n');
    const source = `import axios from 'axios';\nexport async function all() {\n${calls}\n}\nvoid all();\n`;
    const root = await folder({ ...clean, 'services/orders/src/extra.ts': source });
    const { stdout } = await shell('"$@" lint --format json | (sleep 1; cat)', { cwd: root });
    expect(stdout.length).toBeGreaterThan(2 * 65_536); // more than a pipe holds
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1 });
  });

  it('may be cut off by its reader without changing the verdict', async () => {
    const { stdout, stderr } = await shell('"$@" lint | head -c 1 >/dev/null; echo "${PIPESTATUS[0]}"', { cwd: await folder(shared) });
    expect(stdout).toBe('1\n');
    expect(stderr).toBe('exit 1: 1 error (fail-on=error)\n');
  });

  it.runIf(existsSync('/dev/full'))('that cannot be written is no verdict', async () => {
    const root = await folder(clean);
    for (const more of ['', '--format text --format json=report.json']) {
      const { stdout, stderr } = await shell(`"$@" lint ${more} >/dev/full; echo $?`, { cwd: root });
      expect(stdout).toBe('2\n');
      expect(stderr).toMatch(/msa: the output cannot be written: ENOSPC.*\nexit 2: could not analyse \(E_OUTPUT\)\n$/);
    }
    const { code, stderr } = await msa(['lint', '--output', '/dev/full'], { cwd: root });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'msa: the text report cannot be written to /dev/full: ENOSPC: no space left on device, write\n  hint  Name another file.\nexit 2: could not analyse (E_OUTPUT)\n',
    });
  });

  it('has colours when they are asked for', async () => {
    const root = await folder(shared);
    expect((await msa(['lint', '--color'], { cwd: root })).stdout).toContain('\u001B[');
    expect((await msa(['lint'], { cwd: root, env: { FORCE_COLOR: '1' } })).stdout).toContain('\u001B[');
    expect((await msa(['lint', '--no-color'], { cwd: root, env: { FORCE_COLOR: '1' } })).stdout).not.toContain('\u001B[');
  });

  it('comes with sizes and times on stderr for --stats', async () => {
    const { stderr } = await msa(['lint', '--stats'], { cwd: await folder(clean) });
    expect(stderr).toMatch(
      /^stats {2}2 services, \d+ files, 1 edges?, \d+ datastores, \d+ topics?, \d+ loose ends?\nstats {2}\d+ files known from the cache, \d+ read\nstats {2}changes in lockstep are not judged: no git repository\nstats {2}read the manifest \d+ ms, [^\n]+ services \d+ ms\nstats {2}\d+ ms, \d+ MB, \d+ values given up\nexit 0: /,
    );
  });

  it('tells in --stats what grew too large to be known, also in a small system', async () => {
    const row = `[${Array.from({ length: 150 }, (_, at) => at).join()}]`;
    const grows = `import axios from 'axios';\naxios.post('http://orders/all', [${row}, ${row}, ${row}]);\n`;
    const { stderr } = await msa(['lint', '--stats'], { cwd: await folder({ ...clean, 'services/orders/src/grows.js': grows }) });
    expect(stderr).toContain(' MB, 1 value given up\n');
  });
});

it.each([
  ['INT', '130'],
  ['TERM', '143'],
])('SIG%s ends it with %s, also while it waits', async (signal, code) => {
  const script = `mkfifo pipe.yaml; "$@" lint --config pipe.yaml & pid=$!; sleep 1; kill -${signal} $pid; wait $pid; echo $?`;
  expect(await shell(script, { cwd: await folder(clean) })).toMatchObject({ stdout: `${code}\n` });
});

/** Writes half of a file, is told to end, and would write the rest a little later. */
const INTERRUPTED = `import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
const { writeFile } = fs;
fs.writeFile = async (file, text) => {
  const half = Math.floor(text.length / 2);
  await writeFile(file, text.slice(0, half));
  process.kill(process.pid, process.env.SIGNAL);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  await writeFile(file, text.slice(half), { flag: 'a' });
};
syncBuiltinESMExports();
`;

it.each([
  ['INT', '130'],
  ['TERM', '143'],
])('SIG%s in the middle of a report ends it with %s, and nothing is half written', async (signal, code) => {
  const tools = await folder({ 'interrupted.mjs': INTERRUPTED });
  const root = await folder({ ...shared, 'old.json': 'the last one' });
  const before = await readdir(root);
  const env = { SIGNAL: `SIG${signal}`, NODE_OPTIONS: `--import ${pathToFileURL(path.join(tools, 'interrupted.mjs')).href}` };
  const lint = (file: string): string => `"$@" lint --no-cache --format json=${file} --format text; echo $?`;
  for (const file of ['new.json', 'old.json']) expect(await shell(lint(file), { cwd: root, env })).toMatchObject({ stdout: `${code}\n` });
  expect(await readdir(root)).toEqual(before);
  expect(await readFile(path.join(root, 'old.json'), 'utf8')).toBe('the last one');
  const { stdout } = await shell(lint('old.json'), { cwd: root });
  expect(stdout).toMatch(/\n1\n$/);
  expect(JSON.parse(await readFile(path.join(root, 'old.json'), 'utf8'))).toMatchObject({ schemaVersion: 1 });
});

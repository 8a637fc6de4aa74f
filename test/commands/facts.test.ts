import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from 'vitest';

import { folder, msa, shell } from '../support/msa.js';
import { shared } from '../support/shop.js';
import { transcript } from '../support/transcript.js';

/** Each service in a repository of its own, and one that deploys both. */
const REPOSITORIES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    ...shared,
    'docker-compose.yml': (shared['docker-compose.yml'] ?? '').replaceAll('build: services/', 'build: ../'),
  }).map(([file, text]) => [file.startsWith('services/') ? file.slice('services/'.length) : `deployment/${file}`, text]),
);
const NAMES = ['orders', 'billing', 'deployment'];

/** A folder with the facts of all and without their source, where they are linted. */
async function collected(repositories: Readonly<Record<string, string>> = REPOSITORIES): Promise<string> {
  const [sources, here] = [await folder(repositories), await folder({})];
  for (const name of NAMES) {
    const { code } = await msa(['extract', '--root', path.join(sources, name), '--output', `${name}.json`], { cwd: here });
    expect(code).toBe(0);
  }
  return here;
}

const ALL = ['--facts', ...NAMES.map((name) => `${name}.json`)];

it('what is extracted, linted together, refused: as it is printed', async () => {
  const cwd = await collected({ ...REPOSITORIES, 'billing/docker-compose.yml': 'services: { a: { image: "x"\n' });
  await writeFile(path.join(cwd, 'later.json'), '{"factsVersion":2,"tool":{"name":"msa-lint","version":"0.9.0"}}');
  await writeFile(path.join(cwd, 'other.json'), '{"name":"orders"}');
  await mkdir(path.join(cwd, 'empty'));
  const pages: string[] = [];
  for (const args of [
    'extract --root empty --output none.json',
    'extract --root empty --name ../orders',
    'lint --facts orders.json billing.json deployment.json',
    'lint orders --quiet --facts orders.json --facts billing.json --facts deployment.json',
    'lint nowhere --facts orders.json',
    'lint --facts later.json',
    'lint --facts other.json',
    'lint --facts missing.json',
    'lint --facts empty',
    'lint --facts orders.json orders.json',
    'lint --facts none.json',
    'lint --facts orders.json --since main',
  ]) {
    pages.push(transcript(`msa ${args}`, await msa(args.split(' '), { cwd })));
  }
  await expect(pages.join('\n')).toMatchFileSnapshot('golden/facts.txt');
});

it('the report is that of the repositories beside each other, but for lines of source', async () => {
  const [cwd, beside] = [await collected(), await folder(REPOSITORIES)];
  const report = async (args: readonly string[], where: string): Promise<unknown> => {
    const { stdout } = await msa(['lint', '--format', 'json', ...args], { cwd: where });
    return JSON.parse(stdout.replace(/"durationMs": \d+/, '"durationMs": 0'), (key, value: unknown) =>
      key === 'history' ? undefined : value,
    );
  };
  expect(await report(ALL, cwd)).toEqual(await report([], beside));
});

it('facts on stdout are those of the file, and can be piped', async () => {
  const cwd = await folder(REPOSITORIES);
  await shell('"$@" extract --root orders >piped.json && "$@" extract --root orders --output written.json', { cwd });
  const [piped, written] = await Promise.all(['piped.json', 'written.json'].map((file) => readFile(path.join(cwd, file), 'utf8')));
  expect(piped).toBe(written);
  expect(piped).toMatch(/^\{"factsVersion":1,/);
});

it('rules, severities and the baseline are those of where it is linted', async () => {
  const cwd = await collected();
  expect((await msa(['lint', ...ALL], { cwd })).code).toBe(1);
  await writeFile(path.join(cwd, 'msa.yaml'), 'rules: { database-per-service/shared-datastore: warning }\n');
  expect((await msa(['lint', ...ALL], { cwd })).stderr).toContain('exit 0: 1 warning');
  const [id] = /(?<=^ {2}id {3})\w+/m.exec((await msa(['lint', ...ALL], { cwd })).stdout) ?? [''];
  const entry = { id, rule: 'database-per-service/shared-datastore', subject: 'billing, orders', reason: 'they are one team' };
  await writeFile(path.join(cwd, 'msa.baseline.json'), JSON.stringify({ version: 1, findings: [entry] }));
  expect((await msa(['lint', ...ALL], { cwd })).stderr).toContain('exit 0: no findings');
});

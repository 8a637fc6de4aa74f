import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { expect, it } from 'vitest';

import { folder, msa } from '../support/msa.js';
import { GIT_ENV, repository } from '../support/repository.js';
import { clean, service } from '../support/shop.js';
import { transcript } from '../support/transcript.js';

const EXAMPLE = 'fixtures/plugin';
const PLAIN = `export default {
  rules: [{
    meta: { id: 'naming/short', family: 'naming', summary: 'Names are short.', why: 'w', fix: 'f', severity: 'warning', example: 'e', options: {} },
    *check({ services }) { for (const { name } of services) if (name.length > 6) yield { message: name + ' is long', services: [name] }; },
  }],
};
`;
const named = { ...clean, 'msa.yaml': 'plugins: { acme: ./plugin.mjs }\nrules: { acme/naming/short: error }\n', 'plugin.mjs': PLAIN };

it('the example does what its README says (vitest -u writes the page anew)', async () => {
  const runs = [
    'lint',
    'lint --format acme/csv',
    'lint --format acme/cvs',
    'lint --only acme/teams --rule acme/teams/few-partners=info',
    'lint --no-plugins',
    'explain few-partners',
    'explain has-team',
    'explain acme/teams/has-teem',
    'baseline add --rule acme/teams/has-tea',
  ];
  const pages: string[] = [];
  for (const args of runs) pages.push(transcript(`msa ${args}`, await msa(args.split(' '), { cwd: path.resolve(EXAMPLE) })));
  await expect(pages.join('\n')).toMatchFileSnapshot('golden/plugins.txt');
});

it('rules of plugins stand behind those of msa, and are counted', async () => {
  const { stdout } = await msa(['rules', '--root', EXAMPLE], { env: { COLUMNS: '160' } });
  expect(stdout.trimEnd().split('\n').slice(-2)).toEqual([
    expect.stringMatching(/^acme\/teams\/has-team +info +Every service has a team\.$/),
    expect.stringMatching(/^acme\/teams\/few-partners +warning +A service asks services of few other teams\.$/),
  ]);
  const [own, all] = await Promise.all(
    [['--no-plugins'], []].map(async (flags) => (await msa(['config', '--verify', '--root', EXAMPLE, ...flags])).stderr),
  );
  const rulesIn = (text = ''): number => Number(/of (\d+) rules/.exec(text)?.[1]);
  expect(rulesIn(all)).toBe(rulesIn(own) + 2);
});

it('the tests of the example pass', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--test', '--test-reporter=tap', `${EXAMPLE}/msa/plugin.test.mjs`]);
  expect(stdout).toMatch(/^# pass 5$/m);
});

it('rules of plugins are in SARIF and in the schema of msa.yaml', async () => {
  const { stdout } = await msa(['lint', '--root', EXAMPLE, '--format', 'sarif']);
  const { runs } = JSON.parse(stdout) as {
    runs: { tool: { driver: { rules: { id: string; helpUri?: string }[] } }; results: { ruleId: string }[] }[];
  };
  const own = runs[0]?.results.map(({ ruleId }) => ruleId).filter((id) => id.startsWith('acme/'));
  expect(own).toEqual(['acme/teams/few-partners', 'acme/teams/has-team']);
  expect(runs[0]?.tool.driver.rules.find(({ id }) => id === 'acme/teams/has-team')?.helpUri).toBe('https://acme.example/rules/has-team');

  const schema = JSON.parse((await msa(['config', '--schema', '--root', EXAMPLE])).stdout) as {
    properties: { rules: { properties: Record<string, unknown> } };
  };
  expect(JSON.stringify(schema.properties.rules.properties['acme/teams/few-partners'])).toContain('"limit":{"type":"integer"');
});

it('the baseline takes findings of plugins and keeps them while they do not run', async () => {
  const cwd = await folder(named);
  expect((await msa(['baseline', 'add'], { cwd })).stderr).toContain('1 finding added');
  expect(await msa(['lint'], { cwd })).toMatchObject({ code: 0 });
  const { code, stdout, stderr } = await msa(['lint', '--no-plugins'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'plugins that did not run: acme\nexit 0: no findings (fail-on=error)\n' });
  expect(stdout).not.toContain('stale');
});

it('plugins of another repository run only when they are asked to', async () => {
  const root = await folder(named);
  const cwd = await folder({});
  const refused = await msa(['lint', '--root', root], { cwd });
  expect(refused).toEqual({
    code: 2,
    stdout: '',
    stderr: [
      'msa: msa.yaml names plugins (acme), which run code, and you are not in its repository',
      '  at    msa.yaml:1:12',
      '  hint  Add --plugins to run them, --no-plugins to do without.',
      'exit 2: could not analyse (E_PLUGIN)',
      '',
    ].join('\n'),
  });
  expect((await msa(['lint', '--root', root, '--plugins'], { cwd })).stdout).toContain('billing is long');
  expect((await msa(['lint', '--root', root, '--config', path.join(root, 'msa.yaml')], { cwd })).stdout).toContain('billing is long');
  expect((await msa(['lint', '--root', root, '--no-plugins'], { cwd })).stdout).not.toContain('billing is long');
  expect((await msa(['lint', '--root', '..'], { cwd: path.join(root, 'services') })).stdout).toContain('billing is long');
});

it('what is extended names no plugins', async () => {
  const cwd = await folder({
    ...clean,
    'msa.yaml': 'extends: ./base.yaml\n',
    'base.yaml': 'plugins: { acme: ./plugin.mjs }\n',
    'plugin.mjs': 'process.exit(7);',
  });
  const { code, stderr } = await msa(['lint'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('"./base.yaml" in `extends` names the plugin acme');
});

it.each(['msa', 'god-service', 'Acme', 'a/b', ''])('"%s" is no name of a plugin', async (name) => {
  const { code, stderr } = await msa(['config', '--verify'], {
    cwd: await folder({ 'msa.yaml': `plugins: { '${name}': ./plugin.mjs }\n` }),
  });
  expect({ code, isTold: stderr.includes('E_MANIFEST') && stderr.includes('plugin') }).toEqual({ code: 2, isTold: true });
});

it('a crash names plugin, rule and service, and --debug shows where', async () => {
  const crash = PLAIN.replace('if (name.length > 6)', 'name.no.thing;');
  const cwd = await folder({ ...named, 'plugin.mjs': crash });
  const { code, stdout, stderr } = await msa(['lint', '--debug'], { cwd });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^msa: the plugin acme crashed in its rule acme\/naming\/short, at the service billing: TypeError: .*$/m);
  expect(stderr).toMatch(/plugin\.mjs:4:\d+/);
});

it('a plugin judges what is staged and the state before', async () => {
  const { root, write, git } = await repository(named);
  write(service('warehouse', ''));
  const compose = `${clean['docker-compose.yml'] ?? ''}  warehouse:\n    build: services/warehouse\n`;
  write({ 'docker-compose.yml': compose });
  expect((await msa(['lint', '--staged'], { cwd: root, env: GIT_ENV })).stdout).not.toContain('is long');
  git('add', '-A');
  const { code, stdout } = await msa(['lint', '--staged'], { cwd: root, env: GIT_ENV });
  expect({ code, told: stdout.match(/\w+ is long/g) }).toEqual({ code: 1, told: ['warehouse is long'] });
});

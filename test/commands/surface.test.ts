import { readFile } from 'node:fs/promises';

import { expect, it } from 'vitest';

import { msa } from '../support/msa.js';

interface OclifManifest {
  readonly commands: Readonly<
    Record<string, { readonly args: object; readonly flags: object; readonly summary?: string; readonly examples?: readonly string[] }>
  >;
}

it('the surface is what users and scripts rely on', async () => {
  const { commands } = JSON.parse(await readFile('oclif.manifest.json', 'utf8')) as OclifManifest;
  const surface = Object.entries(commands).map(([name, { args, flags }]) => [
    name,
    ...Object.keys(args),
    ...Object.keys(flags)
      .sort()
      .map((flag) => `--${flag}`),
  ]);
  expect(surface.map((words) => words.join(' ')).sort()).toEqual([
    'add pattern service --answers --color --debug --dry-run --format --root --set --template',
    'advise --adr --answers --assume-microservices --assume-unknown --color --compare --config --debug --format --from-code --output --plugins --priorities --root --set --write',
    'baseline:add id --baseline --color --config --debug --expires --plugins --reason --root --rule',
    'baseline:prune --baseline --color --config --debug --plugins --root',
    'baseline:show --baseline --color --config --debug --plugins --root',
    'cache:clear --cache-location --color --debug --root',
    'completion shell --color --debug',
    'config --color --config --debug --plugins --print --root --schema --verify',
    'explain rule --color --config --debug --plugins --root',
    'extract --color --debug --name --output --root',
    'graph --affected --cache --cache-location --color --config --debug --format --output --plugins --profile --root --service',
    'hook:install --color --debug --root',
    'hook:uninstall --color --debug --root',
    'init --ci --color --debug --dry-run --root',
    'lint path --baseline --cache --cache-location --color --config --debug --facts --fail-on --format --inline-config --max-warnings --only --output --plugins --profile --quiet --root --rule --since --staged --stats --traces --watch',
    'new:service name --answers --color --debug --dry-run --format --patterns --root --set --template --yes',
    'patterns name --color --config --debug --root',
    'remove pattern service --color --debug --dry-run --format --root',
    'rules --color --config --debug --plugins --root',
    'undo --color --debug --root',
    'update service --color --debug --dry-run --format --root --template',
    'why from to --cache --cache-location --color --config --debug --format --output --plugins --profile --root',
  ]);
});

it('every command says what it does and how it is used', async () => {
  const { commands } = JSON.parse(await readFile('oclif.manifest.json', 'utf8')) as OclifManifest;
  const silent = Object.entries(commands).filter(([, { summary, examples }]) => summary === undefined || (examples ?? []).length === 0);
  expect(silent.map(([name]) => name)).toEqual([]);
});

it.each([
  [['lnt'], 'msa: there is no command "lnt"\n  hint  Did you mean `msa lint`?\nexit 2: could not analyse (E_USAGE)\n'],
  [
    ['init', 'orders'],
    'msa: msa init takes no "orders"\n  hint  `msa init --help` shows what it takes.\nexit 2: could not analyse (E_USAGE)\n',
  ],
])('%j is refused with a hint', async (args, stderr) => {
  expect(await msa(args)).toEqual({ code: 2, stdout: '', stderr });
});

it.each([
  [['--version'], /^msa-lint\/\d+\.\d+\.\d+ /],
  [['--help'], /USAGE\n {2}\$ msa \[COMMAND\]/],
  [['lint', '--help'], /--fail-on/],
  [['help', 'lint'], /--fail-on/],
  [[], /COMMANDS/],
])('%j answers on stdout', async (args, expected) => {
  const { code, stdout, stderr } = await msa(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(expected);
});

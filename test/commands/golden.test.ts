import { readdirSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { folder, msa } from '../support/msa.js';
import { crowded } from '../support/shop.js';
import { transcript } from '../support/transcript.js';

interface Run {
  readonly args: string;
  readonly env?: Readonly<Record<string, string>>;
}

const RULE = 'chatty-communication/call-in-loop';

/** Name of the page in golden/ → the runs on it, each in a fresh folder with the system `crowded`. */
const PAGES: Readonly<Record<string, readonly Run[]>> = {
  help: [
    '',
    '--help',
    '-h',
    'help lint',
    'lint --help',
    'extract --help',
    'init --help',
    'graph --help',
    'explain --help',
    'baseline',
    'baseline add --help',
    'rules --help',
    'patterns --help',
    'advise --help',
    '--version',
    '-v',
  ].map(run),
  usage: [
    'lnt',
    'version',
    '--quiet',
    'help lnt',
    'init orders',
    'rules x',
    'explain',
    'explain a b',
    'explain call-in-lop',
    'patterns canry',
    'patterns banana',
    'lint --formt json',
    'lint -x',
    'lint --no-colr',
    'lint --root',
    'lint --format jsn',
    'lint --format json --format text',
    'lint --format json= ',
    'lint --fail-on warn',
    'lint --max-warnings some',
    'lint --max-warnings=-1',
    `lint --rule ${RULE}`,
    `lint --rule ${RULE}=warn`,
    'lint --rule call-in-loop=off',
    'lint --only chatty',
    'lint --root nowhere',
    'lint --root docker-compose.yml',
    'lint --config nowhere.yaml',
    'lint --config services',
    'lint nowhere.ts',
    'lint ..',
    'lint --output services',
    'init --roo .',
    'init --root nowhere',
    'baseline ad',
    'baseline add --resaon x',
  ].map(run),
  'lint-80': [{ args: 'lint', env: { COLUMNS: '80' } }],
  'lint-120': [{ args: 'lint', env: { COLUMNS: '120' } }],
  'lint-color': [
    { args: `lint --only god-service --rule ${RULE}=off`, env: { FORCE_COLOR: '1' } },
    { args: 'lint', env: { FORCE_COLOR: '1' } },
    { args: 'lint --quiet --only chatty-communication --no-color', env: { FORCE_COLOR: '1' } },
    { args: 'lint --quiet --only chatty-communication', env: { NO_COLOR: '1' } },
    { args: 'lint --quiet --only chatty-communication --color', env: { NO_COLOR: '1' } },
  ],
  'lint-flags': [
    'lint --quiet --only database-per-service --stats',
    'lint services/orders --only distributed-monolith',
    `lint --only chatty-communication --rule ${RULE}=info --fail-on warning`,
    'lint --only chatty-communication --fail-on never',
    `lint --only chatty-communication --rule ${RULE}=warning --max-warnings 0`,
  ].map(run),
  'lint-json': [run('lint --format json')],
  cache: [
    'cache',
    'cache clear --help',
    'cache clear --cache-location kept',
    'cache clear --root nowhere',
    'cache clean',
    'cache clear now',
  ].map(run),
  'explain-80': [{ args: `explain ${RULE}`, env: { COLUMNS: '80' } }],
  'explain-120': [{ args: 'explain call-in-loop', env: { COLUMNS: '120' } }],
  'rules-80': [{ args: 'rules', env: { COLUMNS: '80' } }],
  'rules-120': [{ args: 'rules', env: { COLUMNS: '120' } }],
  why: ['why orders billing', 'why billing shop', 'why orders wharehouse', 'why --help'].map(run),
  'why-color': [{ args: 'why orders billing', env: { FORCE_COLOR: '1', COLUMNS: '80' } }],
  advise: [run('advise --assume-unknown'), run('advise --set teams=one')],
  'patterns-80': ['patterns', 'patterns saga-choreography'].map((args) => ({ args, env: { COLUMNS: '80' } })),
  'patterns-120': [{ args: 'patterns', env: { COLUMNS: '120' } }],
  init: [run('init --dry-run'), run('init')],
};

describe('what msa prints (vitest -u writes it anew; read the difference)', () => {
  it.each(Object.entries(PAGES))('%s', async (name, runs) => {
    const pages = runs.map(async ({ args, env = {} }) => {
      const outcome = await msa(words(args), { cwd: await folder(crowded), env });
      const variables = Object.entries(env).map(([key, value]) => `${key}=${value} `);
      return transcript(`${variables.join('')}msa ${args}`.trimEnd(), outcome);
    });
    await expect((await Promise.all(pages)).join('\n')).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  it('has no page that nothing prints', () => {
    const names = readdirSync('test/commands/golden').map((file) => file.replace(/\.txt$/, ''));
    expect(names.sort()).toEqual(
      [
        ...Object.keys(PAGES),
        ...['bad-input', 'baseline', 'config', 'facts', 'scaffold', 'hook', 'plugins', 'since', 'suppressions'],
      ].sort(),
    );
  });
});

function run(args: string): Run {
  return { args };
}

function words(args: string): string[] {
  return args.split(' ').filter((word) => word !== '');
}

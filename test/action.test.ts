import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { folder, type Outcome, shell } from './support/msa.js';
import { githubProblems, type SarifLog } from './support/github-sarif.js';
import { clean, type Files, shared } from './support/shop.js';

interface Step {
  readonly id?: string;
  readonly name: string;
  readonly if?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

interface Action {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action = parse(await readFile('action.yml', 'utf8')) as Action;
const [lint, verdict] = action.runs.steps.filter(({ run }) => run !== undefined);

describe('action.yml', () => {
  it('is a composite action whose steps name their shell or their action', () => {
    expect(action.runs.using).toBe('composite');
    expect(action.runs.steps.filter((step) => (step.run === undefined ? step.uses === undefined : step.shell !== 'bash'))).toEqual([]);
  });

  it('uses inputs and outputs that there are', () => {
    const text = JSON.stringify(action);
    const inputs = [...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name ?? '');
    expect(new Set(inputs)).toEqual(new Set(Object.keys(action.inputs)));
    const outputs = [...text.matchAll(/steps\.lint\.outputs\.([\w-]+)/g)].map(([, name]) => name ?? '');
    for (const name of outputs) expect(lint?.run).toContain(`${name}=`);
  });

  it('puts no expression into a script', () => {
    for (const { run = '' } of action.runs.steps) expect(run).not.toContain('${{');
  });

  it('runs the version of this package', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { readonly version: string };
    expect(action.inputs.version?.default).toBe(version);
  });
});

/** The step `lint` as a runner does it, with the built msa in the place of npx. */
async function run(
  files: Files,
  inputs: Readonly<Record<string, string>> = {},
): Promise<Outcome & { readonly read: (file: string) => Promise<string> }> {
  const root = await folder({
    ...files,
    'bin/npx': `#!/usr/bin/env bash\necho "npx $1 $2" >&2\nshift 2\nexec "$MSA_NODE" "$MSA_BIN" "$@"\n`,
  });
  await chmod(path.join(root, 'bin/npx'), 0o755);
  for (const file of ['output', 'summary']) await writeFile(path.join(root, file), '');
  const given = Object.entries(lint?.env ?? {}).map(([name, value]) => {
    const input = /inputs\.([\w-]+)/.exec(value)?.[1] ?? '';
    return [name, inputs[input] ?? action.inputs[input]?.default ?? ''];
  });
  const outcome = await shell(`export MSA_NODE=$1 MSA_BIN=$2\n${lint?.run ?? ''}`, {
    cwd: root,
    env: {
      ...(Object.fromEntries(given) as Record<string, string>),
      PATH: `${path.join(root, 'bin')}:${process.env.PATH ?? ''}`,
      GITHUB_OUTPUT: path.join(root, 'output'),
      GITHUB_STEP_SUMMARY: path.join(root, 'summary'),
    },
  });
  return { ...outcome, read: (file) => readFile(path.join(root, file), 'utf8') };
}

describe('the step that lints', () => {
  it('annotates, sums up with a picture, writes what GitHub takes, and leaves the verdict to the last step', async () => {
    const { code, stdout, stderr, read } = await run(shared);
    expect(code).toBe(0);
    expect(stderr).toContain('npx --yes msa-lint@');
    expect(stdout).toMatch(/^::error file=services\/[^,]+,line=\d+,.*title=database-per-service\/shared-datastore::/m);
    expect(await read('output')).toBe('exit-code=1\nreport=true\n');
    expect(await read('summary')).toMatch(/^## msa: \d+ error[^]*```mermaid\nflowchart LR\n/);
    const log = JSON.parse(await read('msa.sarif')) as SarifLog;
    expect(log.runs[0]?.results.length).toBeGreaterThan(0);
    expect(githubProblems(log)).toEqual([]);
  });

  it('is green for a healthy system', async () => {
    const { read } = await run(clean);
    expect(await read('output')).toBe('exit-code=0\nreport=true\n');
  });

  it('has no report where nothing could be analysed', async () => {
    const { stderr, read } = await run({ 'README.md': '' });
    expect(stderr).toContain('no service found');
    expect(await read('output')).toBe('exit-code=2\n');
  });

  it('takes inputs as they are written', async () => {
    const args = '--only\ngod-service\n\n--rule\ngod-service/hub-service=off';
    const { read } = await run(shared, { args, 'fail-on': 'never', 'sarif-file': 'a b; touch x.sarif' });
    expect(await read('output')).toBe('exit-code=0\nreport=true\n');
    const log = JSON.parse(await read('a b; touch x.sarif')) as SarifLog;
    expect(log.runs[0]?.tool.driver.rules.map(({ id }) => id)).toEqual(['god-service/too-many-responsibilities']);
  });

  it('prefers the msa that the repository has installed', async () => {
    const root = await folder({ ...clean, 'node_modules/.bin/msa': '#!/usr/bin/env bash\necho "own $*"\nexit 1\n' });
    await chmod(path.join(root, 'node_modules/.bin/msa'), 0o755);
    const { stdout } = await shell(lint?.run ?? '', {
      cwd: root,
      env: { MSA_ROOT: '.', MSA_SARIF: 's', GITHUB_OUTPUT: path.join(root, 'output') },
    });
    expect(stdout).toContain('own lint --root .');
  });
});

describe('docs/ci/generic.sh', () => {
  it('prints one report, writes the others, and has the exit code of msa', async () => {
    const root = await folder(shared);
    const script = path.resolve('docs/ci/generic.sh');
    const { code, stdout } = await shell(`MSA="$1 $2" ${script} --fail-on warning`, { cwd: root });
    expect(code).toBe(1);
    expect(stdout).toContain('database-per-service/shared-datastore');
    expect((await readdir(path.join(root, 'reports'))).sort()).toEqual(['msa-checkstyle.xml', 'msa-junit.xml', 'msa.json']);
  });

  it('runs the version of this package', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { readonly version: string };
    expect(await readFile('docs/ci/generic.sh', 'utf8')).toContain(`msa-lint@${version}}`);
  });
});

it('the last step is the verdict', async () => {
  for (const code of ['0', '1', '2']) {
    expect(await shell(verdict?.run ?? '', { env: { MSA_EXIT_CODE: code } })).toMatchObject({ code: Number(code) });
  }
});

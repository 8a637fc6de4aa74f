import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import type { LintOptions } from '../../src/cli/lint/lint.js';
import { folder, msa, type Outcome } from '../support/msa.js';
import { clean, crowded, type Files, shared } from '../support/shop.js';
import { lintInProcess, transcript } from '../support/transcript.js';

const FILE = 'msa.baseline.json';

async function accepted(files: Files): Promise<string> {
  const cwd = await folder(files);
  await msa(['baseline', 'add', '--reason', 'before'], { cwd });
  return cwd;
}

async function entries(root: string): Promise<readonly { readonly id: string }[]> {
  return (JSON.parse(await readFile(path.join(root, FILE), 'utf8')) as { findings: { id: string }[] }).findings;
}

async function findings(root: string, options: Partial<LintOptions> = {}): Promise<readonly { id: string; state: string; rule: string }[]> {
  const { stdout } = await lintInProcess(root, { formats: ['json'], ...options });
  return (JSON.parse(stdout) as { findings: { id: string; state: string; rule: string }[] }).findings;
}

interface Step {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What changes before it. */
  readonly files?: Files;
}

const STORY: readonly Step[] = [
  { args: ['baseline', 'show'] },
  { args: ['baseline', 'add', '--rule', 'chatty-communication/call-in-loop', '--reason', 'the batch endpoint comes in spring'] },
  { args: ['baseline', 'add', '--reason', 'before msa', '--expires', '2999-12-31'] },
  { args: ['lint'] },
  { args: ['baseline', 'add'] },
  { args: ['lint'], files: clean },
  { args: ['baseline', 'show'] },
  { args: ['baseline', 'prune'], env: { CI: 'true' } },
  { args: ['baseline', 'prune'] },
  { args: ['baseline', 'prune'] },
  { args: ['lint'] },
  { args: ['lint', '--baseline', 'other.json'] },
  { args: ['baseline', 'add', '00000000'] },
  { args: ['baseline', 'add', '--reason', ' '] },
  { args: ['baseline', 'add', '--expires', '2030-02-30'] },
  { args: ['baseline', 'add', '--rule', 'call-in-loop'] },
  { args: ['lint'], files: { [FILE]: '{\n  "version": 1,\n  "findings": [\n<<<<<<< HEAD\n' } },
  { args: ['baseline', 'add'] },
];

it('the baseline from its first day to its last (vitest -u writes the page anew)', async () => {
  const cwd = await folder(crowded);
  const pages: string[] = [];
  for (const { args, env = {}, files = {} } of STORY) {
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(cwd, name), text);
    const variables = Object.entries(env).map(([key, value]) => `${key}=${value} `);
    const outcome = await msa(args, { cwd, env });
    pages.push(transcript(`${variables.join('')}msa ${args.join(' ')}`, outcome));
  }
  await expect(pages.join('\n')).toMatchFileSnapshot('golden/baseline.txt');
});

describe('when all is accepted', () => {
  it.each(['fixtures/webshop', 'fixtures/webshop-healthy'])('nothing of %s is new, and there is nothing to prune', async (fixture) => {
    const file = path.join(await folder({}), FILE);
    const args = (command: string): string[] => ['baseline', command, '--root', fixture, '--baseline', file];
    const before = await findings(fixture);
    await msa(args('add'));
    const after = await findings(fixture, { baseline: file });
    expect(after.map(({ id, state }) => ({ id, state }))).toEqual(before.map(({ id }) => ({ id, state: 'baselined' })));
    expect(await msa(args('prune'))).toMatchObject({ code: 0, stderr: expect.stringContaining('nothing to prune') as string });
  });

  it('it stays so after an edit elsewhere, moved lines and other line ends', async () => {
    const cwd = await accepted(crowded);
    const moved = Object.entries(crowded).map(([name, text]) => [name, name.endsWith('.ts') ? `// moved\n\n${text}` : text] as const);
    for (const [name, text] of moved) await writeFile(path.join(cwd, name), text.replaceAll('\n', '\r\n'));
    const text = await readFile(path.join(cwd, FILE), 'utf8');
    await writeFile(path.join(cwd, FILE), text.replaceAll('\n', '\r\n'));
    const after = await findings(cwd);
    expect(after.length).toBeGreaterThan(2);
    expect(after.filter(({ state }) => state !== 'baselined')).toEqual([]);
  });

  it('what gets worse counts again', async () => {
    const cwd = await accepted(crowded);
    const file = path.join(cwd, 'services/orders/src/main.ts');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('    invoices.push', '    await axios.get(`http://billing:3000/invoices`);\n    invoices.push'));
    const worse = (await findings(cwd)).filter(({ state, rule }) => state === 'new' && rule.startsWith('chatty-communication/'));
    expect(worse.length).toBeGreaterThan(0);
  });

  it('what is solved and comes back counts again after pruning', async () => {
    const cwd = await accepted(shared);
    const billing = path.join(cwd, 'services/billing/src/main.ts');
    await writeFile(billing, clean['services/billing/src/main.ts'] ?? '');
    await msa(['baseline', 'prune'], { cwd });
    expect(await entries(cwd)).toEqual([]);
    await writeFile(billing, shared['services/billing/src/main.ts'] ?? '');
    expect((await findings(cwd)).map(({ state }) => state)).toContain('new');
  });
});

it('a run of lint never writes the baseline', async () => {
  const cwd = await accepted(shared);
  const before = await readFile(path.join(cwd, FILE), 'utf8');
  await writeFile(path.join(cwd, 'services/billing/src/main.ts'), clean['services/billing/src/main.ts'] ?? '');
  await msa(['lint'], { cwd });
  expect(await readFile(path.join(cwd, FILE), 'utf8')).toBe(before);
});

it.each(['true', '1', 'yes'])('with CI=%s nothing is written', async (CI) => {
  const cwd = await folder(shared);
  const outcome: Outcome = await msa(['baseline', 'add'], { cwd, env: { CI } });
  expect(outcome).toMatchObject({ code: 2, stdout: '' });
  await expect(readFile(path.join(cwd, FILE))).rejects.toThrow();
});

it('a baseline that is named is relative to the working folder, and is written where it is missing', async () => {
  const cwd = await folder(shared);
  const outcome = await msa(['baseline', 'add', '--baseline', 'accepted/old.json'], { cwd });
  expect(outcome).toMatchObject({ code: 0, stdout: '' });
  expect(await readFile(path.join(cwd, 'accepted/old.json'), 'utf8')).toContain('"rule":"database-per-service/shared-datastore"');
});

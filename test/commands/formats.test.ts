import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { reporters } from '../../src/report/index.js';
import { folder, msa } from '../support/msa.js';
import { clean, type Files, shared } from '../support/shop.js';
import { lintInProcess, transcript } from '../support/transcript.js';

const home = process.cwd();
const formats = Object.keys(reporters);

/** Each a system and what is known of it; every format tells every one of them. */
const STATES: Readonly<Record<string, (baseline: string) => Files>> = {
  clean: () => clean,
  findings: () => shared,
  baseline: (baseline) => ({ ...shared, 'msa.baseline.json': baseline }),
  'stale baseline': (baseline) => ({ ...clean, 'msa.baseline.json': baseline }),
  suppressed: () => ({
    ...shared,
    'msa.yaml': 'version: 1\nignore:\n  - rule: database-per-service/shared-datastore\n    reason: until spring\n',
  }),
  'parse error': () => ({ ...clean, 'services/orders/src/broken.ts': 'export const = ;\n' }),
  'bad config': () => ({ ...clean, 'msa.yaml': 'version: 1\nignor: []\n' }),
  'nothing found': () => ({ 'README.md': '' }),
};

let baseline: string;

beforeAll(async () => {
  const root = await mkdtemp(path.join(os.tmpdir(), 'msa-baseline-'));
  for (const [name, text] of Object.entries(shared)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
  await msa(['baseline', 'add', '--reason', 'before msa'], { cwd: root });
  baseline = await readFile(path.join(root, 'msa.baseline.json'), 'utf8');
  await rm(root, { recursive: true });
});
afterEach(() => {
  process.chdir(home);
});

describe('what every format says of every outcome (vitest -u writes it anew; read the difference)', () => {
  it.each(formats)('%s', async (format) => {
    const pages: string[] = [];
    for (const [state, files] of Object.entries(STATES)) {
      process.chdir(await folder(files(baseline)));
      const outcome = await lintInProcess('.', { formats: [format], only: ['database-per-service', 'msa'] });
      process.chdir(home);
      pages.push(withoutRules(transcript(`msa lint --format ${format} --only database-per-service --only msa   # ${state}`, outcome)));
    }
    await expect(pages.join('\n')).toMatchFileSnapshot(`golden-formats/${format}.txt`);
  });

  it('has no page that nothing prints', () => {
    expect(readdirSync('test/commands/golden-formats').sort()).toEqual(formats.map((format) => `${format}.txt`).sort());
  });

  it.each(Object.keys(STATES))('has one exit code for %s', async (state) => {
    process.chdir(await folder(STATES[state]?.(baseline) ?? {}));
    const codes = new Set<number | null>();
    for (const format of formats) codes.add((await lintInProcess('.', { formats: [format] })).code);
    expect([...codes]).toHaveLength(1);
  });
});

/** What SARIF tells of every rule is the rules' own text. */
function withoutRules(page: string): string {
  return page.replaceAll(/("rules": \[)\n {12}\{\n[^]*?\n( {10}\])/g, '$1 … ]');
}

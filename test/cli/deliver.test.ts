import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { deliver } from '../../src/cli/deliver.js';
import { reporters } from '../../src/report/index.js';
import { markdown } from '../../src/report/markdown.js';
import { report } from '../report/sample.js';
import { folder } from '../support/msa.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('deliver', () => {
  it('writes several reports of one run, without colours', async () => {
    const root = await folder({});
    const targets = Object.keys(reporters).map((format) => ({ format, file: path.join(root, 'reports', format) }));
    await deliver(targets, reporters, report({ color: true }));
    for (const { format, file } of targets) expect(await readFile(file, 'utf8')).toBe(reporters[format]?.(report()));
  });

  it('adds the table to the summary of a GitHub job, behind what is there', async () => {
    const root = await folder({ summary: '# Build\n' });
    vi.stubEnv('GITHUB_STEP_SUMMARY', path.join(root, 'summary'));
    await deliver([{ format: 'json', file: path.join(root, 'report') }], reporters, report());
    expect(await readFile(path.join(root, 'summary'), 'utf8')).toBe('# Build\n');
    await deliver([{ format: 'github', file: path.join(root, 'report') }], reporters, report());
    await appendFile(path.join(root, 'summary'), 'end');
    expect(await readFile(path.join(root, 'summary'), 'utf8')).toBe(`# Build\n${markdown(report())}end`);
  });

  it('says so where the summary cannot be written', async () => {
    const root = await folder({});
    vi.stubEnv('GITHUB_STEP_SUMMARY', root);
    await expect(deliver([{ format: 'github', file: path.join(root, 'report') }], reporters, report())).rejects.toMatchObject({
      code: 'E_OUTPUT',
      message: `the summary of the job cannot be written to ${root}: EISDIR: illegal operation on a directory`,
    });
  });
});

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { analyze } from '../../src/analysis/analyze.js';
import { writeManifest } from '../../src/analysis/manifest/write.js';
import type { Finding } from '../../src/model/finding.js';
import { json } from '../../src/report/json.js';
import { check } from '../../src/rules/check.js';
import { report as sample } from '../report/sample.js';
import { folder } from '../support/msa.js';

const SMALL = 'fixtures/small';
const systems = folders(SMALL)
  .flatMap((topic) => folders(path.join(SMALL, topic)).map((name) => path.join(SMALL, topic, name)))
  .filter((root) => !existsSync(path.join(root, 'msa.yaml')));

describe('what msa init writes', () => {
  it.each(['fixtures/webshop', ...systems])('changes nothing of what is found in %s', async (root) => {
    const { analysis, discovery } = await analyze({ root });
    const config = path.join(await folder({ 'msa.yaml': writeManifest(discovery, analysis.system) }), 'msa.yaml');
    const declared = await analyze({ root, config });
    expect(declared.manifest?.services.map(({ name }) => name).sort()).toEqual(analysis.system.services.map(({ name }) => name).sort());
    expect(report({ ...declared })).toEqual(report({ analysis, manifest: undefined }));
  });
});

/** Without the places of findings: what is found about a service is told at its line of the manifest. */
function report({ analysis, manifest }: Pick<Awaited<ReturnType<typeof analyze>>, 'analysis' | 'manifest'>): unknown {
  const findings = check(analysis, { manifest }).map(({ location: _, related: __, ...finding }): Finding => ({ ...finding, related: [] }));
  return JSON.parse(json(sample({ analysis, findings })));
}

function folders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

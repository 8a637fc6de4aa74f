import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { readManifest } from '../../../src/analysis/manifest/read.js';
import type { Manifest } from '../../../src/model/manifest.js';
import { UserError } from '../../../src/shared/errors.js';
import { folder } from '../../support/msa.js';

const LOOP = 'chatty-communication/call-in-loop';

async function read(files: Readonly<Record<string, string>>, below = '.'): Promise<Manifest | undefined> {
  return readManifest(path.join(await folder({ 'orders/main.ts': '', ...files }), below));
}

async function mistake(files: Readonly<Record<string, string>>): Promise<string> {
  const error: unknown = await read(files).catch((reason: unknown) => reason);
  if (!(error instanceof UserError)) throw new Error(`expected a UserError, got ${String(error)}`);
  return `${error.at ?? ''} | ${error.message} | ${error.hint ?? ''}`;
}

describe('extends', () => {
  it.each([
    ['strict', 'strict'],
    ['[strict, recommended]', 'recommended'],
  ])('%s is a preset', async (text, preset) => {
    expect(await read({ 'msa.yaml': `extends: ${text}\n` })).toMatchObject({ preset, bases: [] });
  });

  it('takes rules, accepted findings, excludes and libraries of a file; its own words win', async () => {
    const manifest = await read({
      'msa.yaml': `extends: [./shared/base.yaml]\nrules: { ${LOOP}: { literal: 5 }, god-service/hub-service: info }\nexclude: [b]\n`,
      'shared/base.yaml': `extends: strict
rules: { ${LOOP}: { severity: warning, literal: 3 }, god-service/hub-service: { severity: error, fanIn: 9 } }
overrides: [{ services: [orders], rules: { ${LOOP}: off } }]
ignore: [{ rule: ${LOOP}, reason: few }]
exclude: [a]
libraries: { '@acme/http': { calls: {} } }
`,
    });
    expect(manifest).toMatchObject({
      file: 'msa.yaml',
      preset: 'strict',
      rules: {
        [LOOP]: { severity: 'warning', options: { literal: 5 }, at: { file: 'msa.yaml', line: 2 } },
        'god-service/hub-service': { severity: 'info', options: { fanIn: 9 } },
      },
      overrides: [{ services: ['orders'], rules: { [LOOP]: { severity: 'off' } } }],
      ignore: [{ rule: LOOP, at: { file: 'shared/base.yaml', line: 4 } }],
      exclude: ['a', 'b'],
      excludeAt: { a: { file: 'shared/base.yaml', line: 5 }, b: { file: 'msa.yaml', line: 3 } },
      libraries: [{ package: '@acme/http' }],
    });
  });

  it('takes the later of two, and a preset of the file before one that it extends', async () => {
    const files = { 'a.yaml': `extends: strict\nrules: { ${LOOP}: info }\n`, 'b.json': JSON.stringify({ rules: { [LOOP]: 'error' } }) };
    expect(await read({ ...files, 'msa.yaml': 'extends: [./a.yaml, ./b.json, recommended]\n' })).toMatchObject({
      preset: 'recommended',
      rules: { [LOOP]: { severity: 'error' } },
    });
  });

  it('reads a package that is installed here or above: the file it names, msa.yaml, or the one that is named', async () => {
    const installed = {
      'node_modules/@acme/config/package.json': '{"msa": "config/all.yaml"}',
      'node_modules/@acme/config/config/all.yaml': `rules: { ${LOOP}: info }\n`,
      'node_modules/@acme/config/hard.yaml': `rules: { ${LOOP}: error }\n`,
      'node_modules/plain/msa.yaml': `rules: { ${LOOP}: warning }\n`,
    };
    const severity = async (name: string): Promise<unknown> =>
      (await read({ ...installed, 'system/msa.yaml': `extends: ['${name}']\n` }, 'system'))?.rules[LOOP]?.severity;
    expect(await severity('@acme/config')).toBe('info');
    expect(await severity('@acme/config/hard.yaml')).toBe('error');
    expect(await severity('plain')).toBe('warning');
  });

  it.each([
    ['a preset that there is not', 'strct', '', 'msa.yaml:1:10 | "strct" in `extends` is not there | Did you mean strict?'],
    [
      'a file that there is not',
      './other.yaml',
      '',
      'msa.yaml:1:10 | "./other.yaml" in `extends` is not there | Write recommended, strict, a file (./shared/msa.yaml) or an installed package.',
    ],
    [
      'a file outside of the package',
      'evil/../../base.yaml',
      '',
      'msa.yaml:1:10 | "evil/../../base.yaml" in `extends` is not there | Write recommended, strict, a file (./shared/msa.yaml) or an installed package.',
    ],
    ['a circle', './base.yaml', 'extends: ./msa.yaml\n', 'base.yaml:1:10 | "./msa.yaml" in `extends` leads back to itself | Take it out.'],
    [
      'services of others',
      './base.yaml',
      'services:\n  orders: { path: orders }\n',
      'base.yaml:2:3 | "./base.yaml" in `extends` describes orders | Services and datastores belong into the system\'s own msa.yaml, not into base.yaml.',
    ],
    ['a mistake in the file', './base.yaml', 'rule: {}\n', 'base.yaml:1:1 | unknown key "rule" | Did you mean "rules"?'],
  ])('refuses %s', async (_, name, base, expected) => {
    expect(await mistake({ 'msa.yaml': `extends: ${name}\n`, 'base.yaml': base })).toBe(expected);
  });

  it.each(['5', '{}', '[5]', '""'])('refuses %s', async (text) => {
    expect(await mistake({ 'msa.yaml': `extends: ${text}\n` })).toMatch(/^msa\.yaml:1:1\d \| extends/);
  });
});

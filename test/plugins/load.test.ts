import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { readManifest } from '../../src/analysis/manifest/read.js';
import { loadPlugins } from '../../src/plugins/load.js';
import type { LoadedPlugin } from '../../src/plugins/plugin.js';
import { UserError } from '../../src/shared/errors.js';
import { folder } from '../support/msa.js';

const META = { family: 'naming', summary: 's', why: 'w', fix: 'f', severity: 'info', example: 'e', options: {} };

async function load(files: Readonly<Record<string, string>>, module = './plugin.mjs'): Promise<readonly LoadedPlugin[]> {
  const root = await folder({ 'msa.yaml': `plugins:\n  acme: '${module}'\n`, ...files });
  const manifest = await readManifest(root);
  return manifest === undefined ? [] : loadPlugins(root, manifest);
}

async function mistake(
  files: Readonly<Record<string, string>>,
  module?: string,
): Promise<{ message: string; at: string | undefined; hint: string | undefined }> {
  try {
    await load(files, module);
  } catch (error) {
    if (error instanceof UserError) return { message: error.message, at: error.at, hint: error.hint };
    throw error;
  }
  throw new Error('nothing was wrong');
}

function withRule(meta: object, check = '() => []'): Readonly<Record<string, string>> {
  return {
    'plugin.mjs': `export default { rules: [{ meta: ${JSON.stringify({ id: 'naming/short', ...META, ...meta })}, check: ${check} }] };`,
  };
}

describe('a plugin is', () => {
  const text = 'export default { reporters: [{ name: "csv", report: () => "" }] };';
  const common = 'module.exports = { reporters: [{ name: "csv", report: () => "" }] };';
  const compiled =
    'Object.defineProperty(exports, "__esModule", { value: true });\nexports.default = { reporters: [{ name: "csv", report: () => "" }] };';

  it.each([
    ['a file', './plugin.mjs', { 'plugin.mjs': text }],
    ['a file elsewhere', './tools/msa/plugin.mjs', { 'tools/msa/plugin.mjs': text }],
    ['CommonJS', './plugin.cjs', { 'plugin.cjs': common }],
    ['compiled TypeScript', './plugin.cjs', { 'plugin.cjs': compiled }],
    ['a package', 'msa-plugin', { 'node_modules/msa-plugin/package.json': '{ "main": "a.cjs" }', 'node_modules/msa-plugin/a.cjs': common }],
    [
      'a package of a scope with exports for import alone',
      '@acme/msa',
      {
        'node_modules/@acme/msa/package.json':
          '{ "type": "module", "exports": { ".": { "types": "./a.d.ts", "import": { "default": "./a.js" } } } }',
        'node_modules/@acme/msa/a.js': text,
      },
    ],
    [
      'a part of a package',
      '@acme/msa/plugin',
      {
        'node_modules/@acme/msa/package.json': '{ "type": "module", "exports": { "./plugin": { "import": "./b.js" } } }',
        'node_modules/@acme/msa/b.js': text,
      },
    ],
  ])('%s', async (_, module, files) => {
    const [plugin] = await load(files, module);
    expect({ name: plugin?.name, reporters: plugin?.reporters?.map(({ name }) => name) }).toEqual({ name: 'acme', reporters: ['csv'] });
  });
});

describe('refused is', () => {
  it.each([
    ['a file that is not there', {}, './plugin.mjs', 'the plugin acme is not there: ./plugin.mjs'],
    ['a folder', { 'plugin/index.mjs': '' }, './plugin', 'the plugin acme is not there: ./plugin'],
    ['a package that is not there', {}, 'msa-plugin', 'the plugin acme is not there: msa-plugin'],
    ['an absolute path', {}, path.resolve('test/x.mjs'), `the plugin acme is not there: ${path.resolve('test/x.mjs')}`],
    ['an address', {}, 'https://acme.example/x.mjs', 'the plugin acme is not there: https://acme.example/x.mjs'],
    [
      'code in the name',
      {},
      'data:text/javascript,export default {}',
      'the plugin acme is not there: data:text/javascript,export default {}',
    ],
    ['a broken package', { 'node_modules/p/package.json': '{ "exports": 7 }' }, 'p', 'the plugin acme is not there: p'],
    [
      'what throws',
      { 'plugin.mjs': 'throw new RangeError("full")' },
      './plugin.mjs',
      'the plugin acme (./plugin.mjs) cannot be loaded: RangeError: full',
    ],
    ['what has no default', { 'plugin.mjs': 'export const rules = [];' }, './plugin.mjs', 'it must be object'],
    [
      'what exports more',
      { 'plugin.mjs': 'export default { processors: [] };' },
      './plugin.mjs',
      'it must NOT have additional properties (processors)',
    ],
    ['a rule without meta', { 'plugin.mjs': 'export default { rules: [{}] };' }, './plugin.mjs', 'a rule has no meta'],
    [
      'a rule of another family',
      withRule({ family: 'size' }),
      './plugin.mjs',
      'rule naming/short: its id has to begin with its family: size/…',
    ],
    ['a rule without a text', withRule({ why: '' }), './plugin.mjs', 'rule naming/short: why must NOT have fewer than 1 characters'],
    ['a rule with an id of its own kind', withRule({ id: 'short' }), './plugin.mjs', 'rule short: id must match pattern'],
    [
      'a rule of no severity',
      withRule({ severity: 'warn' }),
      './plugin.mjs',
      'severity must be equal to one of the allowed values (off, info, warning, error)',
    ],
    ['a rule that checks nothing', withRule({}, '"check"'), './plugin.mjs', 'rule naming/short: check must be a function'],
    [
      'an option without default',
      withRule({ options: { most: { type: 'integer', description: 'd' } } }),
      './plugin.mjs',
      "options.most must have required property 'default'",
    ],
    [
      'a default that is none',
      withRule({ options: { most: { type: 'integer', description: 'd', default: 'x' } } }),
      './plugin.mjs',
      'the default of most must be integer',
    ],
    [
      'a schema that is none',
      withRule({ options: { most: { type: 'integer', description: 'd', default: 1, least: 2 } } }),
      './plugin.mjs',
      'options: strict mode: unknown keyword: "least"',
    ],
    [
      'a reporter without a function',
      { 'plugin.mjs': 'export default { reporters: [{ name: "csv" }] };' },
      './plugin.mjs',
      'reporter csv: report must be a function',
    ],
    [
      'a library without a package',
      { 'plugin.mjs': 'export default { libraries: [{}] };' },
      './plugin.mjs',
      "it must have required property 'package'",
    ],
    [
      'two rules of one name',
      {
        'plugin.mjs': `const rule = { meta: ${JSON.stringify({ id: 'naming/short', ...META })}, check: () => [] };\nexport default { rules: [rule, rule] };`,
      },
      './plugin.mjs',
      'rule naming/short is there twice',
    ],
  ])('%s', async (_, files, module, message) => {
    const told = await mistake(files, module);
    expect(told.message).toContain(message);
    expect(told.at).toBe('msa.yaml:2:3');
    expect(told.hint).toMatch(/\S/);
  });
});

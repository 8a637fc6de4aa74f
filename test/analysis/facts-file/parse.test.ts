import { readFile } from 'node:fs/promises';

import { describe, expect, it } from 'vitest';

import { extract } from '../../../src/analysis/extract/extract.js';
import { type FactsFile, factsText } from '../../../src/analysis/facts-file/format.js';
import { parseFacts } from '../../../src/analysis/facts-file/parse.js';
import { FACTS_SCHEMA } from '../../../src/analysis/facts-file/schema.js';

const { file: _file, ...MODULE } = extract(
  'a.ts',
  `import axios from 'axios';
export class Orders { constructor(private readonly url = process.env.URL ?? 'x') {} all = async (ids: string[]) => { for (const id of ids) await axios.get(this.url + id); }; }
`,
);

const GOOD: FactsFile = {
  factsVersion: 1,
  tool: { name: 'msa-lint', version: '0.1.0' },
  name: 'orders',
  services: [{ name: 'orders', path: '.', kind: 'service' }],
  files: [
    { path: 'package.json', text: '{}' },
    { path: 'src/a.ts', facts: MODULE },
    { path: 'src/link', link: true },
  ],
};

it('the published schema is the one that is enforced (npm run docs)', async () => {
  expect(JSON.parse(await readFile('docs/json-schema/facts.schema.json', 'utf8'))).toEqual(FACTS_SCHEMA);
});

it('what msa writes is read as it was, a line a file', () => {
  expect(parseFacts(factsText(GOOD), 'orders.json')).toEqual(GOOD);
  expect(factsText(GOOD).trimEnd().split('\n')).toHaveLength(GOOD.files.length + 2);
});

describe('facts of another version are refused with what to do', () => {
  it.each([
    [{ ...GOOD, factsVersion: 2, tool: { name: 'msa-lint', version: '9.0.0' } }, 'version 2 (msa 9.0.0), this msa reads version 1'],
    [{ factsVersion: '1' }, 'version "1", this msa reads version 1'],
    [{ factsVersion: 3, tool: { version: '\u001B[31m' } }, 'version 3, this msa reads version 1'],
  ])('%j', (value, says) => {
    expect(refusal(JSON.stringify(value))).toMatchObject({
      code: 'E_FACTS',
      message: `the facts in orders.json are of ${says}`,
      hint: 'Extract them again with this msa, or use one version of msa in all repositories.',
    });
  });
});

describe('what is no facts file is refused, whatever it is', () => {
  const withFile = (file: object): string => JSON.stringify({ ...GOOD, files: [file] });
  const withModule = (change: object): string => withFile({ path: 'a.ts', facts: { ...MODULE, ...change } });
  const [call] = MODULE.calls;
  it.each([
    ['nothing', '', 'it is no JSON'],
    ['another file', '{"name":"orders"}', 'it has no factsVersion'],
    ['a list', '[]', 'it has no factsVersion'],
    ['half of it', factsText(GOOD).slice(0, 400), 'it is no JSON'],
    ['a deep nest', `{"factsVersion":1,"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 'it is nested too deeply'],
    ['a key that is not known', JSON.stringify({ ...GOOD, more: 1 }), 'it must NOT have additional properties'],
    ['a name that is a path', JSON.stringify({ ...GOOD, name: '../orders' }), '/name must match pattern'],
    ['a name that is a folder above', JSON.stringify({ ...GOOD, name: '..' }), '/name must match pattern'],
    ['a path out of it', withFile({ path: '../a.ts' }), '/files/0/path must match pattern'],
    ['a path out of it, inside', withFile({ path: 'a/../../b' }), '/files/0/path must match pattern'],
    ['an absolute path', withFile({ path: '/etc/passwd' }), '/files/0/path must match pattern'],
    ['a path of Windows', withFile({ path: 'a\\b' }), '/files/0/path must match pattern'],
    ['a path with a NUL', withFile({ path: 'a\0b' }), '/files/0/path must match pattern'],
    ['a service outside', JSON.stringify({ ...GOOD, services: [{ name: 'a', path: '..', kind: 'service' }] }), '/services/0/path must'],
    ['a path twice', JSON.stringify({ ...GOOD, files: [{ path: 'a' }, { path: 'a' }] }), 'a path stands twice in it'],
    ['a file that is a folder', JSON.stringify({ ...GOOD, files: [{ path: 'a' }, { path: 'a/b' }] }), 'a is a file and a folder in it'],
    ['a value that is none', withModule({ providers: [{ k: 'eval', v: 'x' }] }), 'value of tag "k" must be in oneOf'],
    ['no function', withModule({ functions: [] }), '/functions must NOT have fewer than 1 items'],
    ['a binding that is not there', withModule({ providers: [{ k: 'ref', def: 99 }] }), 'refer to what is not there (ref.def)'],
    ['a call in no function', withModule({ calls: [{ ...call, fn: 99 }] }), 'refer to what is not there'],
    ['a function in itself', withModule({ functions: MODULE.functions.map((one) => ({ ...one, parent: 1 })) }), '(functions.parent)'],
    ['a loop in itself', withModule({ loops: [{ kind: 'for', line: 1, column: 1, outer: 0 }] }), '(loops.outer)'],
  ])('%s', (_, text, says) => {
    const error = refusal(text);
    expect(error).toMatchObject({ code: 'E_FACTS' });
    expect(String(error)).toContain(says);
  });
});

function refusal(text: string): unknown {
  try {
    return parseFacts(text, 'orders.json');
  } catch (error) {
    return error;
  }
}

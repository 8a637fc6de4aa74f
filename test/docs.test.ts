import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { questions } from '../src/advise/questions/index.js';
import { patternPages } from '../src/patterns/docs.js';
import { patterns } from '../src/patterns/index.js';
import { rulePages, withRules } from '../src/rules/docs.js';
import { rules } from '../src/rules/index.js';
import { lintInProcess } from './support/transcript.js';

const pages = rulePages(rules);

it.each(pages.map((page) => [page.path, page.text]))('docs/rules/%s is what the rule says (npm run docs)', async (path, text) => {
  expect(await readFile(`docs/rules/${path}`, 'utf8')).toBe(text);
});

it('no page is left of a rule that is gone', async () => {
  const files = await readdir('docs/rules', { recursive: true });
  expect(files.filter((file) => file.endsWith('.md')).sort()).toEqual(pages.map(({ path }) => path).sort());
});

const patternDocs = patternPages(patterns, { questions, rules: new Set(rules.map(({ meta }) => meta.id)) });

it.each(patternDocs.map((page) => [page.path, page.text]))(
  'docs/patterns/%s is what the pattern says (npm run docs)',
  async (path, text) => {
    expect(await readFile(`docs/patterns/${path}`, 'utf8')).toBe(text);
  },
);

it('no page is left of a pattern that is gone', async () => {
  expect((await readdir('docs/patterns')).sort()).toEqual(patternDocs.map(({ path }) => path).sort());
});

it('README.md has the rules as they are (npm run docs)', async () => {
  const readme = await readFile('README.md', 'utf8');
  expect(readme).toBe(withRules(readme, rules));
  for (const { meta } of rules) expect(readme).toContain(meta.id);
});

it('README.md shows what the demo prints (npm run docs)', async () => {
  const shown = /```text\n([^]*?)\n```/.exec(await readFile('README.md', 'utf8'))?.[1]?.split('\n\n') ?? [];
  const { stdout, stderr } = await lintInProcess('fixtures/webshop', { failOn: 'never' });
  const printed = stdout.trimEnd().split('\n\n');
  expect(shown.length).toBeGreaterThan(3);
  expect(shown.slice(0, -1).filter((block) => !printed.includes(block))).toEqual([]);
  expect(shown.at(-1)).toBe(`${printed.at(-1) ?? ''}\n${stderr.trimEnd()}`);
});

interface Names {
  readonly scripts: Readonly<Record<string, string>>;
  readonly commands: Readonly<Record<string, { readonly flags: Readonly<Record<string, { readonly allowNo?: boolean }>> }>>;
}

describe.each([
  'README.md',
  'CHANGELOG.md',
  'docs/accuracy.md',
  'docs/architecture.md',
  'docs/formats.md',
  'docs/msa-yaml.md',
  'docs/performance.md',
  'docs/plugins.md',
  'docs/rules/README.md',
  'docs/patterns/README.md',
])('%s', (file) => {
  const text = readFileSync(file, 'utf8');
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as Names;

  it('links to what is there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link]) => path.join(path.dirname(file), link ?? ''));
    expect(links.filter((link) => !existsSync(link))).toEqual([]);
  });

  it('names npm scripts that there are', () => {
    const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('names commands and flags that there are', () => {
    const { commands } = JSON.parse(readFileSync('oclif.manifest.json', 'utf8')) as Names;
    const lines = [...text.matchAll(/\bmsa(?:-lint)? ([a-z]+)((?: [^\n`#|]*)?)/g)].map(([line, name = '', rest = '']) => ({
      line,
      name,
      rest,
    }));
    const used = lines.filter(({ line, name }) => name in commands || /^msa(-lint)? \w+ --/.test(line));
    const flags = used.flatMap(({ name, rest }) => [...rest.matchAll(/--([a-z][\w-]*)/g)].map(([, flag = '']) => ({ name, flag })));
    expect(flags.filter(({ name, flag }) => !flagsOf(commands[name]?.flags ?? {}).includes(flag))).toEqual([]);
  });
});

/** With `no-x` where a flag can be turned off. */
function flagsOf(flags: Names['commands'][string]['flags']): string[] {
  return ['version', 'help', ...Object.entries(flags).flatMap(([name, { allowNo }]) => (allowNo === true ? [name, `no-${name}`] : [name]))];
}

describe('docs/architecture.md', () => {
  const tree = /## The tree\n\n```\n([^]*?)```/.exec(readFileSync('docs/architecture.md', 'utf8'))?.[1] ?? '';
  const named = pathsOf(tree);

  it('names only what is there', () => {
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((one) => !existsSync(one))).toEqual([]);
  });

  it('names every folder of src and every step of the analysis', () => {
    const folders = ['src', 'src/analysis'].flatMap((parent) =>
      readdirSync(parent, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [`${parent}/${entry.name}`] : [])),
    );
    expect(folders.filter((one) => !named.includes(one))).toEqual([]);
  });
});

/** `src/` and, indented below it, `cli/`: paths from the root. */
function pathsOf(tree: string): string[] {
  const above: { readonly indent: number; readonly folder: string }[] = [];
  return tree.split('\n').flatMap((line) => {
    const indent = line.search(/\S/);
    const [names = ''] = line.trim().split(/ {2,}(?=[^ ]* )/);
    if (indent === -1) return [];
    while ((above.at(-1)?.indent ?? -1) >= indent) above.pop();
    const parent = above.at(-1)?.folder ?? '';
    const [first = '', ...more] = names.split(/ +/).map((name) => path.posix.join(parent, name.replace(/<.*$/, '').replace(/\/$/, '')));
    above.push({ indent, folder: first });
    return [first, ...more];
  });
}

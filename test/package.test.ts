import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { ts as parser } from '@ts-morph/common';
import { ts as morph } from 'ts-morph';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Needed at run time although no file of ours imports them. */
const INDIRECT: Readonly<Record<string, string>> = {
  '@oclif/plugin-help': 'oclif loads it by its name in package.json',
  'graphology-types': 'graphology asks its users for it',
  'ts-morph': 'its parser is loaded from @ts-morph/common, without what is around it; the version is that of ts-morph',
  typescript: 'dependency-cruiser looks for it and silently does without',
};

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.split(path.sep).join('/'));

it('the parser is the one of ts-morph', () => {
  expect(parser).toBe(morph);
});

describe('the dependencies', () => {
  const imported = new Set(sources.flatMap((file) => packagesIn(readFileSync(`src/${file}`, 'utf8'))));

  it('are those that src imports, and a few with a reason', () => {
    expect([...imported, ...Object.keys(INDIRECT)].sort()).toEqual(Object.keys(dependencies).sort());
  });

  it.each(Object.keys(dependencies))('%s has its reason in docs/architecture.md', (name) => {
    const docs = readFileSync('docs/architecture.md', 'utf8');
    const table = docs.slice(docs.indexOf('## Dependencies'));
    const family = name.replace(/^@oclif\//, '').replace(/^(graphology).*/, '$1');
    expect(table).toMatch(new RegExp(`^\\|[^|]*${family}[^|]*\\|`, 'm'));
  });
});

it('the package holds the build, the templates, the schemas and the papers, and nothing else', () => {
  const [{ files }] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'], {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    }),
  ) as [{ readonly files: readonly { readonly path: string }[] }];
  const names = files.map((file) => file.path);
  const inRepository = execFileSync('git', ['ls-files', 'templates'], { encoding: 'utf8' })
    .split('\n')
    .filter((file) => file !== '');
  expect(names.filter((file) => file.startsWith('templates/')).sort()).toEqual(inRepository.sort());
  const isBundled = (file: string): boolean => file.startsWith('dist/bundle/');
  const compiled = names.filter((file) => file.startsWith('dist/') && !isBundled(file));
  expect(names.filter((file) => isBundled(file) && !file.endsWith('.cjs')).sort()).toEqual([
    'dist/bundle/LICENSES.txt',
    'dist/bundle/analysis.sha1',
  ]);
  expect(compiled.filter((file) => !/\.(js|d\.ts)$/.test(file))).toEqual([]);
  expect(sources.filter((file) => !compiled.includes(`dist/${file.replace(/\.ts$/, '.js')}`))).toEqual([]);
});

/** Packages that the text imports, by name, without those of Node itself. */
function packagesIn(text: string): string[] {
  return ts
    .preProcessFile(text)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((specifier) => !/^(\.|node:)/.test(specifier))
    .map((specifier) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier);
}

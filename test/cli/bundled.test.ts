import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { ts } from '@ts-morph/common';
import { expect, it } from 'vitest';

import { msa, type Outcome, shell } from '../support/msa.js';

/** The command line as the compiler made it, out of one file for every one of src. */
function unbundled(args: string): Promise<Outcome> {
  return shell(`"$1" --input-type=module -e "await (await import('./dist/cli/main.js')).main(import.meta.url)" msa ${args}`);
}

it.each([
  'lint --root fixtures/webshop --no-cache --format json',
  'lint --root fixtures/webshop --no-cache --format markdown --fail-on never',
  'graph --root fixtures/webshop',
  'explain no-such-rule',
  'help lint',
  'help lnt',
  'lnt',
  '--help',
])('bundled or not, msa %s says the same', async (args) => {
  const timeless = ({ stdout, ...rest }: Outcome): Outcome => ({ ...rest, stdout: stdout.replaceAll(/\d+ ms|"durationMs": \d+/g, '') });
  expect(timeless(await msa(args.split(' ')))).toEqual(timeless(await unbundled(args)));
});

it('names the packages whose code it holds, with their licences', () => {
  const text = readFileSync('dist/bundle/LICENSES.txt', 'utf8');
  for (const name of ['@oclif/core', 'yaml', 'ignore', 'chalk', '@ts-morph/common', 'typescript'])
    expect(text).toMatch(new RegExp(`^${name} \\d[^\n]* \\((MIT|ISC|Apache-2.0)\\)\n\n[^]{0,2000}?opyright`, 'm'));
  expect(text).not.toMatch(/^dependency-cruiser /m);
});

it('awaits what it imports at run time, by which the cache of compiled code knows such files', () => {
  const bundle = 'dist/bundle';
  const files = readdirSync(bundle).filter((name) => name.endsWith('.cjs'));
  const imports = files.flatMap((name) => importsIn(readFileSync(path.join(bundle, name), 'utf8')));
  expect(imports.length).toBeGreaterThan(0);
  expect(imports.filter(({ parent }) => !ts.isAwaitExpression(parent))).toEqual([]);
});

function importsIn(text: string): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('x.js', text, ts.ScriptTarget.Latest, true));
  return found;
}

import { readdirSync } from 'node:fs';
import path from 'node:path';

import { cruise } from 'dependency-cruiser';
import { expect, it } from 'vitest';

import { digestOf } from '../../../src/analysis/digest.js';
import { discover } from '../../../src/analysis/discover/discover.js';
import { extractFiles } from '../../../src/analysis/extract/files.js';
import { moduleGraph } from '../../../src/analysis/resolve/modules/module-graph.js';
import { generatedCode } from '../../../src/analysis/schemas/generated.js';
import { readSchemas } from '../../../src/analysis/schemas/read.js';
import { folderReader } from '../../../src/analysis/memory/folder.js';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];

const SMALL = 'fixtures/small';
const systems = folders(SMALL).flatMap((topic) => folders(path.join(SMALL, topic)).map((name) => path.join(SMALL, topic, name)));

it.each(['fixtures/webshop', ...systems])('relative imports of %s lead where dependency-cruiser says', async (root) => {
  const { files, edges } = await ours(root);
  expect(edges).toEqual(await theirs(root, files));
});

type Edge = readonly [from: string, specifier: string, to: string];

async function ours(root: string): Promise<{ readonly files: readonly string[]; readonly edges: readonly Edge[] }> {
  const { layout } = discover(root, undefined);
  const { modules, digests } = await extractFiles(folderReader(root), layout.files, digestOf);
  const schemas = readSchemas(root, layout.schemaFiles);
  const graph = moduleGraph(modules, layout, generatedCode(schemas));
  const edges = [...digests].flatMap(([file, { imports }]) =>
    imports.flatMap(({ from }): Edge[] => {
      const target = from.startsWith('.') ? graph.resolveImport(file, from) : {};
      return 'file' in target && typeof target.file === 'string' ? [[file, from, target.file]] : [];
    }),
  );
  const files = [...modules.keys()].filter((file) => !file.endsWith('.json'));
  return { files, edges: sorted(edges) };
}

async function theirs(root: string, files: readonly string[]): Promise<Edge[]> {
  if (files.length === 0) return [];
  const options = { baseDir: root, parser: 'tsc', tsPreCompilationDeps: true, doNotFollow: { path: '.*' } } as const;
  const { output } = await cruise([...files], options, { extensions: EXTENSIONS });
  if (typeof output === 'string') throw new Error(output);
  const edges = output.modules.flatMap(({ source, dependencies }) =>
    dependencies.flatMap(({ module, resolved, couldNotResolve }): Edge[] =>
      module.startsWith('.') && !couldNotResolve ? [[source, module, resolved]] : [],
    ),
  );
  return sorted(edges.filter(([from]) => files.includes(from)));
}

/** Each once, without data: of JSON files we read only some. */
function sorted(edges: readonly Edge[]): Edge[] {
  const code = edges.filter(([, , to]) => !to.endsWith('.json'));
  return [...new Map(code.map((edge) => [edge.join('\0'), edge])).entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge);
}

function folders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { patterns } from '../src/patterns/index.js';

const FOLDER = new URL('../templates/', import.meta.url).pathname;

interface LayerFile {
  readonly pattern?: string;
  readonly internal?: boolean;
}

const layers = new Map(
  readdirSync(FOLDER)
    .filter((name) => existsSync(join(FOLDER, name, 'layer.yaml')))
    .map((name) => [name, parse(readFileSync(join(FOLDER, name, 'layer.yaml'), 'utf8')) as LayerFile]),
);

test('every layer that a pattern names is there', () => {
  const missing = patterns.flatMap(({ layer }) => (layer === undefined || layers.has(layer) ? [] : [layer]));

  expect(missing).toEqual([]);
});

test('every layer that is offered is one of a pattern, and says of which', () => {
  const offered = [...layers].filter(([, { internal }]) => internal !== true);

  for (const [name, { pattern }] of offered) {
    expect(patterns.find(({ id }) => id === pattern)?.layer, name).toBe(name);
  }
});

test('every layer that is offered has a section for the README', () => {
  const offered = [...layers].filter(([, { internal }]) => internal !== true).map(([name]) => name);

  expect(offered.filter((name) => !existsSync(join(FOLDER, name, 'readme.md')))).toEqual([]);
});

test('the compiler sees all layers as one tree', () => {
  const { compilerOptions } = JSON.parse(readFileSync(join(FOLDER, 'tsconfig.json'), 'utf8')) as {
    compilerOptions: { rootDirs: string[] };
  };
  const withCode = [...layers.keys()].filter(
    (name) => existsSync(join(FOLDER, name, 'files/src')) || existsSync(join(FOLDER, name, 'files/test')),
  );

  expect(compilerOptions.rootDirs).toEqual(expect.arrayContaining(withCode.map((name) => `${name}/files`)));
});

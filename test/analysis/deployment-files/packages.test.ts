import { expect, it } from 'vitest';

import { readPackages } from '../../../src/analysis/deployment-files/packages.js';
import { memoryTree } from '../../../src/analysis/deployment-files/tree.js';

it.each([
  ['{\n  "name": "orders",\n}\n', 3, 1],
  ['{ "name": "orders"\n', 1, 19],
  ['', 1, 1],
  ['[]', 1, 1],
  ['banana', 1, 1],
])('tells where %j is broken', (text, line, column) => {
  const { packages, problems } = readPackages(memoryTree({ 'a/package.json': text }));
  expect({ packages, problems }).toEqual({
    packages: [],
    problems: [{ at: { file: 'a/package.json', line, column }, message: 'broken JSON' }],
  });
});

it('takes what is of the right kind and leaves the rest', () => {
  const text = '{"name":5,"main":{},"dependencies":["a"],"scripts":{"start":"node .","x":1},"workspaces":{"packages":5},"exports":[1]}';
  expect(readPackages(memoryTree({ 'package.json': text }))).toMatchObject({
    problems: [],
    packages: [{ folder: '.', dependencies: {}, scripts: { start: 'node .' }, workspaces: [], exports: {} }],
  });
});

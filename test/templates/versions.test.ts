import { expect, it } from 'vitest';

import { builtInTemplates } from '../../src/cli/scaffold/workspace.js';

it('every package that is pinned is one that a layer brings', () => {
  const { layers, versions } = builtInTemplates();
  const brought = new Set([...layers.values()].flatMap(({ dependencies, devDependencies }) => [...dependencies, ...devDependencies]));
  expect(Object.keys(versions.packages).filter((name) => !brought.has(name))).toEqual([]);
});

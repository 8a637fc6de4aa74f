import { expect, it } from 'vitest';

import { factsTool, systemsTool } from '../../../src/analysis/memory/tool.js';

it.each([factsTool, systemsTool])('is the identity of code', (tool) => {
  expect(tool()).toMatch(/^[0-9a-f]{40}$/);
});

it('of the whole analysis is another than of what makes facts', () => {
  expect(systemsTool()).not.toBe(factsTool());
});

import { expect, it } from 'vitest';

import { factsTool, resultsTool } from '../../../src/analysis/memory/tool.js';

it.each([factsTool, resultsTool])('is the identity of code', (tool) => {
  expect(tool()).toMatch(/^[0-9a-f]{40}$/);
});

it('of the whole analysis is another than of what makes facts', () => {
  expect(resultsTool()).not.toBe(factsTool());
});

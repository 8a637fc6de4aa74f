import { expect, it } from 'vitest';

import { analysisTool } from '../../../src/analysis/memory/tool.js';

it('is the identity of code', () => {
  expect(analysisTool()).toMatch(/^[0-9a-f]{40}$/);
});

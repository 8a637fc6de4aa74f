import { expect, it } from 'vitest';

import { toolKey } from '../../../src/analysis/source/tool.js';

it('is the same as long as the code that makes facts is', () => {
  expect(toolKey()).toMatch(/^[0-9a-f]{40}$/);
  expect(toolKey()).toBe(toolKey());
});

import { expect, it } from 'vitest';

import { isOwn } from '../../../src/analysis/link/paths.js';

it('what is excluded is not own', () => {
  const unit = { sources: ['app'], excludes: ['app/vendor'] };
  expect(['app/a.ts', 'app/vendor/a.ts', 'b.ts'].map((file) => isOwn(file, unit))).toEqual([true, false, false]);
});

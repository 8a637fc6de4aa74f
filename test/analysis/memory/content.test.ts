import { expect, it } from 'vitest';

import { contentKey } from '../../../src/analysis/memory/content.js';

it('tells languages apart', () => {
  expect(contentKey('ce01', 'services/a.b/x.d.ts')).toBe('ce01.ts');
});

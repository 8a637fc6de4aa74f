import { expect, it } from 'vitest';

import { signalsOf } from '../../../src/analysis/link/input.js';
import { linkInput } from '../../support/link.js';

it('signals of one kind', () => {
  const [unit] = linkInput({
    units: { a: `import express from 'express'; const app = express(); app.get('/a', () => undefined); app.listen(3000);` },
  }).units;
  expect(unit && signalsOf(unit, 'route').map(({ method }) => method)).toEqual(['GET']);
  expect(unit && signalsOf(unit, 'request')).toEqual([]);
});

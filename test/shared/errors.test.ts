import { expect, it } from 'vitest';

import { refusalOf, UserError } from '../../src/shared/errors.js';

it('a check refuses with its message, takes in silence, and does not hide a bug', () => {
  expect(refusalOf(() => 1)).toBeUndefined();
  expect(
    refusalOf(() => {
      throw new UserError('E_X', 'it is a path');
    }),
  ).toBe('it is a path');
  expect(() =>
    refusalOf(() => {
      throw new TypeError('bug');
    }),
  ).toThrow(TypeError);
});

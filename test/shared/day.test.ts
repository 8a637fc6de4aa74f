import { describe, expect, it } from 'vitest';

import { isDay, isExpired, today } from '../../src/shared/day.js';

describe('isDay', () => {
  it.each(['2030-01-31', '2028-02-29', '0001-01-01'])('%s is one', (text) => {
    expect(isDay(text)).toBe(true);
  });
  it.each(['2030-02-29', '2030-13-01', '2030-1-1', '2030-01-31T00:00', 'tomorrow', '', '-000001-01-01'])('%j is none', (text) => {
    expect(isDay(text)).toBe(false);
  });
});

it('today is a day', () => {
  expect(isDay(today())).toBe(true);
});

it.each([
  [undefined, false],
  ['2030-06-15', false],
  ['2030-06-14', true],
])('what expires on %s has expired on 2030-06-15: %s', (expires, expected) => {
  expect(isExpired({ expires }, '2030-06-15')).toBe(expected);
});

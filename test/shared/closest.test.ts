import { expect, it } from 'vitest';

import { closest } from '../../src/shared/closest.js';

const words = ['error', 'warning', 'info', 'off', 'Services'];

it.each([
  ['eror', 'error'],
  ['warn', 'warning'],
  ['servces', 'Services'],
  ['of', 'off'],
  ['in', undefined],
  ['banana', undefined],
  ['', undefined],
])('%s is probably %s', (word, expected) => {
  expect(closest(word, words)).toBe(expected);
});

it('the nearest wins', () => {
  expect(closest('publishs', ['publisher', 'publishes'])).toBe('publishes');
  expect(closest('calls', ['call', 'calls'])).toBe('calls');
});

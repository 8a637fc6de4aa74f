import { describe, expect, it } from 'vitest';

import { isGlob, matchesGlob, matchesText } from '../../src/shared/glob.js';

describe('a glob', () => {
  it.each([
    ['orders', 'orders', true],
    ['orders', 'order', false],
    ['pay-gateway', '*-gateway', true],
    ['gateway', '*-gateway', false],
    ['orders', 'order?', true],
    ['orders', '*', true],
    ['services/orders', '*', false],
    ['services/orders', 'services/*', true],
    ['services/orders', '**', true],
    ['services/orders', '**/orders', true],
    ['orders', '**/orders', true],
    ['a/b/services/orders/x', '**/services/**', true],
    ['services', 'services/**', true],
    ['services/eu/orders', 'services/*', false],
    ['services/eu/orders', 'services/*/o*s', true],
    ['a.b', 'a?b', true],
    ['axb', 'a.b', false],
    ['', '*', true],
  ])('%s against %s: %s', (path, glob, expected) => {
    expect(matchesGlob(path, glob)).toBe(expected);
  });

  it('that is made to take for ever does not', () => {
    const started = performance.now();
    expect(matchesGlob('a'.repeat(5_000), `${'*a'.repeat(2_000)}b`)).toBe(false);
    expect(matchesGlob('a/'.repeat(2_000), `${'**/a/'.repeat(1_000)}b`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it.each([
    ['orders', false],
    ['orders-*', true],
    ['services/orders', true],
  ])('%s is one: %s', (text, expected) => {
    expect(isGlob(text)).toBe(expected);
  });
});

it.each([
  ['orders.created', 'orders.*', true],
  ['orders/eu/created', 'orders*created', true],
  ['orders', 'orders.*', false],
  ['a?b', 'a?b', true],
  ['axb', 'a?b', false],
  ['a'.repeat(5000), `${'*a'.repeat(500)}b`, false],
])('the text %s against %s: %s', (text, pattern, expected) => {
  expect(matchesText(text, pattern)).toBe(expected);
});

import { describe, expect, it } from 'vitest';

import { topicsIn } from '../../../../src/analysis/libraries/messaging/patterns.js';
import { anyOf, array, lit, show, unknown, type Residual } from '../../../../src/model/residual.js';

function shownIn(given: Residual | undefined): string[] {
  return topicsIn(given).map((name) => show(name));
}

describe('topics that are asked for', () => {
  it.each([
    ['/shop\\.orders/', ['shop.orders']],
    ['/^shop.(orders|bills)$/', ['shop.orders', 'shop.bills']],
    ['/(a|b)-(?:c|d)/i', ['a-c', 'a-d', 'b-c', 'b-d']],
    ['/orders|bills/', ['orders', 'bills']],
    ['/shop\\..*/', ['shop.${.*}']],
  ])('by a pattern: %s', (text, names) => {
    expect(shownIn(unknown(text))).toEqual(names);
  });

  it.each(['/shop[12]/', '/(a(b|c))/', '/orders?/', `/${'(a|b)'.repeat(6)}/`, 'x / y', 'config.topic'])('not known: %s', (text) => {
    expect(shownIn(unknown(text))).toEqual([]);
  });

  it('by name, in lists and alternatives', () => {
    expect(shownIn(lit('orders'))).toEqual(['orders']);
    expect(shownIn(array([lit('a'), unknown('/b|c/')]))).toEqual(['a', 'b', 'c']);
    expect(shownIn(anyOf([lit('a'), unknown('/b/')]))).toEqual(['a', 'b']);
    expect(shownIn(undefined)).toEqual([]);
  });
});

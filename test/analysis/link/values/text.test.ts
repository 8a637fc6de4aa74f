import { describe, expect, it } from 'vitest';

import { concat, decode, encode, hole, holesOf, known, literal, shown } from '../../../../src/analysis/link/values/text.js';

const url = concat([literal('http://'), hole({ text: '{HOST}', env: 'HOST' }), literal('/orders/'), hole({ text: 'req.params.id' })]);

describe('a text with holes', () => {
  it('is known where nothing is missing', () => {
    expect(known(concat([literal('a'), literal('b')]))).toBe('ab');
    expect(known(literal(''))).toBe('');
    expect(known(url)).toBeUndefined();
    expect(known(undefined)).toBeUndefined();
  });

  it('joins neighbours and leaves nothing empty', () => {
    expect(concat([literal('a'), literal(''), literal('b'), hole({ text: 'x' }), literal('')]).pieces).toEqual(['ab', { text: 'x' }]);
  });

  it('keeps the entries that decided its parts', () => {
    const use = { name: 'A', entry: { value: 'a', source: 'compose', at: { file: 'c.yml', line: 1, column: 1 } } } as const;
    expect(concat([literal('a', [use]), literal('b')]).uses).toEqual([use]);
  });

  it('is shown with every hole in braces', () => {
    expect(shown(url)).toBe('http://{HOST}/orders/{req.params.id}');
  });

  it('is the same after it was encoded', () => {
    expect(decode(encode(url), url)).toEqual(url);
  });

  it('gives a part its own holes', () => {
    const encoded = encode(url);
    const path = decode(encoded.slice(encoded.indexOf('/orders')), url);
    expect(shown(path)).toBe('/orders/{req.params.id}');
    expect(holesOf(path)).toEqual([{ text: 'req.params.id' }]);
  });
});

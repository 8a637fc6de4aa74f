import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { literalOf } from '../../../../src/analysis/deployment-files/processes/literal.js';

describe('literalOf', () => {
  it.each([
    ['text', `x: 'a'`, 'a'],
    ['an assignment', `const x = "a";`, 'a'],
    ['a template', 'x: `a`', 'a'],
    ['a template with a hole', 'x: `a${b}`', undefined],
    ['a number', 'x: 3001,', 3001],
    ['words', 'x: [true, false, null, undefined]', [true, false, null, undefined]],
    ['an expression', 'x: a + 1', undefined],
    ['a literal that goes on', `x: ['a' + b, 'c']`, [undefined, 'c']],
    ['a call', `x: [path.join(__dirname, 'a'), 'b']`, [undefined, 'b']],
    ['an object', `x: { a: 1, 'b-c': 2, [d]: 3, ...e, f, g() { return 1; }, h: 4 }`, { a: 1, 'b-c': 2, h: 4 }],
    ['comments', `x: { // one\n a: 1, /* two */ b: 'http://c', }`, { a: 1, b: 'http://c' }],
    ['nothing', 'y: 1', undefined],
    ['an open end', 'x: [1, { a: 2', [1, { a: 2 }]],
    ['the wrong end', 'x: [1 } 2', [1, 2]],
  ])('%s', (_, text, expected) => {
    expect(literalOf(text, 'x')).toEqual(expected);
  });

  it('reads what JSON writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3, noUnicodeString: true }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/\\[^"\\]|__proto__|e[+-]?\d/.test(text));
        expect(literalOf(`x = ${text};`, 'x')).toEqual(JSON.parse(text));
      }),
    );
  });

  it('ends on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '(', ')', ',', ':', 'a', '"', '\n'), maxLength: 60 }), (text) => {
        literalOf(`x: ${text}`, 'x');
      }),
    );
  });
});

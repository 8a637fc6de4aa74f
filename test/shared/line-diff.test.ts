import fc from 'fast-check';
import { expect, it } from 'vitest';

import { lineDiff } from '../../src/shared/line-diff.js';

it('shows what differs with two lines around', () => {
  const before = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].join('\n');
  expect(lineDiff(before, before.replace('e\n', 'x\ny\n'))).toBe(['…', ' c', ' d', '-e', '+x', '+y', ' f', ' g'].join('\n'));
  expect(lineDiff('', 'a\nb\n')).toBe('+a\n+b');
  expect(lineDiff('a\r\nb\r\n', 'a\nb\n')).toBe('');
});

const anyText = fc.array(fc.constantFrom('a', 'b', 'c')).map((lines) => lines.join('\n'));

it('takes every line of the old text away or leaves it, and adds the rest', () => {
  fc.assert(
    fc.property(anyText, anyText, (before, after) => {
      const rows = lineDiff(before, after).split('\n');
      const [gone, come] = ['-', '+'].map((mark) => rows.filter((row) => row.startsWith(mark)).length);
      const count = (text: string): number => (text === '' ? 0 : text.split('\n').length);
      expect(count(after) - count(before)).toBe((come ?? 0) - (gone ?? 0));
      if (before === after) expect(rows).toEqual(['']);
    }),
  );
});

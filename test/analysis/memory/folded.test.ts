import fc from 'fast-check';
import { expect, it } from 'vitest';

import { folded, unfolded } from '../../../src/analysis/memory/folded.js';

const ALL = { isShared: () => true, plain: (_: string, value: unknown) => value };

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(0, -0, 1, Infinity, -Infinity, NaN, 1e21),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any')),
    fc.dictionary(fc.constantFrom('a', 'b', 'k', 'hash'), tie('any'), { noNullPrototype: true }),
    fc.array(fc.tuple(fc.string(), tie('any'))).map((entries) => new Map(entries)),
  ),
})).any;

it('what is folded and written is what is read and unfolded, whether objects are shared or not', () => {
  fc.assert(
    fc.property(value, fc.boolean(), (of, isShared) => {
      const text = JSON.stringify(folded(of, { ...ALL, isShared: () => isShared }));
      expect(unfolded(JSON.parse(text) as ReturnType<typeof folded>)).toStrictEqual(of);
    }),
    { numRuns: 300, seed: 4 },
  );
});

it('what was one object is one again', () => {
  const one = { k: 'lit', inner: { k: 'leaf' } };
  const [a, b, c] = unfolded(folded([one, { of: one }, one.inner], ALL)) as [typeof one, { of: typeof one }, object];
  expect(b.of).toBe(a);
  expect(a.inner).toBe(c);
});

it('something may stand for a property', () => {
  const plain = (name: string, of: unknown): unknown => (name === 'scope' ? 7 : of);
  expect(unfolded(folded({ scope: { huge: true }, x: 1 }, { ...ALL, plain }))).toEqual({ scope: 7, x: 1 });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';

import { folder, type Folded, unfolder } from '../../../src/analysis/memory/folded.js';

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
      const text = JSON.stringify(folder({ ...ALL, isShared: () => isShared })(of));
      expect(unfolded([JSON.parse(text) as Folded])).toStrictEqual([of]);
    }),
    { numRuns: 300, seed: 4 },
  );
});

it('what was one object is one again', () => {
  const one = { k: 'lit', inner: { k: 'leaf' } };
  const [[a, b, c]] = unfolded([folder(ALL)([one, { of: one }, one.inner])]) as [[typeof one, { of: typeof one }, object]];
  expect(b.of).toBe(a);
  expect(a.inner).toBe(c);
});

it('something may stand for a property', () => {
  const plain = (name: string, of: unknown): unknown => (name === 'scope' ? 7 : of);
  expect(unfolded([folder({ ...ALL, plain })({ scope: { huge: true }, x: 1 })])).toEqual([{ scope: 7, x: 1 }]);
});

it('pieces share objects, and are read without those that they do not refer to', () => {
  const [common, own, other] = [{ k: 'common' }, { k: 'own' }, { k: 'other' }];
  const fold = folder(ALL);
  const pieces = [[common], [own, common], [other], [other, own]].map(fold);
  const read: number[] = [];
  const unfold = unfolder({
    counts: pieces.map(({ shared }) => shared.length),
    shared: (piece) => {
      read.push(piece);
      return pieces[piece]?.shared ?? [];
    },
  });
  const [, second, , last] = pieces.map(({ body }) => body);
  const [a, b] = unfold(second) as [object, object];
  expect([a, b]).toEqual([own, common]);
  expect(read.toSorted()).toEqual([0, 1]);
  expect((unfold(last) as [object, object])[1]).toBe(a);
  expect(read.toSorted()).toEqual([0, 1, 2]);
});

function unfolded(pieces: readonly Folded[]): unknown[] {
  const unfold = unfolder({ counts: pieces.map(({ shared }) => shared.length), shared: (piece) => pieces[piece]?.shared ?? [] });
  return pieces.map(({ body }) => unfold(body));
}

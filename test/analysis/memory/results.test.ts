import { describe, expect, it } from 'vitest';

import { textIn } from '../../../src/analysis/memory/pack.js';
import { entriesIn, packOf, resultsIn } from '../../../src/analysis/memory/results-pack.js';
import { resultsOf, type Source } from '../../../src/analysis/memory/results.js';

type Answers = Readonly<Record<string, number>>;

let prepared = 0;

/** Asks for all that there is. */
const source: Source<Answers, readonly string[], readonly number[]> = {
  record: (answers) => ({ source: answers, reads: () => ({ asked: Object.keys(answers), told: Object.values(answers) }) }),
  isSame: (answers) => (asked) => {
    prepared++;
    return (told) => asked.every((name, at) => answers[name] === told[at]);
  },
};

const SUM = { step: 'sum', given: '' };
const ROOM = { results: 10, ofStep: 3, bytes: 1000 };

describe('results', () => {
  it('of like states share what was asked, and go through it once', () => {
    const results = resultsOf([], source, ROOM);
    for (const b of [1, 2, 3]) results.watch(SUM, { a: 1, b }).keep(b + 1);
    results.watch(SUM, { c: 1 }).keep(1);
    const pack = packOf(results.worthKeeping());
    expect(entriesIn(results.worthKeeping())).toHaveLength(2 + 3);
    prepared = 0;
    const again = resultsOf(resultsIn(pack), source, ROOM);
    expect([2, 3, 4].map((b) => again.recall(SUM, { a: 1, b })?.bytes).map((bytes) => bytes && textIn(bytes))).toEqual([
      '3',
      '4',
      undefined,
    ]);
    expect(prepared).toBe(2 + 2 + 2);
    expect(again.recall({ ...SUM, step: 'product' }, { a: 1, b: 2 })).toBeUndefined();
  });

  it('whose questions are not what was written are not believed', () => {
    const results = resultsOf([], source, ROOM);
    results.watch(SUM, { a: 1 }).keep(1);
    const [one] = results.worthKeeping();
    if (!one) throw new Error('nothing is kept');
    const broken = { ...one, asked: { ...one.asked, crc: one.asked.crc + 1 } };
    expect(resultsOf([broken], source, ROOM).recall(SUM, { a: 1 })).toBeUndefined();
  });
});

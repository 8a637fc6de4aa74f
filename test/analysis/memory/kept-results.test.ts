import { expect, it } from 'vitest';

import { keptResults } from '../../../src/analysis/memory/kept-results.js';
import type { Layers } from '../../../src/analysis/memory/layers.js';
import { entriesIn, packOf, type ResultsHead } from '../../../src/analysis/memory/results-pack.js';
import type { Source } from '../../../src/analysis/memory/results.js';

/** Asks the same whatever the number, and is told the number. */
const source: Source<number, string, number> = {
  record: (number) => ({ source: number, reads: () => ({ asked: 'the number, please'.repeat(10), told: number }) }),
  isSame: (number) => () => (told) => number === told,
};

const STEP = { step: 'long', given: '' };
const ROOM = { results: 10, ofStep: 10, bytes: 100_000 };

it('what is new is written beside the many, and into them when it is much', () => {
  let layers: Layers<ResultsHead> = { base: undefined, recent: undefined };
  const written: string[] = [];
  for (const number of [1, 2, 3, 4, 5, 6, 7]) {
    const results = keptResults(layers, source, ROOM);
    expect(results.recall(STEP, number)).toBeUndefined();
    results.watch(STEP, number).keep(String(number).repeat(1000));
    const { layer, results: kept } = results.ofLayer();
    written.push(`${layer} ${String(entriesIn(kept).length)}`);
    layers = { ...layers, [layer]: packOf(kept) };
    const again = keptResults(layers, source, ROOM);
    expect([0, 1, number].map((one) => again.recall(STEP, one) !== undefined)).toEqual([false, true, true]);
  }
  // What was asked is the same for all, and lies in both.
  expect(written).toEqual(['base 2', 'base 3', 'base 4', 'recent 2', 'base 6', 'recent 2', 'recent 3']);
});

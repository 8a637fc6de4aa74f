import { isLittle, type Layers } from './layers.js';
import { entriesIn, resultsIn, type ResultsHead } from './results-pack.js';
import { type Result, type Results, resultsOf, type Room, sharedWith, type Source } from './results.js';

/** Results of which the new ones lie beside the many. */
export interface KeptResults<S> extends Results<S> {
  /** What is to be written, and into which of the two packs. */
  readonly ofLayer: () => OfLayer;
}

export interface OfLayer {
  readonly layer: keyof Layers<unknown>;
  readonly results: readonly Result[];
}

export function keptResults<S, Asked, Told>(
  { base, recent }: Layers<ResultsHead>,
  source: Source<S, Asked, Told>,
  room: Room,
): KeptResults<S> {
  const large = resultsIn(base);
  const known = new Set(large.map(nameOf));
  const small = resultsIn(recent)
    .filter((result) => !known.has(nameOf(result)))
    .map((result) => ({ ...result, asked: sharedWith(large, result.asked) }));
  const results = resultsOf([...small, ...large], source, room);
  const inLarge = new Set(large);
  return {
    ...results,
    ofLayer: () => {
      const all = results.worthKeeping();
      const beside = all.filter((result) => !inLarge.has(result));
      return isLittle(entriesIn(beside), entriesIn(all)) ? { layer: 'recent', results: beside } : { layer: 'base', results: all };
    },
  };
}

/** What lies in both packs is one. */
function nameOf({ step, given, asked, told, name }: Result): string {
  return JSON.stringify([step, given, asked.crc, asked.size, told, name]);
}

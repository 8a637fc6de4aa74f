import type { Unit } from '../../model/deployment.js';
import type { ModuleGraph } from '../../model/module-graph.js';
import { graphSource, type UnitSource } from './graph-reads.js';
import { isLittle, type Layer, type Layers } from './layers.js';
import { entriesIn, packOf, resultsIn, type ResultsHead } from './results-pack.js';
import { type Result, type Results, resultsOf } from './results.js';
import { textOfUnit, type Understood, unitOfText, type UnitText } from './unit-text.js';

/** Units that are understood, by the files that this took. */
export interface UnitsMemory {
  readonly understood: (source: UnitSource, understand: (unit: Unit, graph: ModuleGraph) => Understood) => Understood;
  /** undefined: no unit is new. */
  readonly worthKeeping: () => Layer<ResultsHead> | undefined;
}

/** Of each unit the states of late: before and after what is staged, and those of other branches. */
const ROOM = { results: 3000, ofStep: 3, bytes: 150_000_000 };

/** `load` is called with the first unit. */
export function unitsMemory(load: () => Layers<ResultsHead>): UnitsMemory {
  let loaded: Loaded | undefined;
  return {
    understood: (source, understand) => {
      const { results } = (loaded ??= loadedFrom(load()));
      const step = source.unit.name;
      const found = results.recall(step, source);
      if (found) return unitOfText(found.value as UnitText);
      const watched = results.watch(step, source);
      const made = understand(source.unit, watched.source.graph);
      watched.keep(textOfUnit(made));
      return made;
    },
    worthKeeping: () => (loaded !== undefined && loaded.results.fresh() > 0 ? layerOf(loaded) : undefined),
  };
}

interface Loaded {
  readonly results: Results<UnitSource>;
  /** Those of the large pack. */
  readonly large: ReadonlySet<Result>;
}

function loadedFrom({ base, recent }: Layers<ResultsHead>): Loaded {
  const large = resultsIn(base);
  const known = new Set(large.map(nameOf));
  const small = resultsIn(recent).filter((result) => !known.has(nameOf(result)));
  return { results: resultsOf([...small, ...large], graphSource, ROOM), large: new Set(large) };
}

function layerOf({ results, large }: Loaded): Layer<ResultsHead> {
  const all = results.worthKeeping();
  const small = all.filter((result) => !large.has(result));
  return isLittle(entriesIn(small), entriesIn(all)) ? { layer: 'recent', pack: packOf(small) } : { layer: 'base', pack: packOf(all) };
}

/** What lies in both packs is one. */
function nameOf({ step, asked, told, value }: Result): string {
  return JSON.stringify([step, asked.crc, asked.body.byteLength, told, value.crc, value.body.byteLength]);
}

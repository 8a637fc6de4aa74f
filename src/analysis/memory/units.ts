import type { Unit } from '../../model/deployment.js';
import type { ModuleGraph } from '../../model/module-graph.js';
import { graphSource, type UnitSource } from './graph-reads.js';
import type { Pack } from './pack.js';
import { packOf, resultsIn, type ResultsHead } from './results-pack.js';
import { type Results, resultsOf } from './results.js';
import { textOfUnit, type Understood, unitOfText, type UnitText } from './unit-text.js';

/** Units that are understood, by the files that this took. */
export interface UnitsMemory {
  readonly understood: (source: UnitSource, understand: (unit: Unit, graph: ModuleGraph) => Understood) => Understood;
  /** undefined: no unit is new. */
  readonly worthKeeping: () => Pack<ResultsHead> | undefined;
}

/** Of each unit the states of late: before and after what is staged, and those of other branches. */
const ROOM = { results: 3000, ofStep: 3, bytes: 150_000_000 };

/** `load` is called with the first unit. */
export function unitsMemory(load: () => Pack<ResultsHead> | undefined): UnitsMemory {
  let loaded: Results<UnitSource> | undefined;
  return {
    understood: (source, understand) => {
      const results = (loaded ??= resultsOf(resultsIn(load()), graphSource, ROOM));
      const step = source.unit.name;
      const found = results.recall(step, source);
      if (found) return unitOfText(found.value as UnitText);
      const watched = results.watch(step, source);
      const made = understand(source.unit, watched.source.graph);
      watched.keep(textOfUnit(made));
      return made;
    },
    worthKeeping: () => (loaded !== undefined && loaded.fresh() > 0 ? packOf(loaded.worthKeeping()) : undefined),
  };
}

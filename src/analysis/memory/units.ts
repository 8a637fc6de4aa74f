import { createHash } from 'node:crypto';

import type { Unit } from '../../model/deployment.js';
import type { ModuleGraph } from '../../model/module-graph.js';
import { remembered } from '../../model/remembered.js';
import { once } from '../../shared/once.js';
import { type GraphAsked, graphSource, type GraphTold, type UnitSource } from './graph-reads.js';
import { keptResults, type KeptResults } from './kept-results.js';
import type { Layer, Layers } from './layers.js';
import { textIn } from './pack.js';
import { packOf, type ResultsHead } from './results-pack.js';
import type { Known, Source } from './results.js';
import { textOfUnit, type Understood, unitOfText } from './unit-text.js';

/** Units that are understood, by the files that this took. */
export interface UnitsMemory {
  readonly understood: (source: UnitSource, understand: (unit: Unit, graph: ModuleGraph) => Understood) => NamedUnit;
  /** What a step came to that is a function of the texts that it is given; plain JSON. */
  readonly recalled: <T>(of: RecalledStep, compute: () => T) => T;
  /** undefined: no unit is new. */
  readonly worthKeeping: () => Layer<ResultsHead> | undefined;
}

export interface RecalledStep {
  readonly step: string;
  readonly given: readonly string[];
}

export interface NamedUnit {
  /** Equal names, equal in all that is said of them, and in all files that were read for it. */
  readonly name: string;
  /** What was known before is taken apart when it is asked for. */
  readonly understood: () => Understood;
}

/** Of each unit the states of late: before and after what is staged, and those of other branches. */
const ROOM = { results: 6000, ofStep: 3, bytes: 150_000_000 };

/** `load` is called with the first unit. */
export function unitsMemory(load: () => Layers<ResultsHead>): UnitsMemory {
  let loaded: KeptResults<UnitSource | undefined> | undefined;
  const results = (): KeptResults<UnitSource | undefined> => (loaded ??= keptResults(load(), source, ROOM));
  const digest = remembered((text) => createHash('sha1').update(text).digest('hex'));
  const nameIn = ({ name, told }: Pick<Known, 'name' | 'told'>): string => {
    const { contents, ownFiles } = told as GraphTold;
    return digest([name, contents, ownFiles].join(' '));
  };
  return {
    understood: (of, understand) => {
      const step = { step: `unit ${of.unit.name}`, given: '' };
      const found = results().recall(step, of);
      if (found) return { name: nameIn(found), understood: once(() => unitOfText(found.bytes)) };
      const watched = results().watch(step, of);
      const made = understand(of.unit, watched.source?.graph ?? of.graph);
      return { name: nameIn(watched.keep(textOfUnit(made))), understood: () => made };
    },
    recalled: <T>({ step: name, given }: RecalledStep, compute: () => T): T => {
      const step = { step: name, given: digest(given.map(digest).join(' ')) };
      const found = results().recall(step, undefined);
      if (found) return JSON.parse(textIn(found.bytes)) as T;
      const made = compute();
      results().watch(step, undefined).keep(made);
      return made;
    },
    worthKeeping: () => {
      if (loaded === undefined || loaded.fresh() === 0) return undefined;
      const { layer, results: kept } = loaded.ofLayer();
      return { layer, pack: packOf(kept) };
    },
  };
}

/** Who is given all that there is asks nothing. */
const source: Source<UnitSource | undefined, GraphAsked, GraphTold | null> = {
  record: (of) =>
    of === undefined ? { source: of, reads: () => ({ asked: { files: [], imports: [], words: [] }, told: null }) } : graphSource.record(of),
  isSame: (of) => (of === undefined ? () => () => true : sameIn(graphSource.isSame(of))),
};

function sameIn(isSame: ReturnType<typeof graphSource.isSame>): (asked: GraphAsked) => (told: GraphTold | null) => boolean {
  return (asked) => {
    const same = isSame(asked);
    return (told) => told !== null && same(told);
  };
}

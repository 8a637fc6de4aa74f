import { createHash } from 'node:crypto';

import type { Unit } from '../../model/deployment.js';
import type { ModuleGraph } from '../../model/module-graph.js';
import { remembered } from '../../model/remembered.js';
import { once } from '../../shared/once.js';
import { type GraphAsked, graphSource, type GraphTold, type UnitSource } from './graph-reads.js';
import { isLittle, type Layer, type Layers } from './layers.js';
import { textIn } from './pack.js';
import { entriesIn, packOf, resultsIn, type ResultsHead } from './results-pack.js';
import { type Known, type Result, type Results, resultsOf, type Source } from './results.js';
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
  let loaded: Loaded | undefined;
  const results = (): Loaded['results'] => (loaded ??= loadedFrom(load())).results;
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
    worthKeeping: () => (loaded !== undefined && loaded.results.fresh() > 0 ? layerOf(loaded) : undefined),
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

interface Loaded {
  readonly results: Results<UnitSource | undefined>;
  /** Those of the large pack. */
  readonly large: ReadonlySet<Result>;
}

function loadedFrom({ base, recent }: Layers<ResultsHead>): Loaded {
  const large = resultsIn(base);
  const known = new Set(large.map(nameOf));
  const small = resultsIn(recent).filter((result) => !known.has(nameOf(result)));
  return { results: resultsOf([...small, ...large], source, ROOM), large: new Set(large) };
}

function layerOf({ results, large }: Loaded): Layer<ResultsHead> {
  const all = results.worthKeeping();
  const small = all.filter((result) => !large.has(result));
  return isLittle(entriesIn(small), entriesIn(all)) ? { layer: 'recent', pack: packOf(small) } : { layer: 'base', pack: packOf(all) };
}

/** What lies in both packs is one. */
function nameOf({ step, given, asked, told, name }: Result): string {
  return JSON.stringify([step, given, asked.crc, asked.size, told, name]);
}

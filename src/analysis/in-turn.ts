import type { Unit } from '../model/deployment.js';
import type { ModuleGraph } from '../model/module-graph.js';
import type { Extracting } from './extract/files.js';
import { NOT_READ } from './extract/opened.js';

interface Turn {
  readonly graph: ModuleGraph;
  readonly extracting: Extracting;
}

/**
 * Works on every unit when the files are read that it reaches, while those of others still are: the smallest unit waits for the fewest.
 * What it came to is in the order of the units.
 */
export async function inTurn<T>(units: readonly Unit[], { graph, extracting }: Turn, work: (unit: Unit) => T): Promise<T[]> {
  const done = new Map<Unit, T>();
  const order = extracting.left() === 0 ? units : smallestFirst(units, graph);
  if (extracting.left() > 0) for (const unit of order) extracting.ahead(graph.ownFiles(unit), graph.resolveImport);
  extracting.goOn();
  for (const unit of order) {
    if (extracting.left() > 0) await extracting.reached(graph.ownFiles(unit), graph.resolveImport);
    done.set(unit, await whenRead(extracting, () => work(unit)));
  }
  return units.flatMap((unit) => done.get(unit) ?? []);
}

function smallestFirst(units: readonly Unit[], graph: ModuleGraph): readonly Unit[] {
  const size = new Map(units.map((unit) => [unit, graph.ownFiles(unit).length]));
  return [...units].sort((a, b) => (size.get(a) ?? 0) - (size.get(b) ?? 0));
}

/** Code leads to files by other ways than imports: then all have to be there. */
async function whenRead<T>(extracting: Extracting, work: () => T): Promise<T> {
  try {
    return work();
  } catch (error) {
    if (error !== NOT_READ) throw error;
    await extracting.all();
    return work();
  }
}

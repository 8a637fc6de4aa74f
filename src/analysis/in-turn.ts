import type { Unit } from '../model/deployment.js';
import type { ModuleGraph } from '../model/module-graph.js';
import type { Extracting } from './extract/files.js';
import { NOT_READ } from './extract/opened.js';

interface Turn {
  readonly graph: ModuleGraph;
  readonly extracting: Extracting;
}

/**
 * Works on every unit when the files are read that it reaches, while those of others still are: who seems to reach the fewest comes first.
 * What it came to is in the order of the units.
 */
export async function inTurn<T>(units: readonly Unit[], { graph, extracting }: Turn, work: (unit: Unit) => T): Promise<T[]> {
  const done = new Map<Unit, T>();
  const order = extracting.left() === 0 ? units : handedOver(units, { graph, extracting });
  for (const unit of order) {
    if (extracting.left() > 0) await extracting.reached(graph.ownFiles(unit), graph.resolveImport);
    done.set(unit, await whenRead(extracting, () => work(unit)));
  }
  return units.flatMap((unit) => done.get(unit) ?? []);
}

/** In the order in which their files are handed over. */
function handedOver(units: readonly Unit[], { graph, extracting }: Turn): readonly Unit[] {
  const wanted = units.map((unit) => ({ unit, files: extracting.guessed(graph.ownFiles(unit), graph.resolveImport) }));
  wanted.sort((a, b) => a.files.size - b.files.size);
  for (const { files } of wanted) extracting.ahead(files);
  extracting.goOn();
  return wanted.map(({ unit }) => unit);
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

import { createHash } from 'node:crypto';

import type { Unit } from '../../model/deployment.js';
import type { ImportTarget, ModuleGraph } from '../../model/module-graph.js';
import type { Source } from './results.js';

/** What a unit is resolved from. */
export interface UnitSource {
  readonly unit: Unit;
  /** What else it rests on, as a text. */
  readonly given: string;
  readonly graph: ModuleGraph;
  /** Keys of the contents of the files that were read. */
  readonly contents: ReadonlyMap<string, string>;
}

/** What a unit's program rests on. */
export interface GraphReads {
  readonly given: string;
  readonly ownFiles: string;
  readonly files: readonly string[];
  /** Keys of their contents; '' where there is no such file. */
  readonly contents: readonly string[];
  readonly layout: string;
  /** Every import that was followed: file, specifier, target, file … as indexes into `words`. */
  readonly imports: readonly number[];
  readonly words: readonly string[];
}

export const graphSource: Source<UnitSource, GraphReads> = {
  record,
  isSame:
    ({ unit, given, graph, contents }) =>
    (reads) =>
      givenOf(unit, given) === reads.given &&
      reads.files.every((file, at) => (contents.get(file) ?? '') === reads.contents[at]) &&
      ownFilesOf(unit, graph) === reads.ownFiles &&
      (graph.layout() === reads.layout || importsLeadTheSame(reads, graph)),
};

function record({ unit, given, graph, contents }: UnitSource): ReturnType<typeof graphSource.record> {
  const files = new Set<string>();
  const imports = new Map<string, Map<string, ImportTarget>>();
  const { get, has } = { get: graph.modules.get.bind(graph.modules), has: graph.modules.has.bind(graph.modules) };
  return {
    source: {
      unit,
      given,
      contents,
      graph: {
        ...graph,
        modules: { get: (file) => (files.add(file), get(file)), has: (file) => (files.add(file), has(file)) },
        resolveImport: (from, specifier) => {
          let row = imports.get(from);
          if (!row) imports.set(from, (row = new Map<string, ImportTarget>()));
          let target = row.get(specifier);
          if (!target) row.set(specifier, (target = graph.resolveImport(from, specifier)));
          return target;
        },
      },
    },
    reads: () => ({
      given: givenOf(unit, given),
      ownFiles: ownFilesOf(unit, graph),
      files: [...files],
      contents: [...files].map((file) => contents.get(file) ?? ''),
      layout: graph.layout(),
      ...inWords(imports),
    }),
  };
}

function givenOf(unit: Unit, given: string): string {
  return digest(JSON.stringify(unit) + given);
}

function ownFilesOf(unit: Unit, graph: ModuleGraph): string {
  return digest(graph.ownFiles(unit).join('\n'));
}

function digest(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

function inWords(all: ReadonlyMap<string, ReadonlyMap<string, ImportTarget>>): Pick<GraphReads, 'imports' | 'words'> {
  const index = new Map<string, number>();
  const at = (word: string): number => {
    const known = index.get(word) ?? index.size;
    index.set(word, known);
    return known;
  };
  const imports = [...all].flatMap(([from, row]) =>
    [...row].flatMap(([specifier, target]) => [at(from), at(specifier), at(JSON.stringify(target))]),
  );
  return { imports, words: [...index.keys()] };
}

function importsLeadTheSame({ imports, words }: GraphReads, graph: ModuleGraph): boolean {
  for (let at = 0; at < imports.length; at += 3) {
    const [from = '', specifier = '', target] = imports.slice(at, at + 3).map((word) => words[word]);
    if (JSON.stringify(graph.resolveImport(from, specifier)) !== target) return false;
  }
  return true;
}

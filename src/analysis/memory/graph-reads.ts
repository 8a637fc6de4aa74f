import { createHash } from 'node:crypto';

import type { Unit } from '../../model/deployment.js';
import type { ImportTarget, ModuleGraph } from '../../model/module-graph.js';
import { once } from '../../shared/once.js';
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

/** What was asked for a unit's program. */
export interface GraphAsked {
  readonly files: readonly string[];
  /** Every import that was followed: file, specifier, file … as indexes into `words`. */
  readonly imports: readonly number[];
  readonly words: readonly string[];
}

/** What it rests on: digests of the answers. */
export interface GraphTold {
  readonly given: string;
  readonly ownFiles: string;
  /** Of the names of the files' contents. */
  readonly contents: string;
  /** Of all that imports go by, and of where these lead: other imports may lead elsewhere. */
  readonly layout: string;
  readonly targets: string;
}

export const graphSource: Source<UnitSource, GraphAsked, GraphTold> = {
  record,
  isSame: ({ unit, given, graph, contents }) => {
    const [unitNow, ownFilesNow] = [once(() => givenOf(unit, given)), once(() => ownFilesOf(unit, graph))];
    return (asked) => {
      const contentsNow = once(() => contentsOf(asked.files, contents));
      const targetsNow = once(() => targetsOf(asked, graph));
      return (told) =>
        unitNow() === told.given &&
        contentsNow() === told.contents &&
        ownFilesNow() === told.ownFiles &&
        (graph.layout() === told.layout || targetsNow() === told.targets);
    };
  },
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
      asked: { files: [...files], ...inWords(imports) },
      told: {
        given: givenOf(unit, given),
        ownFiles: ownFilesOf(unit, graph),
        contents: contentsOf([...files], contents),
        layout: graph.layout(),
        targets: digest([...imports.values()].flatMap((row) => [...row.values()].map((target) => JSON.stringify(target))).join('\n')),
      },
    }),
  };
}

/** A file that is not there has no content. */
function contentsOf(files: readonly string[], contents: UnitSource['contents']): string {
  return digest(files.map((file) => contents.get(file) ?? '').join('\n'));
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

function inWords(all: ReadonlyMap<string, ReadonlyMap<string, ImportTarget>>): Pick<GraphAsked, 'imports' | 'words'> {
  const index = new Map<string, number>();
  const at = (word: string): number => {
    const known = index.get(word) ?? index.size;
    index.set(word, known);
    return known;
  };
  const imports = [...all].flatMap(([from, row]) => [...row.keys()].flatMap((specifier) => [at(from), at(specifier)]));
  return { imports, words: [...index.keys()] };
}

function targetsOf({ imports, words }: GraphAsked, graph: ModuleGraph): string {
  const targets: string[] = [];
  for (let at = 0; at < imports.length; at += 2) {
    const [from = '', specifier = ''] = imports.slice(at, at + 2).map((word) => words[word]);
    targets.push(JSON.stringify(graph.resolveImport(from, specifier)));
  }
  return digest(targets.join('\n'));
}

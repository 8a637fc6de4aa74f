import type { Unit } from '../../model/deployment.js';
import type { CallFact, ModuleFacts } from '../../model/module-facts.js';
import type { ModuleGraph } from '../../model/module-graph.js';
import type { LibraryTables } from '../../model/program.js';

export interface Loading {
  readonly unit: Pick<Unit, 'entries' | 'dependencies'>;
  readonly graph: Pick<ModuleGraph, 'resolveImport'>;
  /** Files of the unit. */
  readonly own: readonly ModuleFacts[];
  /** They, and all that they import. */
  readonly reachable: readonly ModuleFacts[];
  readonly loaders: LibraryTables['loaders'];
}

/**
 * Files of the unit that no import leads to from one that starts it, that names them, or that does something by itself. Where code
 * or a framework finds files by their places, and where nobody knows what starts the unit, that is said of none.
 */
export function unloadedFiles({ unit, graph, own, reachable, loaders }: Loading): string[] {
  if (unit.entries.length === 0 || loadsByPlace(unit, reachable, loaders)) return [];
  const named = namesIn(reachable);
  const byFile = new Map(reachable.map((module) => [module.file, module]));
  const isStart = (module: ModuleFacts): boolean => unit.entries.includes(module.file) || named.has(stem(module.file)) || runs(module);
  const loaded = new Set(own.filter(isStart).map(({ file }) => file));
  // A set is walked on to what is added meanwhile.
  for (const file of loaded) for (const next of importedBy(byFile.get(file), graph)) loaded.add(next);
  return own.map(({ file }) => file).filter((file) => !loaded.has(file));
}

function importedBy(module: ModuleFacts | undefined, graph: Loading['graph']): string[] {
  if (module === undefined) return [];
  return [...module.imports.map(({ from }) => from), ...module.stars].flatMap((from) => {
    const target = graph.resolveImport(module.file, from);
    return 'file' in target ? target.file : [];
  });
}

function loadsByPlace({ dependencies }: Loading['unit'], reachable: readonly ModuleFacts[], loaders: Loading['loaders']): boolean {
  const isLoader = (name: string): boolean => loaders.has(name);
  return (
    Object.keys(dependencies).some(isLoader) ||
    reachable.some(({ imports, calls }) => imports.some(({ from }) => isLoader(from)) || calls.some(findsFiles))
  );
}

/** `require(name)`, `import(name)`, `readdirSync(folder)`, `import.meta.glob(…)`. */
function findsFiles({ callee, args: [path] }: CallFact): boolean {
  if (callee.k === 'unknown' || callee.k === 'global')
    return /^(?:import|require)$/.test(callee.k === 'global' ? callee.name : callee.text) && path?.k !== 'lit';
  return (
    (callee.k === 'prop' || callee.k === 'import') &&
    /^(?:readdir|readdirSync|opendir|opendirSync|glob|globSync|context)$/.test(callee.name)
  );
}

/** Texts that calls are given may be paths of files: `fork('./worker.js')`. */
function namesIn(modules: readonly ModuleFacts[]): ReadonlySet<string> {
  const texts = modules.flatMap(({ calls }) =>
    calls.flatMap(({ args }) => args.flatMap((arg) => (arg.k === 'lit' && typeof arg.v === 'string' ? arg.v : []))),
  );
  return new Set(texts.map(stem));
}

function stem(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[cm]?[jt]sx?$/, '');
}

/** Its body does more than to make what it names and gives. */
function runs({ functions, defs, exports }: ModuleFacts): boolean {
  const kept = new Set(
    [...defs.map(({ value }) => value), ...exports.map(([, value]) => value)].flatMap((value) => (value.k === 'call' ? value.at : [])),
  );
  return functions[0]?.calls.some((at) => !kept.has(at)) ?? false;
}

import { dataFacts } from '../../src/analysis/extract/data.js';
import { extract } from '../../src/analysis/extract/extract.js';
import { moduleGraph } from '../../src/analysis/resolve/modules/module-graph.js';
import { resolve } from '../../src/analysis/resolve/resolve.js';
import type { LocalPackage, PathMapping, Unit } from '../../src/model/deployment.js';
import type { ModuleFacts } from '../../src/model/module-facts.js';
import type { LibraryTables, Program } from '../../src/model/program.js';
import { show } from '../../src/model/residual.js';

export interface Sources extends Partial<Pick<Unit, 'dependencies'>> {
  readonly files: Readonly<Record<string, string>>;
  readonly packages?: readonly LocalPackage[];
  readonly pathMappings?: readonly PathMapping[];
  /** Folder of the unit; default `app`. */
  readonly unit?: string;
}

/** Wants every call of the package `remote` and of `fetch`; knows no values. */
export const PLAIN_TABLES: LibraryTables = {
  isKnown: (path) => /^(remote|@acme\/|globalThis\.fetch$|web|nest)/.test(path),
  isPackage: (path) => /^(remote|@acme)/.test(path),
  typeAlias: (path) => (path === 'remote.Client' ? 'remote.create()' : undefined),
  valueOf: () => undefined,
  callbackOf: (path) => (/^web\(\)\.(get|post|use)$/.test(path) ? { args: 'all', when: 'registered', entry: 'route' } : undefined),
  isModel: (path) => path === 'remote.Row',
  entryOf: (path) => (path === 'nest.Get' ? 'route' : undefined),
  dispatchOf: () => undefined,
  emitterOf: () => undefined,
  conventions: [],
  loaders: new Set(),
  memberOf: () => undefined,
};

/** One unit out of in-memory files, through extract and resolve. */
export function programOf(
  { files, packages = [], pathMappings = [], unit = 'app', dependencies = {} }: Sources,
  tables: LibraryTables = PLAIN_TABLES,
): Program {
  const modules = new Map(Object.entries(files).map(([file, text]) => [file, factsOf(file, text)]));
  return resolve({ ...unitAt(unit), dependencies }, moduleGraph(modules, { packages, pathMappings }), tables);
}

export function factsOf(file: string, text: string): ModuleFacts {
  return /\.(json|ya?ml)$/.test(file) ? dataFacts(file, text) : extract(file, text);
}

export function unitAt(path: string): Unit {
  return {
    name: path,
    path,
    kind: 'service',
    language: 'ts',
    aliases: [path],
    entries: [],
    sources: [path],
    excludes: [],
    dependencies: {},
    evidence: [{ at: { file: `${path}/package.json`, line: 1, column: 1 }, text: 'test' }],
    declared: false,
  };
}

/** `path(arg, arg)` of each recorded call, sorted. */
export function callsOf(program: Program): string[] {
  return [
    ...new Set(program.calls.filter((c) => !c.decorates).map((call) => `${call.path}(${call.args.map((a) => show(a)).join(', ')})`)),
  ].sort();
}

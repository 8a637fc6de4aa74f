import type { Unit } from './deployment.js';
import type { ModuleFacts } from './module-facts.js';

/** Where an import leads: a file of the repository, a package, or nowhere. */
export type ImportTarget =
  { readonly file: string } | { readonly package: string; readonly schema?: string } | { readonly missing: string };

/** Facts of the source files that were read; those of an earlier run are taken apart when they are asked for. */
export type Modules = Pick<ReadonlyMap<string, ModuleFacts>, 'get' | 'has' | 'keys'>;

/** The source files that were read, and how they find each other. */
export interface ModuleGraph {
  readonly modules: Pick<Modules, 'get' | 'has'>;
  /** Files of a unit, sorted. */
  readonly ownFiles: (unit: Pick<Unit, 'sources' | 'excludes'>) => readonly string[];
  readonly resolveImport: (from: string, specifier: string) => ImportTarget;
  /** Digest of all that `resolveImport` goes by. */
  readonly layout: () => string;
}

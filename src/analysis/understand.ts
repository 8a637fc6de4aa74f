import type { Unit } from '../model/deployment.js';
import type { UserLibrary } from '../model/manifest.js';
import type { ModuleGraph } from '../model/module-graph.js';
import { once } from '../shared/once.js';
import type { Library } from './libraries/define-library.js';
import { libraries } from './libraries/index.js';
import { libraryTables, type Tables } from './libraries/tables.js';
import type { LinkedUnit } from './link/input.js';
import type { NamedUnit } from './memory/units.js';
import type { Understood } from './memory/unit-text.js';
import { leading } from './resolve/leading.js';
import { resolve } from './resolve/resolve.js';

/** Calls of a unit are followed, and recognised by the tables of libraries: those that msa has and those that are added. */
export function understanding(added: readonly Library[] = [], user: readonly UserLibrary[] = []): Understand {
  const tables = once(() => tablesOf(added, user));
  return (unit, files) => {
    const program = resolve(unit, files, tables());
    const signals = tables().recognise(program);
    return { program: leading(program, signals), signals };
  };
}

export type Understand = (unit: Unit, files: ModuleGraph) => Understood;

/** Of services in other languages only the deployment is known. */
export function isRead(unit: Unit): boolean {
  return unit.language === 'ts' || unit.language === 'js';
}

/** As link sees it: what is known of it is read when link asks for it. */
export function linkedUnit(unit: Unit, { name, understood }: NamedUnit): LinkedUnit & { readonly name: string } {
  return {
    unit,
    name,
    get program() {
      return understood().program;
    },
    get signals() {
      return understood().signals;
    },
    ofKind: (kind) => understood().ofKind?.(kind),
  };
}

const ownTables = once(() => libraryTables(libraries));

/** Those that msa has are the same for all systems, and for all states of one. */
function tablesOf(added: readonly Library[], user: readonly UserLibrary[]): Tables {
  return added.length + user.length === 0 ? ownTables() : libraryTables([...libraries, ...added], user);
}

import type { Engine } from '../engine.js';
import { indexOf } from './module-index.js';

/** Names that a file exports, also through `export *`; 'any' where it hands on a package, or a value as a whole. */
type Names = ReadonlySet<string> | 'any';

const known = new WeakMap<Engine, Map<string, Names>>();

/** A look at names alone: whoever looks for one in a hundred files behind an `export *` need not ask each for its value. */
export function mayExport(engine: Engine, file: string, name: string): boolean {
  // A file without a default export stands for itself.
  if (name === 'default') return true;
  let names = known.get(engine);
  if (!names) known.set(engine, (names = new Map<string, Names>()));
  let own = names.get(file);
  if (!own) names.set(file, (own = namesOf(engine, file)));
  return own === 'any' || own.has(name);
}

/** Files that hand on each other are gone through once. */
function namesOf(engine: Engine, file: string): Names {
  const names = new Set<string>();
  const files = new Set([file]);
  for (const one of files) {
    const module = engine.graph.modules.get(one);
    if (!module) continue;
    const { exports } = indexOf(module);
    if (exports.has('=')) return 'any';
    for (const name of exports.keys()) names.add(name);
    for (const [name] of module.typeExports) names.add(name);
    for (const from of module.stars) {
      const target = engine.graph.resolveImport(one, from);
      if ('package' in target) return 'any';
      if ('file' in target) files.add(target.file);
    }
  }
  return names;
}

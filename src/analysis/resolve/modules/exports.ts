import { external, isKnown, moduleNamespace, object, unknown, type Residual } from '../../../model/residual.js';
import type { Engine } from '../engine.js';
import { mayExport } from './export-names.js';
import { indexOf } from './module-index.js';

/** An export of a file, looked up on demand: `export *` chains have a seen-set and are never merged. */
export function exportOf(engine: Engine, file: string, name: string, seen: ReadonlySet<string> = new Set()): Residual {
  const frame = engine.moduleFrame(file);
  if (!frame || seen.has(file)) return unknown(name, 'unresolved-import');
  const { exports } = frame.of.index;
  const whole = exports.get('=');
  if (name === '*' || name === '=') return whole ? withNamed(engine, file, engine.evaluate(whole, frame)) : moduleNamespace(file);
  const own = exports.get(name);
  if (own) return engine.foreignWrites.into({ engine, file, name }, engine.evaluate(own, frame));
  if (whole) return name === 'default' ? engine.evaluate(whole, frame) : engine.property(engine.evaluate(whole, frame), name);
  const type = frame.module.typeExports.find(([exported]) => exported === name)?.[1];
  if (type) return engine.evaluate(type, frame);
  if (name === 'default' && exports.size > 0 && !exports.has('default')) return moduleNamespace(file);
  return throughStars(engine, file, name, new Set([...seen, file]));
}

/** What a file exports as an object of its own: for code that spreads, lists or hands over a namespace. Other values stay. */
export function asObject(engine: Engine, of: Residual): Residual {
  return of.k === 'module' ? object(new Map(exportNames(engine, of.file).map((name) => [name, exportOf(engine, of.file, name)]))) : of;
}

/** The values behind a namespace, one by one: an object of all of them may be too large. */
export function exportedBy(engine: Engine, file: string): Residual[] {
  return exportNames(engine, file).map((name) => exportOf(engine, file, name));
}

function exportNames(engine: Engine, file: string, seen = new Set<string>()): string[] {
  const module = engine.graph.modules.get(file);
  if (!module || seen.has(file)) return [];
  seen.add(file);
  const through = module.stars.flatMap((from) => {
    const target = engine.graph.resolveImport(file, from);
    return 'file' in target ? exportNames(engine, target.file, seen).filter((name) => name !== 'default') : [];
  });
  return [...new Set([...indexOf(module).exports.keys(), ...through])].filter((name) => name !== '=');
}

function throughStars(engine: Engine, file: string, name: string, seen: ReadonlySet<string>): Residual {
  const module = engine.graph.modules.get(file);
  let outside: Residual | undefined;
  for (const from of module?.stars ?? []) {
    const target = engine.graph.resolveImport(file, from);
    if ('file' in target) {
      if (!mayExport(engine, target.file, name)) continue;
      const found = exportOf(engine, target.file, name, seen);
      if (isKnown(found) || (found.k === 'unknown' && found.why !== 'unresolved-import')) return found;
    } else if ('package' in target) outside ??= external(`${target.package}.${name}`);
  }
  return outside ?? unknown(name, 'unresolved-import');
}

/** `module.exports = f; module.exports.x = …`: an object with both, where the whole is an object. */
function withNamed(engine: Engine, file: string, whole: Residual): Residual {
  if (whole.k !== 'object') return whole;
  const frame = engine.moduleFrame(file);
  if (!frame) return whole;
  const props = new Map(whole.props);
  for (const [name, value] of frame.of.index.exports) if (name !== '=' && !props.has(name)) props.set(name, engine.evaluate(value, frame));
  return props.size === whole.props.size ? whole : object(props, whole.rest);
}

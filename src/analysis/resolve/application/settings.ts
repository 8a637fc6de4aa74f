import type { ModuleFacts } from '../../../model/module-facts.js';
import { isKnown, type Residual } from '../../../model/residual.js';
import type { Value } from '../../../model/value.js';
import type { Engine } from '../engine.js';
import { madeBy } from './factory.js';

/** What an application loads as its configuration: `forRoot({ load: [factory] })`, `registerAs('name', factory)`. */
export interface Settings {
  /** `orders.url`: of the namespace `orders`, else of what is loaded without a name. */
  lookup(engine: Engine, name: string): Residual | undefined;
}

interface Loaded {
  readonly file: string;
  readonly fn: number;
  readonly namespace: Value | undefined;
  /** A factory, or a list of them. */
  readonly value: Value;
}

/** The files are those the unit may reach: each service loads its own. */
export function settingsOf(modules: readonly ModuleFacts[]): Settings {
  const loaded = modules.flatMap((module) => [...loadedIn(module)]);
  const roots = new WeakMap<Engine, readonly Root[]>();
  return {
    lookup(engine, name) {
      if (loaded.length === 0) return undefined;
      let known = roots.get(engine);
      if (!known) {
        // What a factory itself asks for is not there yet.
        roots.set(engine, []);
        roots.set(engine, (known = rootsOf(engine, loaded)));
      }
      for (const { namespace, value } of known) {
        const steps = stepsIn(namespace, name);
        const found = steps?.reduce((of, step) => engine.property(of, step), value);
        if (found && isKnown(found)) return found;
      }
      return undefined;
    },
  };
}

interface Root {
  readonly namespace: string | undefined;
  readonly value: Residual;
}

function stepsIn(namespace: string | undefined, name: string): string[] | undefined {
  if (namespace === undefined) return name.split('.');
  if (name === namespace) return [];
  return name.startsWith(`${namespace}.`) ? name.slice(namespace.length + 1).split('.') : undefined;
}

/** Namespaces first; a factory that has one is not loaded a second time without. */
function rootsOf(engine: Engine, loaded: readonly Loaded[]): Root[] {
  const roots: Root[] = [];
  const named = new Set<number>();
  for (const { namespace, value, ...at } of loaded) {
    if (!namespace) continue;
    const name = evaluateIn(engine, at, namespace);
    const factory = evaluateIn(engine, at, value);
    named.add(factory.hash);
    if (name.k === 'lit') roots.push({ namespace: String(name.v), value: loadedBy(engine, factory) });
  }
  for (const { namespace, value, ...at } of loaded) {
    if (namespace) continue;
    const given = evaluateIn(engine, at, value);
    for (const factory of given.k === 'array' ? given.items : [given])
      if (!named.has(factory.hash)) roots.push({ namespace: undefined, value: loadedBy(engine, factory) });
  }
  return roots.filter(({ value }) => isKnown(value));
}

function loadedBy(engine: Engine, factory: Residual): Residual {
  return factory.k === 'fn' ? (madeBy(engine, factory, [], undefined) ?? factory) : factory;
}

function evaluateIn(engine: Engine, { file, fn }: Pick<Loaded, 'file' | 'fn'>, value: Value): Residual {
  const frame = engine.blankFrame(file, fn);
  if (!frame) throw new Error(`no module ${file}`);
  return engine.evaluate(value, frame);
}

/** Recognised by shape, as modules are wrapped and passed around freely. */
function* loadedIn(module: ModuleFacts): Generator<Loaded> {
  for (const { callee, args, fn } of module.calls) {
    const at = { file: module.file, fn };
    const [first, second] = args;
    if (callee.k === 'import' && callee.name === 'registerAs' && first && second) yield { ...at, namespace: first, value: second };
    if (callee.k !== 'prop' || callee.name !== 'forRoot' || first?.k !== 'object') continue;
    const load = first.props.find(([name]) => name === 'load')?.[1];
    if (load) yield { ...at, namespace: undefined, value: load };
  }
}

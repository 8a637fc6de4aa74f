import type { ModuleFacts } from '../../../model/module-facts.js';
import { alternatives, anyOf, classResidual, isKnown, pathOf, type ClassResidual, type Residual } from '../../../model/residual.js';
import type { Value } from '../../../model/value.js';
import type { Engine } from '../engine.js';
import { madeBy } from './factory.js';
import { type Provider, providersIn } from './provided.js';

/** What containers provide under a token: Nest `{ provide, use… }`, inversify `bind(T).to…`, tsyringe `register`. */
export interface Providers {
  lookup(engine: Engine, token: Residual): Residual | undefined;
  /** The one class that implements or extends a type of this name. */
  implementer(engine: Engine, name: string): Residual | undefined;
  /** What some registry gives that is asked for a token; undefined where it is no token. */
  taken(engine: Engine, token: Residual | undefined): Residual | undefined;
  /** Is there exactly one such class? */
  isImplemented(name: string): boolean;
}

/** One provider, or the branches of one function that bind the same token. */
type Alternatives = Provider[];

/** `if (inMemory) container.bind(T).to(A); else container.bind(T).to(B);` */
function isBranchOf(other: Provider | undefined, { file, fn, isBound }: Provider): boolean {
  return isBound === true && other?.isBound === true && other.file === file && other.fn === fn;
}

/** The files are those the unit may reach: a token of another service means something else. */
export function providersOf(modules: readonly ModuleFacts[]): Providers {
  const providers = modules.flatMap((module) => [...providersIn(module)]);
  const hasHandovers = providers.some(({ isHandedOver }) => isHandedOver);
  const implementers = implementerIndex(modules);
  const byEngine = new WeakMap<Engine, Map<number, Alternatives[]>>();
  const pending = new Set<Provider>();

  function index(engine: Engine): Map<number, Alternatives[]> {
    let table = byEngine.get(engine);
    if (table) return table;
    table = new Map<number, Alternatives[]>();
    byEngine.set(engine, table);
    for (const provider of providers) {
      const named = evaluateIn(engine, provider, provider.token);
      const token = tokenOf(named);
      if (token === undefined || (provider.isHandedOver && !isOneOfAKind(named))) continue;
      const known = table.get(token) ?? [];
      table.set(token, known);
      const branches = known.find(([other]) => isBranchOf(other, provider));
      if (branches) branches.push(provider);
      else known.push([provider]);
    }
    return table;
  }

  function valueOf(engine: Engine, provider: Provider): Residual | undefined {
    if (pending.has(provider)) return undefined;
    pending.add(provider);
    const value = provided(engine, provider);
    pending.delete(provider);
    return value && isKnown(value) ? value : undefined;
  }

  return {
    lookup(engine, token) {
      const registered = ofKey(engine, token);
      if (registered) return registered;
      const key = providers.length > 0 ? tokenOf(token) : undefined;
      if (key === undefined) return undefined;
      return firstOf(index(engine).get(key) ?? [], (provider) => valueOf(engine, provider));
    },
    taken(engine, token) {
      return token !== undefined && hasHandovers && isOneOfAKind(token) ? this.lookup(engine, token) : undefined;
    },
    isImplemented: (name) => implementers.get(name)?.length === 1,
    implementer(engine, name) {
      const classes = implementers.get(name) ?? [];
      const only = classes[0];
      return classes.length === 1 && only ? engine.injected(only) : undefined;
    },
  };
}

/** The first of which anything is known. */
function firstOf(all: readonly Alternatives[], valueOf: (provider: Provider) => Residual | undefined): Residual | undefined {
  for (const same of all) {
    const known = same.flatMap((provider) => valueOf(provider) ?? []);
    if (known.length > 0) return anyOf(known);
  }
  return undefined;
}

/** `settings.KEY` of a registered factory: what it makes. */
function ofKey(engine: Engine, token: Residual): Residual | undefined {
  return token.k === 'prop' && token.name === 'KEY' && token.of.k === 'fn' ? madeBy(engine, token.of, [], undefined) : undefined;
}

/** Tokens are equal by content: a text, a class, a symbol (by the call that made it), an access path. */
function tokenOf(token: Residual): number | undefined {
  const only = alternatives(token)[0];
  if (!only || only.k === 'unknown' || (only.k === 'lit' && typeof only.v !== 'string')) return undefined;
  if (only.k === 'call' && pathOf(only) !== undefined && /(?:forwardRef|LazyServiceIdentifier)\(\)$/.test(pathOf(only) ?? ''))
    return undefined;
  return only.hash;
}

/** What is made by a call of its own: `new Token('db')`, `Symbol('db')`, `token('db')`. */
function isOneOfAKind({ k }: Residual): boolean {
  return k === 'object' || k === 'call' || k === 'instance';
}

function provided(engine: Engine, provider: Provider): Residual | undefined {
  const value = provider.isHandedOver ? handedOver(engine, provider) : evaluateIn(engine, provider, provider.value);
  switch (provider.how) {
    case 'value':
      return value;
    case 'existing':
      return engine.providers.lookup(engine, value) ?? (value.k === 'class' ? engine.injected(value) : undefined);
    case 'self':
    case 'class':
      return value.k === 'class' ? engine.injected(value) : undefined;
    case 'factory':
      return made(engine, provider, value);
  }
}

/** With the arguments that the function around is seen to get. */
function handedOver(engine: Engine, provider: Provider): Residual {
  const module = engine.graph.modules.get(provider.file);
  const frames = (module && engine.functions.get(module)?.[provider.fn]?.frames) ?? [];
  const known = frames
    .filter(({ blank }) => !blank)
    .slice(0, 4)
    .map((frame) => engine.evaluate(provider.value, frame));
  return known.some(isKnown) ? anyOf(known.filter(isKnown)) : evaluateIn(engine, provider, provider.value);
}

function made(engine: Engine, provider: Provider, factory: Residual): Residual | undefined {
  const only = alternatives(factory).find((f) => f.k === 'fn');
  if (provider.container && only?.k === 'fn') {
    const frame = engine.frameOf(only, [evaluateIn(engine, provider, provider.container)], undefined);
    return frame && engine.returnOf(frame);
  }
  const tokens = provider.inject.map((token) => evaluateIn(engine, provider, token));
  return only?.k === 'fn' ? madeBy(engine, only, tokens, undefined) : undefined;
}

function evaluateIn(engine: Engine, { file, fn }: Provider, value: Value): Residual {
  const frame = engine.blankFrame(file, fn);
  if (!frame) throw new Error(`no module ${file}`);
  return engine.evaluate(value, frame);
}

function implementerIndex(modules: readonly ModuleFacts[]): Map<string, ClassResidual[]> {
  const out = new Map<string, ClassResidual[]>();
  for (const module of modules) {
    for (const [at, cls] of module.classes.entries()) {
      if (cls.abstract) continue;
      const names = new Set([...cls.implements.map((type) => type.name), ...baseName(module, cls.extends)]);
      for (const name of names) out.set(name, [...(out.get(name) ?? []), classResidual(module.file, at, undefined)]);
    }
  }
  return out;
}

function baseName(module: ModuleFacts, base: Value | undefined): string[] {
  if (base?.k === 'import') return [base.name];
  if (base?.k === 'ref') return [module.defs[base.def]?.name ?? ''];
  return base?.k === 'class' ? [module.classes[base.at]?.name ?? ''] : [];
}

import type { ParamFact } from '../../model/module-facts.js';
import {
  anyOf,
  array,
  classResidual,
  closure,
  ENVS,
  env,
  external,
  first,
  isKnown,
  lit,
  NULL,
  object,
  propertyOf,
  template,
  unknown,
  type Residual,
} from '../../model/residual.js';
import type { Value } from '../../model/value.js';
import { BUDGET, type CallParts, type Engine, type FrameState } from './engine.js';
import { homeOf, ownerOf, selfOf } from './frames.js';

/** What is left of a value in a frame once names and calls are resolved. Ends always: depth is bounded, cycles are marked. */
export function evaluate(engine: Engine, value: Value, frame: FrameState): Residual {
  if (engine.depth >= BUDGET.depth) {
    engine.widened++;
    return unknown('too deep', 'widened');
  }
  engine.depth++;
  try {
    return step(engine, value, frame);
  } finally {
    engine.depth--;
  }
}

function step(engine: Engine, value: Value, frame: FrameState): Residual {
  switch (value.k) {
    case 'lit':
      return lit(value.v);
    case 'unknown':
      return unknown(value.text);
    case 'tpl':
      return template(value.parts.map((part) => engine.evaluate(part, frame)));
    case 'env':
      return env(value.name);
    case 'envs':
      return ENVS;
    case 'ref':
      return definition(engine, value.def, frame);
    case 'global':
      return globalValue(value.name, frame);
    case 'import':
      return imported(engine, value, frame);
    case 'param':
      return parameter(engine, value, frame);
    case 'this':
    case 'super':
      return self(engine, value.cls, frame);
    case 'prop':
      return value.of.k === 'super'
        ? inherited(engine, value.of.cls, value.name, frame)
        : engine.property(engine.evaluate(value.of, frame), value.name);
    case 'index':
      return indexed(engine, engine.evaluate(value.of, frame), engine.evaluate(value.key, frame));
    case 'element':
      return engine.element(engine.evaluate(value.of, frame));
    case 'spread':
      return engine.evaluate(value.of, frame);
    case 'object':
      return objectValue(engine, value.props, frame);
    case 'array':
      return arrayValue(engine, value.items, frame);
    case 'call':
      return result(engine, value.at, frame);
    case 'fn':
      return functionValue(value.at, frame);
    case 'class':
      return classValue(value.at, frame);
    case 'first':
      return firstKnown(value.of.map((v) => engine.evaluate(v, frame)));
    case 'any':
      return anyOf(value.of.map((v) => engine.evaluate(v, frame)));
    case 'typed':
      return typed(engine, value, frame);
  }
}

/** Arguments of a call with spreads of known arrays opened. */
export function evaluateArgs(engine: Engine, args: readonly Value[], frame: FrameState): Residual[] {
  return args.flatMap((arg) => {
    const evaluated = engine.evaluate(arg, frame);
    return arg.k === 'spread' && evaluated.k === 'array' ? [...evaluated.items] : [evaluated];
  });
}

function definition(engine: Engine, def: number, frame: FrameState): Residual {
  const facts = frame.module.defs[def];
  if (!facts) return unknown('?');
  const owner = homeOf(engine, frame, facts.fn);
  if (!owner) return unknown(facts.name);
  const known = owner.defs.get(def);
  if (known) return known;
  owner.defs.set(def, unknown(facts.name, 'recursion'));
  const value = engine.evaluate(facts.value, owner);
  owner.defs.set(def, value);
  const written = withWrites(engine, value, def, owner);
  owner.defs.set(def, written);
  return written;
}

/** `x.y = v` and `x.push(v)` after the fact: flow-insensitive, all of them count. */
function withWrites(engine: Engine, value: Residual, def: number, owner: FrameState): Residual {
  let out = value;
  for (const write of writesOf(owner).get(def) ?? []) out = written(out, write.path, engine.evaluate(write.value, owner));
  return out;
}

const writeIndex = new WeakMap<object, Map<number, { path: readonly string[]; value: Value }[]>>();
function writesOf({ module }: FrameState): Map<number, { path: readonly string[]; value: Value }[]> {
  let index = writeIndex.get(module);
  if (!index) {
    index = new Map();
    for (const write of module.writes) index.set(write.def, [...(index.get(write.def) ?? []), write]);
    writeIndex.set(module, index);
  }
  return index;
}

/** A new value with `v` written at `path`; what is no object or array stays as it is. */
export function written(of: Residual, path: readonly string[], v: Residual): Residual {
  const [name, ...rest] = path;
  if (name === undefined) return v;
  if (name === '[]') return of.k === 'array' ? array([...of.items, v], of.open) : of;
  if (of.k !== 'object') return of;
  const old = of.props.get(name);
  const next = rest.length > 0 ? written(old ?? object(new Map()), rest, v) : old && isKnown(old) ? anyOf([old, v]) : v;
  return object(new Map([...of.props, [name, next]]), of.rest);
}

function globalValue(name: string, frame: FrameState): Residual {
  if (name === 'undefined') return NULL;
  if (name === '__dirname') return lit(frame.module.file.slice(0, Math.max(0, frame.module.file.lastIndexOf('/'))) || '.');
  if (name === '__filename') return lit(frame.module.file);
  return external(`globalThis.${name}`);
}

function imported(engine: Engine, value: Extract<Value, { k: 'import' }>, frame: FrameState): Residual {
  const target = engine.graph.resolveImport(frame.module.file, value.from);
  if ('file' in target) return engine.exportOf(target.file, value.name);
  if ('missing' in target) return unknown(value.name === '*' || value.name === '=' ? value.from : value.name, 'unresolved-import');
  const whole = value.name === 'default' || value.name === '*' || value.name === '=';
  return external(whole ? target.package : `${target.package}.${value.name}`);
}

function parameter(engine: Engine, value: Extract<Value, { k: 'param' }>, frame: FrameState): Residual {
  const facts = frame.module.functions[value.fn]?.params[value.index];
  const owner = ownerOf(frame, value.fn);
  if (!owner) return facts ? outside(engine, facts, frame) : unknown('argument', 'param');
  if (value.index < 0) return array(owner.args, true);
  if (!facts) return unknown('argument', 'param');
  if (facts.rest) return owner.blank ? unknown(facts.name, 'param') : array(owner.args.slice(value.index));
  const given = owner.args[value.index];
  const usable = given && !(given.k === 'unknown' && given.why === 'widened');
  if (usable && isKnown(given)) return given;
  const fallback = facts.default && engine.evaluate(facts.default, owner);
  if (given === undefined && !owner.blank) return fallback ?? unknown(facts.name);
  return (
    typeOr(engine, facts, owner) ??
    (fallback && isKnown(fallback) ? first([unknown(facts.name, 'param'), fallback]) : (given ?? unknown(facts.name, 'param')))
  );
}

function outside(engine: Engine, facts: ParamFact, frame: FrameState): Residual {
  return typeOr(engine, facts, frame) ?? unknown(facts.name, 'param');
}

function typeOr(engine: Engine, facts: ParamFact, frame: FrameState): Residual | undefined {
  return facts.type && engine.ofType(facts.type, frame, facts.decorators);
}

function self(engine: Engine, cls: number, frame: FrameState): Residual {
  const here = selfOf(frame);
  if (here) return here;
  const owner = frame.module.classes[cls];
  return owner ? engine.injected(classValue(cls, frame)) : unknown('this');
}

/** `super.method`: the same instance, looked up from the base class on. */
function inherited(engine: Engine, cls: number, name: string, frame: FrameState): Residual {
  const here = self(engine, cls, frame);
  return here.k === 'instance' ? engine.property(here, `super:${frame.module.file}#${String(cls)}:${name}`) : unknown(`super.${name}`);
}

function indexed(engine: Engine, of: Residual, key: Residual): Residual {
  const names = key.k === 'any' || key.k === 'first' ? key.of : [key];
  if (names.every((n) => n.k === 'lit')) return anyOf(names.map((n) => engine.property(of, n.k === 'lit' ? String(n.v) : '')));
  // A key that is not known selects any of the entries that are.
  if (of.k === 'object' && of.props.size > 0) return anyOf([...of.props.values(), ...of.rest.map((r) => engine.element(r))]);
  if (of.k === 'envs') return key.k === 'env' ? key : unknown('process.env[…]');
  return engine.element(of);
}

function objectValue(engine: Engine, props: Extract<Value, { k: 'object' }>['props'], frame: FrameState): Residual {
  const out = new Map<string, Residual>();
  const rest: Residual[] = [];
  for (const [name, value] of props) {
    const evaluated = engine.evaluate(value, frame);
    if (name !== null) out.set(name, evaluated);
    else if (evaluated.k === 'object') {
      for (const [inner, v] of evaluated.props) out.set(inner, v);
      rest.push(...evaluated.rest);
    } else rest.push(evaluated);
  }
  return object(out, rest);
}

function arrayValue(engine: Engine, values: readonly Value[], frame: FrameState): Residual {
  let open = false;
  const items = values.flatMap((value) => {
    const evaluated = engine.evaluate(value, frame);
    if (value.k !== 'spread') return [evaluated];
    if (evaluated.k === 'array') {
      open ||= evaluated.open;
      return [...evaluated.items];
    }
    open = true;
    return isKnown(evaluated) ? [engine.element(evaluated)] : [];
  });
  return array(items, open);
}

/** The result of a call of this file, evaluated once in the frame whose code makes it. */
export function result(engine: Engine, at: number, frame: FrameState): Residual {
  const facts = frame.module.calls[at];
  if (!facts) return unknown('?');
  const owner = homeOf(engine, frame, facts.fn);
  if (!owner) return unknown('call()');
  const known = owner.results.get(at);
  if (known) return known;
  owner.results.set(at, unknown('recursion', 'recursion'));
  const { callee, args } = partsOf(engine, at, owner);
  const how = { site: siteOf(owner, at), isNew: facts.isNew === true, frame: owner };
  const callees = callee.k === 'any' || callee.k === 'first' ? callee.of.slice(0, BUDGET.callees) : [callee];
  const value = anyOf(callees.map((c) => engine.apply(c, args, how)));
  owner.results.set(at, value);
  return value;
}

/** Callee and arguments; `frame` is the one whose code makes the call. */
export function partsOf(engine: Engine, at: number, frame: FrameState): CallParts {
  const known = frame.parts.get(at);
  if (known) return known;
  const facts = frame.module.calls[at];
  const parts = facts
    ? { callee: calleeOf(engine, facts.callee, frame), args: evaluateArgs(engine, facts.args, frame) }
    : { callee: unknown('?'), args: [] };
  frame.parts.set(at, parts);
  return parts;
}

/** The method's name stays known where its receiver is not: `ids.map(…)` iterates whatever `ids` is. */
function calleeOf(engine: Engine, callee: Value, frame: FrameState): Residual {
  const evaluated = engine.evaluate(callee, frame);
  return evaluated.k === 'unknown' && callee.k === 'prop' && callee.of.k !== 'super'
    ? propertyOf(engine.evaluate(callee.of, frame), callee.name)
    : evaluated;
}

export function siteOf(frame: FrameState, at: number): string {
  const facts = frame.module.calls[at];
  return `${frame.module.file}:${String(facts?.line ?? 0)}:${String(facts?.column ?? 0)}`;
}

function functionValue(at: number, frame: FrameState): Residual {
  const parent = frame.module.functions[at]?.parent ?? 0;
  return closure(frame.module.file, at, ownerOf(frame, parent) ?? frame);
}

function classValue(at: number, frame: FrameState): ReturnType<typeof classResidual> {
  const owner = ownerOf(frame, frame.module.classes[at]?.fn ?? 0);
  // A class of the module body is the same class everywhere.
  return classResidual(frame.module.file, at, owner?.fn === 0 ? undefined : owner);
}

/** `a ?? b`: what cannot be known is left out when something else is; an environment read keeps its default behind it. */
function firstKnown(of: readonly Residual[]): Residual {
  const known = of.filter(isKnown);
  const decided = known.findIndex((r) => r.k === 'lit' || r.k === 'object' || r.k === 'array' || r.k === 'instance' || r.k === 'fn');
  const useful = decided >= 0 ? known.slice(0, decided + 1) : known;
  return useful.length > 0 ? first(useful) : (of[0] ?? NULL);
}

function typed(engine: Engine, value: Extract<Value, { k: 'typed' }>, frame: FrameState): Residual {
  const inner = value.of ? engine.evaluate(value.of, frame) : undefined;
  if (inner && isKnown(inner)) return inner;
  return engine.ofType(value.type, frame) ?? inner ?? unknown(value.type.name);
}

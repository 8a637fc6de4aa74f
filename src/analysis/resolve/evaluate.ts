import {
  alternatives,
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
  shape,
  template,
  unknown,
  type Residual,
} from '../../model/residual.js';
import type { Value } from '../../model/value.js';
import { result } from './calls.js';
import { compared } from './values/comparisons.js';
import type { Engine, FrameState } from './engine.js';
import { asObject } from './modules/exports.js';
import { homeOf, ownerOf, selfOf } from './frames.js';
import { itemOfRound } from './values/rounds.js';
import { parameter } from './values/parameter.js';
import { isGrowing, isHolder, withWrites } from './values/writes.js';
import { entry } from './values/property.js';

/** What is left of a value in a frame once names and calls are resolved. Ends always: depth is bounded, cycles are marked. */
export function evaluate(engine: Engine, value: Value, frame: FrameState): Residual {
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
      return propertyValue(engine, value, frame);
    case 'index':
      return indexed(engine, engine.evaluate(value.of, frame), engine.evaluate(value.key, frame));
    case 'element':
      return itemOfRound(engine, frame, value.of) ?? engine.element(engine.evaluate(value.of, frame));
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
    case 'shape':
      return value.k === 'class' ? classValue(value.at, frame) : shapeValue(value.at, frame);
    case 'first':
      return firstKnown(value.of.map((v) => engine.evaluate(v, frame)));
    case 'any':
      return anyOf(possible(engine, value, frame).map((v) => engine.evaluate(v, frame)));
    case 'typed':
      return typed(engine, value, frame);
  }
}

/** Stands where a binding is evaluated that asks for itself. */
const RUNNING: Residual = { ...unknown('recursion', 'recursion') };

function definition(engine: Engine, def: number, frame: FrameState): Residual {
  const facts = frame.module.defs[def];
  if (!facts) return unknown('?');
  const owner = homeOf(engine, frame, facts.fn);
  if (!owner) return unknown(facts.name);
  const slot = owner.of.index.defSlots[def] ?? 0;
  const defs = (owner.defs ??= []);
  const known = defs[slot];
  if (known) return known === RUNNING ? unknown(facts.name, 'recursion') : known;
  defs[slot] = RUNNING;
  const value = engine.evaluate(facts.value, owner);
  defs[slot] = value;
  const written = withWrites(engine, value, def, owner);
  defs[slot] = isHolder(written) && isGrowing(owner, owner.of.index.writes.get(def) ?? []) ? undefined : written;
  return written;
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

function propertyValue(engine: Engine, value: Extract<Value, { k: 'prop' }>, frame: FrameState): Residual {
  if (value.of.k === 'super') return inherited(engine, value.of.cls, value.name, frame);
  return engine.property(engine.evaluate(value.of, frame), value.name);
}

function indexed(engine: Engine, of: Residual, key: Residual): Residual {
  const names = literals(key);
  if (names) return anyOf(names.map((name) => entry(engine, of, name)));
  // A key that is not known selects any of the entries that are.
  if (of.k === 'object' && of.props.size > 0) return anyOf([...of.props.values(), ...of.rest.map((r) => engine.element(r))]);
  if (of.k === 'envs') return key.k === 'env' ? key : unknown('process.env[…]');
  return engine.element(of);
}

/** The names that a key can be; undefined where it can be something else as well. */
function literals(key: Residual): string[] | undefined {
  const all = alternatives(key);
  const known = all.flatMap((one) => (one.k === 'lit' ? [String(one.v)] : []));
  return known.length === all.length ? known : undefined;
}

function objectValue(engine: Engine, props: Extract<Value, { k: 'object' }>['props'], frame: FrameState): Residual {
  const out = new Map<string, Residual>();
  const rest: Residual[] = [];
  for (const [name, value, key] of props) {
    const evaluated = name === null && !key ? asObject(engine, engine.evaluate(value, frame)) : engine.evaluate(value, frame);
    const names = name !== null ? [name] : key && literals(engine.evaluate(key, frame));
    for (const known of names ?? []) out.set(known, evaluated);
    if (names) continue;
    // What stands under a key that nobody knows is one of the elements.
    if (key) rest.push(array([evaluated], true));
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
    // What comes from outside is still told to come from there.
    return isKnown(evaluated) ? [engine.element(evaluated)] : evaluated.k === 'unknown' && evaluated.why === 'param' ? [evaluated] : [];
  });
  return array(items, open);
}

function functionValue(at: number, frame: FrameState): Residual {
  const around = frame.of.index.surroundings[at] ?? 0;
  return closure(frame.module.file, at, ownerOf(frame, around) ?? frame);
}

function shapeValue(at: number, { module }: FrameState): Residual {
  return shape(module.file, at, module.shapes[at]?.name ?? '');
}

function classValue(at: number, frame: FrameState): ReturnType<typeof classResidual> {
  const owner = ownerOf(frame, frame.module.classes[at]?.fn ?? 0);
  // A class of the module body is the same class everywhere.
  return classResidual(frame.module.file, at, owner?.fn === 0 ? undefined : owner);
}

/** `a ?? b`: what cannot be known is left out when something else is; an environment read keeps its default behind it. */
function firstKnown(of: readonly Residual[]): Residual {
  const known = of.filter(isKnown);
  const decided = known.findIndex(isDecided);
  const useful = decided >= 0 ? known.slice(0, decided + 1) : known;
  return useful.length > 0 ? first(useful) : (of[0] ?? NULL);
}

/** An empty text is a place kept for what is set later. */
function isDecided(r: Residual): boolean {
  return (r.k === 'lit' && r.v !== '') || r.k === 'object' || r.k === 'array' || r.k === 'instance' || r.k === 'fn';
}

/** A comparison of what is known leaves one of the two. */
function possible(engine: Engine, { of, when }: Extract<Value, { k: 'any' }>, frame: FrameState): readonly Value[] {
  const [then, otherwise] = of;
  if (!when || !then || !otherwise) return of;
  const isTrue = compared(
    when.is,
    when.of.map((side) => engine.evaluate(side, frame)),
  );
  return isTrue === undefined ? of : [isTrue ? then : otherwise];
}

function typed(engine: Engine, value: Extract<Value, { k: 'typed' }>, frame: FrameState): Residual {
  const inner = value.of ? engine.evaluate(value.of, frame) : undefined;
  if (inner && alternatives(inner).some(isKnown)) return inner;
  return engine.ofType(value.type, frame) ?? inner ?? unknown(value.type.name);
}

import { type ClassFact, ENTRY, type FieldFact } from '../../../model/module-facts.js';
import {
  anyOf,
  array,
  callResult,
  closure,
  instance as makeInstance,
  isKnown,
  propertyOf,
  unknown,
  type ClassResidual,
  type Instance,
  type Residual,
} from '../../../model/residual.js';
import type { Value } from '../../../model/value.js';
import { evaluateArgs } from '../calls.js';
import type { Chain, Engine, FrameState, Level } from '../engine.js';
import { baseOf, lookup, lookupAll, once, rowOf, scopeOf, typeOf } from './members.js';
import { markReached } from '../reached.js';
import { staticMember } from './statics.js';
import { isBelow, isCollectedIn, isGrowing, isHolder, withParts } from './writes.js';

/** A method, getter, field or inherited member. Mutually dependent members end in unknown. */
export function memberOf(engine: Engine, instance: Instance, name: string): Residual {
  const row = rowOf(engine.members, instance.hash);
  const found = once(engine, row, name, () => find(engine, instance, name));
  if (isHolder(found) && isFilledByMethods(engine, instance, name)) row.delete(name);
  return found;
}

/** An object that a container makes: constructor arguments come from types and tokens. */
export function injected(engine: Engine, cls: ClassResidual): Residual {
  markReached(engine, cls);
  const facts = engine.classFacts(cls);
  const created = facts && engine.created.get(facts);
  return created && created.length > 0 ? anyOf(created.slice(0, 4)) : makeInstance(cls, undefined, 'injected');
}

/** Constructor frames of an instance, from its own class to the last base of the repository. */
export function constructorFrames(engine: Engine, instance: Instance): FrameState[] {
  return levels(engine, instance).levels.map((level) => level.frame);
}

/** The object of a class outside that is the innermost part of an instance, constructed with the arguments of `super(…)`. */
export function outsideOf(engine: Engine, instance: Instance): Residual | undefined {
  return levels(engine, instance).outside;
}

function find(engine: Engine, instance: Instance, path: string): Residual {
  const above = path.startsWith('super:') ? /^super:(.*)#(\d+):(.*)$/s.exec(path) : null;
  const name = above?.[3] ?? path;
  const chain = levels(engine, instance);
  const from = above ? chain.levels.findIndex((l) => l.cls.module === above[1] && l.cls.at === Number(above[2])) + 1 : 0;
  for (let at = from; at < chain.levels.length; at++) {
    const level = chain.levels[at];
    const value = level && own(engine, instance, level, name);
    if (value) return value;
  }
  if (chain.outside) return propertyOf(chain.outside, name);
  if (name === 'constructor') return instance.cls;
  const statics = staticMember(engine, instance.cls, name);
  return isKnown(statics) ? statics : unknown(`this.${name}`);
}

function own(engine: Engine, instance: Instance, { facts, frame, cls }: Level, name: string): Residual | undefined {
  const method = lookup(facts.methods, name);
  if (method !== undefined) return closure(cls.module, method, scopeOf(engine, cls), instance);
  const getter = lookup(facts.getters, name);
  if (getter !== undefined) {
    const getterFrame = engine.frameOf(closure(cls.module, getter, scopeOf(engine, cls), instance), [], frame);
    return getterFrame && engine.returnOf(getterFrame);
  }
  return field(engine, { facts, frame, cls }, name);
}

function field(engine: Engine, { facts, frame }: Level, name: string): Residual | undefined {
  const declared = facts.fields.find((f) => f.name === name && !f.isStatic);
  const values = valuesOf({ facts, frame }, declared, name);
  const nested = facts.assigned.filter(([path]) => isBelow(path, name));
  const typed = (): Residual | undefined => declared && typeOf(engine, declared, frame);
  // What no code sets is set from outside: the fields of a request's body, declared by a class.
  if (values.length === 0 && !nested.some(([path]) => !path.endsWith(ENTRY)))
    return declared && (typed() ?? unknown(`this.${name}`, 'param'));
  const evaluated = values.map((value) => engine.evaluate(value, frame));
  const known = evaluated.filter(isKnown);
  const base = known.length > 0 ? anyOf(known) : (typed() ?? evaluated[0] ?? array([], true));
  return withParts(engine, base, { name, parts: nested, frame });
}

/** Methods put what they are given into the field: with each call that is met there is more of it. */
function isFilledByMethods(engine: Engine, instance: Instance, name: string): boolean {
  return levels(engine, instance).levels.some(({ facts, frame }) =>
    isGrowing(
      frame,
      facts.assigned.flatMap(([path, value]) => (isCollectedIn(path, name) ? [{ value }] : [])),
    ),
  );
}

/** Initialiser, assignments in any method, and the constructor's parameter property. */
function valuesOf({ facts, frame }: Pick<Level, 'facts' | 'frame'>, declared: FieldFact | undefined, name: string): Value[] {
  const values: Value[] = [...(declared?.value ? [declared.value] : []), ...lookupAll(facts.assigned, name)];
  const params = facts.ctor === undefined ? [] : (frame.module.functions[facts.ctor]?.params ?? []);
  const index = params.findIndex((p) => p.property && p.name === name);
  if (index >= 0 && facts.ctor !== undefined) values.push({ k: 'param', fn: facts.ctor, index });
  return (declared !== undefined || values.length > 0) && isFilledByVariables(facts) ? [variableOr(name, values)] : values;
}

/** `this[key] = process.env[key]`. */
function isFilledByVariables({ assigned }: ClassFact): boolean {
  return lookupAll(assigned, ENTRY).some((value) => value.k === 'object' && value.props.some(([, of]) => of.k === 'envs'));
}

function variableOr(name: string, values: readonly Value[]): Value {
  return { k: 'first', of: [{ k: 'prop', of: { k: 'envs' }, name }, ...values] };
}

function levels(engine: Engine, instance: Instance): Chain {
  const found = engine.chains.get(instance.hash);
  if (found) return found;
  const list: Level[] = [];
  const chain: { levels: Level[]; outside: Residual | undefined } = { levels: list, outside: undefined };
  // Set before it is complete: `super(this.x)` may ask for members of the levels that are already there.
  engine.chains.set(instance.hash, chain);
  let cls: ClassResidual = instance.cls;
  let args = instance.args;
  for (let depth = 0; depth < 12; depth++) {
    const facts = engine.classFacts(cls);
    const frame = facts && constructorFrame(engine, instance, { cls, facts, args });
    if (!frame) break;
    list.push({ cls, facts, frame });
    const base = baseOf(engine, cls, facts);
    args = superArgs(engine, frame, facts) ?? args;
    if (base?.k === 'class') cls = base;
    else {
      if (base && isKnown(base)) chain.outside = outsideBase(engine, instance, { base, args: args ?? [] });
      break;
    }
  }
  return chain;
}

function outsideBase(engine: Engine, instance: Instance, { base, args }: { base: Residual; args: readonly Residual[] }): Residual {
  const made = callResult(base, args, { site: `extends:${instance.site}:${String(instance.hash)}`, isNew: true });
  engine.subjects.set(made.hash, instance);
  return made;
}

function constructorFrame(
  engine: Engine,
  instance: Instance,
  { cls, facts, args }: { cls: ClassResidual; facts: ClassFact; args: readonly Residual[] | undefined },
): FrameState | undefined {
  // Field initialisers run around the constructor: their frame encloses its.
  const init = engine.frameOf(closure(cls.module, facts.init, scopeOf(engine, cls), instance), [], undefined);
  if (facts.ctor === undefined) return init;
  const ctor = closure(cls.module, facts.ctor, init, instance);
  if (args) return engine.frameOf(ctor, args, undefined);
  const params = engine.graph.modules.get(cls.module)?.functions[facts.ctor]?.params ?? [];
  const home = scopeOf(engine, cls);
  const evaluated = home
    ? params.map(
        (p) =>
          (p.type && engine.ofType(p.type, home, p.decorators)) ??
          (p.default ? engine.evaluate(p.default, home) : byToken(engine, p.decorators, home)) ??
          unknown(p.name),
      )
    : [];
  return engine.frameOf(ctor, evaluated, undefined);
}

/** `@inject(TOKEN) url: string`: the type tells nothing, the token does. */
function byToken(engine: Engine, decorators: readonly Value[], home: FrameState): Residual | undefined {
  for (const decorator of decorators) {
    const value = engine.evaluate(decorator, home);
    const token = value.k === 'call' ? value.args[0] : undefined;
    const provided = token && engine.providers.lookup(engine, token);
    if (provided) return provided;
  }
  return undefined;
}

function superArgs(engine: Engine, frame: FrameState, facts: ClassFact): readonly Residual[] | undefined {
  if (facts.ctor === undefined) return undefined;
  const calls = frame.module.functions[facts.ctor]?.calls ?? [];
  const superCall = calls.map((at) => frame.module.calls[at]).find((call) => call?.callee.k === 'super');
  return superCall && evaluateArgs(engine, superCall.args, frame);
}

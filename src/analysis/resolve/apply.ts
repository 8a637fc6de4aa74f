import {
  anyOf,
  callResult,
  instance as makeInstance,
  object,
  pathOf,
  show,
  unknown,
  type ClassResidual,
  type Instance,
  type Residual,
  type Unknown,
} from '../../model/residual.js';
import type { CallSite, Engine } from './engine.js';
import { asObject } from './modules/exports.js';
import { countArguments } from './values/given-up.js';
import { intrinsic, isPromiseMethod } from './values/intrinsics.js';
import { variableReadBy } from './application/named-readers.js';
import { settled } from './values/promises.js';
import { markReached } from './reached.js';

/** What a call gives: a result of our function, an instance, a builtin's value, or one more step of an access path. */
export function apply(engine: Engine, callee: Residual, args: readonly Residual[], how: CallSite): Residual {
  switch (callee.k) {
    case 'fn': {
      const frame = engine.frameOf(callee, args, how.frame);
      return frame ? engine.returnOf(frame) : unknown('call()');
    }
    case 'class':
      return construct(engine, callee, args, how);
    case 'any':
    case 'first':
      return anyOf(callee.of.map((c) => engine.apply(c, args, how)));
    case 'module':
      return engine.apply(engine.exportOf(callee.file, 'default'), args, how);
    case 'unknown':
      return unknown(`${callee.text}()`, callee.why);
    default:
      return outside(engine, callee, args, how);
  }
}

function construct(engine: Engine, cls: ClassResidual, args: readonly Residual[], how: CallSite): Residual {
  const made = makeInstance(cls, args, how.site);
  if (made.k === 'instance') remember(engine, made);
  return made;
}

function remember(engine: Engine, made: Instance): void {
  markReached(engine, made.cls);
  const facts = engine.classFacts(made.cls);
  if (!facts) return;
  const list = engine.created.get(facts);
  if (!list) engine.created.set(facts, [made]);
  else if (list.length < 8 && !list.some((i) => i.hash === made.hash)) list.push(made);
}

function outside(engine: Engine, callee: Residual, given: readonly Residual[], how: CallSite): Residual {
  const path = pathOf(callee);
  const args = handedOver(engine, path, given);
  const run = (fn: Residual, given: readonly Residual[] = []): Residual => engine.apply(fn, given, { ...how, isNew: false });
  const { unit, application } = engine;
  const value = path === undefined ? undefined : engine.tables.valueOf({ path, callee, args, unit, application, run });
  if (value) return value;
  const held = engine.attached.gotten(engine, callee, args);
  if (held) return held;
  if (path === undefined || isPromiseMethod(callee) || !engine.tables.isKnown(path)) {
    const builtin = path === 'globalThis.Promise' ? settled(engine, args[0], how.frame) : intrinsic(engine, callee, args, how);
    const value = builtin ?? (path === undefined ? undefined : variableReadBy(path, args));
    if (value) return value;
  }
  if (path === undefined) return unknown(`${show(callee)}()`, whyOf(callee));
  return countArguments(engine, callResult(callee, args, { site: how.site, isNew: how.isNew }), args);
}

/** A namespace in the options of a library, or listed by `Object.values`, is an object of what the file exports. */
function handedOver(engine: Engine, path: string | undefined, args: readonly Residual[]): readonly Residual[] {
  if (path?.startsWith('globalThis.Object.')) return args.map((arg) => asObject(engine, arg));
  if (!args.some(holdsNamespace)) return args;
  return args.map((arg) =>
    arg.k === 'object' && holdsNamespace(arg)
      ? object(new Map([...arg.props].map(([name, value]) => [name, asKnownObject(engine, value)])), arg.rest)
      : arg,
  );
}

/** What is too large for one object stays a namespace. */
function asKnownObject(engine: Engine, value: Residual): Residual {
  const made = asObject(engine, value);
  return made.k === 'object' && !made.isSketch ? made : value;
}

function holdsNamespace(arg: Residual): boolean {
  if (arg.k === 'object') for (const value of arg.props.values()) if (value.k === 'module') return true;
  return false;
}

/** Input from outside stays input whatever is called on it. */
function whyOf(r: Residual): Unknown['why'] {
  if (r.k === 'unknown') return r.why;
  return r.k === 'prop' || r.k === 'element' ? whyOf(r.of) : undefined;
}

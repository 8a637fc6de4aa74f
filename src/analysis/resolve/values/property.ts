import { ENTRY } from '../../../model/module-facts.js';
import { joined } from '../../../model/access-path.js';
import {
  alternatives,
  anyOf,
  array,
  callResult,
  elementOf,
  ENVS,
  external,
  first,
  isKnown,
  lit,
  object,
  propertyOf,
  unknown,
  type Residual,
} from '../../../model/residual.js';
import { variableIn } from '../application/named-readers.js';
import type { Engine } from '../engine.js';
import { memberOf } from './instances.js';
import { staticMember } from './statics.js';
import { partOfAddress } from './text-intrinsics.js';

/** Looks into objects, instances, classes and modules; what is opaque becomes one step of an access path. */
export function property(engine: Engine, of: Residual, name: string): Residual {
  switch (of.k) {
    case 'object':
      return objectProperty(engine, of, name);
    case 'array':
      return arrayProperty(of, name);
    case 'instance':
      return memberOf(engine, of, name);
    case 'class':
      return staticMember(engine, of, name);
    case 'shape':
      return variableIn(of, name) ?? engine.memberOfShape(of, name);
    case 'module':
      return engine.exportOf(of.file, name);
    case 'any':
      return anyOf(having(of.of, name).map((r) => engine.property(r, name)));
    case 'first':
      return first(of.of.map((r) => engine.property(r, name)));
    case 'unknown':
      return engine.attached.member(engine, of, name) ?? variableIn(of, name) ?? unknown(joined(of.text, name), of.why);
    case 'lit':
      return literalProperty(of, name);
    case 'external':
      return of.path === 'node:process' && name === 'env' ? ENVS : (engine.tables.memberOf(of, name) ?? propertyOf(of, name));
    case 'call':
    case 'prop':
      return engine.tables.memberOf(of, name) ?? engine.attached.member(engine, of, name) ?? variableIn(of, name) ?? propertyOf(of, name);
    default:
      return partOfAddress(of, name) ?? propertyOf(of, name);
  }
}

function literalProperty(of: Extract<Residual, { k: 'lit' }>, name: string): Residual {
  if (of.v === null) return unknown(`null.${name}`);
  if (typeof of.v === 'string' && name === 'length') return lit(of.v.length);
  return partOfAddress(of, name) ?? propertyOf(of, name);
}

/** Of objects that are written down, those that have the property; where none has, all. */
function having(of: readonly Residual[], name: string): readonly Residual[] {
  const some = of.filter((r) => r.k !== 'object' || r.rest.length > 0 || r.props.has(name));
  return some.length > 0 ? some : of;
}

/** One element of a collection: any of the items that are known, else "an element of". */
export function element(engine: Engine, of: Residual): Residual {
  if (of.k === 'array') return of.items.length > 0 ? anyOf(of.items) : elementOf(of);
  if (of.k === 'any') return anyOf(of.of.filter(isKnown).map((r) => engine.element(r)));
  if (of.k === 'first') return first(of.of.map((r) => engine.element(r)));
  if (of.k === 'unknown') return unknown(`${of.text}[]`, of.why);
  if (of.k === 'shape') return unknown(`${of.name}[]`, 'param');
  return elementOf(of);
}

function objectProperty(engine: Engine, of: Extract<Residual, { k: 'object' }>, name: string): Residual {
  const own = of.props.get(name);
  if (own) return own;
  if (of.rest.length > 0) return anyOf(of.rest.map((r) => engine.property(r, name)));
  return unknown(name);
}

/** `entries[name]`, `entries.get(name)`: also what was put there under a key that nobody knows; methods are none of it. */
export function entry(engine: Engine, of: Residual, name: string): Residual {
  const any = of.k === 'object' && !of.props.has(name) ? of.props.get(ENTRY) : undefined;
  return any ?? engine.property(of, name);
}

function arrayProperty(of: Extract<Residual, { k: 'array' }>, name: string): Residual {
  if (name === 'length' && !of.open) return lit(of.items.length);
  const item = /^\d+$/.test(name) ? of.items[Number(name)] : undefined;
  if (item) return item;
  return /^\d+$/.test(name) && of.open ? elementOf(of) : propertyOf(of, name);
}

/** Rebuilds what one package type alias says: `axios.create()` or `kafkajs.Kafka().producer()`. */
export function fromPath(
  path: string,
  how: { readonly site: string; readonly injected?: Extract<Residual, { k: 'call' }>['injected'] },
): Residual {
  const steps = path.match(/\(\)|[^()]+/g) ?? [];
  const start = steps.shift() ?? path;
  return steps.reduce<Residual>((at, step, index) => {
    if (step !== '()')
      return step
        .split('.')
        .filter(Boolean)
        .reduce<Residual>((of, name) => propertyOf(of, name), at);
    const last = index === steps.length - 1;
    return callResult(at, [], { site: how.site, isNew: true, ...(last && how.injected && { injected: how.injected }) });
  }, external(start));
}

/** Entries of an object or module as `[key, value]` pairs; what is one of several objects has those of all. */
export function entriesOf(of: Residual): Residual {
  return listed(of, ([key, value]) => array([keyOf(key), value])) ?? elementOf(of);
}

export function keysOf(of: Residual): Residual | undefined {
  return listed(of, ([key]) => keyOf(key));
}

export function valuesOf(of: Residual): Residual {
  return listed(of, ([, value]) => value) ?? elementOf(of);
}

function keyOf(name: string): Residual {
  return name === ENTRY ? unknown('key') : lit(name);
}

function listed(of: Residual, item: (entry: readonly [string, Residual]) => Residual): Residual | undefined {
  const parts = alternatives(of);
  const objects = parts.filter((part) => part.k === 'object');
  if (objects.length === 0 || parts.some(({ k }) => k === 'envs')) return undefined;
  const items = new Map(objects.flatMap(({ props }) => [...props].map(item)).map((one) => [one.hash, one]));
  return array(
    [...items.values()],
    objects.some(({ rest }) => rest.length > 0) || parts.some((part) => part.k !== 'object' && isKnown(part)),
  );
}

export function merge(parts: readonly Residual[]): Residual {
  const props = new Map<string, Residual>();
  const rest: Residual[] = [];
  for (const part of parts) {
    if (part.k !== 'object') {
      if (isKnown(part)) rest.push(part);
      continue;
    }
    for (const [name, value] of part.props) props.set(name, value);
    rest.push(...part.rest);
  }
  return object(props, rest);
}

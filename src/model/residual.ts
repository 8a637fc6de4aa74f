import { pathOf, pathOfCall, pathOfProperty } from './access-path.js';
import { distinct } from './distinct.js';
import { ENVS, env, external, lit, moduleNamespace, NULL, unknown } from './leaves.js';
import { mix, mixText } from './mix.js';
import { remembered } from './remembered.js';
import type { ArrayResidual, ClassResidual, Closure, Injected, ObjectResidual, Residual, Scope, Shape, Unknown } from './residual-node.js';

export type * from './residual-node.js';

export { ENVS, env, external, lit, moduleNamespace, NULL, pathOf, unknown };
export { show } from './show.js';

export const LIMITS = { size: 400, height: 28, alternatives: 24, held: 8, part: 100, wide: 200, whole: 32_000 } as const;

const hashOf = remembered((text) => mixText(0, text));

export function shape(module: string, at: number, name: string): Shape {
  return { k: 'shape', module, at, name, hash: mix(mix(21, hashOf(module)), at), size: 1, height: 1 };
}

/** Flattens, joins neighbouring literals; a template of one literal is that literal. */
export function template(parts: readonly Residual[]): Residual {
  const flat: Residual[] = [];
  let text = '';
  for (const part of parts.flatMap((p) => (p.k === 'tpl' ? p.parts : [p]))) {
    if (part.k === 'lit') {
      text += String(part.v);
      continue;
    }
    if (text !== '') flat.push(lit(text));
    text = '';
    flat.push(part);
  }
  if (text !== '' || flat.length === 0) flat.push(lit(text));
  const only = flat[0];
  if (flat.length === 1 && only?.k === 'lit') return only;
  const { hash, size, height } = measure(6, flat);
  return bounded({ k: 'tpl', parts: flat, hash, size, height });
}

export function object(props: ReadonlyMap<string, Residual>, rest: readonly Residual[] = []): Residual {
  return list(objectNode(props, rest));
}

function objectNode(props: ReadonlyMap<string, Residual>, rest: readonly Residual[]): ObjectResidual {
  let hash = 7,
    size = 1,
    height = 0;
  for (const [name, value] of props) {
    hash = mix(mix(hash, hashOf(name)), value.hash);
    size += value.size;
    height = Math.max(height, value.height);
  }
  const after = measure(hash, rest);
  return { k: 'object', props, rest, hash: after.hash, size: size + after.size - 1, height: Math.max(height + 1, after.height) };
}

export function array(items: readonly Residual[], open = false): Residual {
  return list(arrayNode(items, open));
}

function arrayNode(items: readonly Residual[], open: boolean): ArrayResidual {
  const { hash, size, height } = measure(open ? 8 : 9, items);
  return { k: 'array', items, open, hash, size, height };
}

export function closure(module: string, at: number, scope: Scope | undefined, self?: Residual): Closure {
  const hash = mix(mix(mix(10, hashOf(module)), at), scope?.id ?? -1);
  return {
    k: 'fn',
    module,
    at,
    scope,
    self,
    hash: self ? mix(hash, self.hash) : hash,
    size: 1 + (self?.size ?? 0),
    height: 1 + (self?.height ?? 0),
  };
}

export function classResidual(module: string, at: number, scope: Scope | undefined): ClassResidual {
  return { k: 'class', module, at, scope, hash: mix(mix(mix(11, hashOf(module)), at), scope?.id ?? -1), size: 1, height: 1 };
}

export function instance(cls: ClassResidual, args: readonly Residual[] | undefined, site: string): Residual {
  const { hash, size, height } = measure(mix(args ? 12 : 13, cls.hash), args ?? []);
  const made = bounded({
    k: 'instance',
    cls,
    args,
    site,
    hash: mix(hash, hashOf(site)),
    size: size + cls.size,
    height: Math.max(height, cls.height + 1),
  });
  // Objects made of objects made of objects are how programs are put together.
  return held(made, LIMITS.held);
}

export function callResult(
  callee: Residual,
  args: readonly Residual[],
  { site, isNew, injected }: { site: string; isNew: boolean; injected?: Injected },
): Residual {
  const types = injected && [...(injected.decoratorArgs ?? []), ...injected.typeArgs];
  const given = measure(mix(isNew ? 14 : 15, callee.hash), types ? [...args, ...types] : args);
  const size = given.size + callee.size;
  const height = Math.max(given.height, callee.height + 1);
  // The access path matters more than the arguments: what is too large keeps its callee.
  if ((size > LIMITS.size || height > LIMITS.height) && args.some((a) => a.size > 1)) {
    const share = Math.min(LIMITS.part, Math.floor((LIMITS.size - callee.size) / args.length) - 2);
    const kept = args.map((a) => {
      if (isWithin(a, share, LIMITS.height / 2)) return a;
      return (a.k === 'object' || a.k === 'array') && !a.isSketch ? marked(sketched(a, share, LIMITS.height / 2)) : cut(a);
    });
    // What is too high because of its callee keeps nothing but that.
    if (kept.every((a, at) => a === args[at])) return callResult(callee, args.map(cut), { site, isNew, ...(injected && { injected }) });
    return callResult(callee, kept, { site, isNew, ...(injected && { injected }) });
  }
  const hash = mix(mix(given.hash, hashOf(site)), injected?.decorator === undefined ? 0 : hashOf(injected.decorator));
  const made = { k: 'call', callee, args, site, isNew, path: pathOfCall(callee), hash, size, height } as const;
  return bounded(injected ? { ...made, injected } : made);
}

export function elementOf(of: Residual): Residual {
  return bounded({ k: 'element', of, hash: mix(16, of.hash), size: of.size + 1, height: of.height + 1 });
}

/** A property of something opaque; the evaluator looks into objects, instances and modules before it makes one. */
export function propertyOf(of: Residual, name: string): Residual {
  if (of.k === 'external') return name === 'default' ? of : external(pathOfProperty(of, name) ?? name);
  if (of.k === 'envs') return env(name);
  const hash = mix(mix(17, of.hash), hashOf(name));
  return bounded({ k: 'prop', of, name, path: pathOfProperty(of, name), hash, size: of.size + 1, height: of.height + 1 });
}

export function first(of: readonly Residual[]): Residual {
  const flat = fitting(distinct(of, 'first'));
  const only = flat[0];
  if (flat.length === 1 && only) return only;
  const { hash, size, height } = measure(18, flat);
  return bounded({ k: 'first', of: flat, hash, size, height });
}

export function anyOf(of: readonly Residual[]): Residual {
  const flat = fitting(distinct(of, 'any').slice(0, LIMITS.alternatives));
  const only = flat[0];
  if (flat.length === 1 && only) return only;
  if (flat.length === 0) return unknown('nothing');
  const { hash, size, height } = measure(19, flat);
  return bounded({ k: 'any', of: flat, hash, size, height });
}

/** Each thing a value may be: `any` and `first` opened, in order. */
export function alternatives(r: Residual): readonly Residual[] {
  return r.k === 'any' || r.k === 'first' ? r.of.flatMap(alternatives) : [r];
}

export function isKnown(r: Residual): boolean {
  return r.k !== 'unknown' && !(r.k === 'lit' && r.v === null);
}

/** Of alternatives that are too many together, as many as there is room for. */
function fitting(of: readonly Residual[]): readonly Residual[] {
  let left = LIMITS.size - 1;
  if (of.length < 2 || (of.reduce((sum, { size }) => sum + size, 0) <= left && of.every(({ height }) => height < LIMITS.height))) return of;
  const kept = of.filter(({ size, height }) => {
    if (size > left || height >= LIMITS.height) return false;
    left -= size;
    return true;
  });
  return kept.length > 0 ? kept : [TOO_LARGE];
}

const TOO_LARGE = unknown('too large', 'widened');

function bounded<R extends Residual>(r: R): R | Unknown {
  return isWithin(r, LIMITS.size, LIMITS.height) ? r : TOO_LARGE;
}

/**
 * A table of many small things is long, but it does not grow: tokens, topics, routes, the modules that a program is made of.
 * Held at more than a part may have it is no part of a second one.
 */
function list(r: ObjectResidual | ArrayResidual): Residual {
  const isTable = r.size > LIMITS.wide && r.size <= LIMITS.whole && partsOf(r).every(({ size }) => size <= LIMITS.part);
  const made = isTable ? held(r, LIMITS.wide) : r;
  if (isWithin(made, LIMITS.size, LIMITS.height)) return made;
  return marked(sketched(made, LIMITS.part, LIMITS.height / 2));
}

function partsOf(r: ObjectResidual | ArrayResidual): readonly Residual[] {
  return r.k === 'array' ? r.items : [...r.props.values(), ...r.rest];
}

function marked(sketch: ObjectResidual | ArrayResidual | Unknown): Residual {
  return sketch.k === 'unknown' ? sketch : { ...sketch, isSketch: true };
}

function cut(r: Residual): Residual {
  return r.size > 1 ? TOO_LARGE : r;
}

/**
 * Of what is too large only what is large is given up: the topic stays that is sent with a long message. Each part may have its share,
 * and what small ones leave of theirs goes to the others.
 */
function sketched(r: ObjectResidual | ArrayResidual, size: number, height: number): ObjectResidual | ArrayResidual | Unknown {
  const parts = partsOf(r);
  const even = size / parts.length;
  const small = parts.filter((part) => part.size <= even);
  const left = size - small.reduce((sum, part) => sum + part.size, 0);
  const share = Math.floor(left / Math.max(1, parts.length - small.length));
  if (even < 2 || height < 2) return TOO_LARGE;
  const fit = (part: Residual): Residual => {
    if (isWithin(part, Math.max(even, share), height - 1)) return part;
    return part.k === 'object' || part.k === 'array' ? sketched(part, share - 1, height - 1) : TOO_LARGE;
  };
  if (r.k === 'array') return arrayNode(r.items.map(fit), r.open);
  return objectNode(new Map([...r.props].map(([name, part]) => [name, fit(part)])), r.rest.map(fit));
}

function isWithin(r: Residual, size: number, height: number): boolean {
  return r.size <= size && r.height <= height;
}

/** Counts as no more than `size` in what it becomes a part of. */
function held<R extends Residual>(r: R, size: number): R {
  return r.size > size ? { ...r, size } : r;
}

function measure(seed: number, children: readonly Residual[]): { hash: number; size: number; height: number } {
  let hash = seed,
    size = 1,
    height = 0;
  for (const child of children) {
    hash = mix(hash, child.hash);
    size += child.size;
    height = Math.max(height, child.height);
  }
  return { hash: mix(hash, children.length), size, height: height + 1 };
}

import { mix, mixText } from './mix.js';
import type {
  ClassResidual,
  Closure,
  Env,
  Envs,
  External,
  Injected,
  Literal,
  ModuleNamespace,
  Residual,
  Scope,
  Shape,
  Unknown,
} from './residual-node.js';

export type * from './residual-node.js';

export { pathOf } from './access-path.js';
export { show } from './show.js';

export const LIMITS = { size: 400, height: 28, alternatives: 24 } as const;

export const NULL: Literal = { k: 'lit', v: null, hash: mixText(1, 'null'), size: 1, height: 1 };

export function lit(v: string | number | boolean | null): Literal {
  return v === null ? NULL : { k: 'lit', v, hash: mixText(1, `${typeof v}${String(v)}`), size: 1, height: 1 };
}

export function unknown(text: string, why?: Unknown['why']): Unknown {
  const short = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  return { k: 'unknown', text: short, ...(why && { why }), hash: mixText(2, `${why ?? ''}:${short}`), size: 1, height: 1 };
}

export function env(name: string): Env {
  return { k: 'env', name, hash: mixText(3, name), size: 1, height: 1 };
}

export const ENVS: Envs = { k: 'envs', hash: 4, size: 1, height: 1 };

export function external(path: string): External {
  return { k: 'external', path, hash: mixText(5, path), size: 1, height: 1 };
}

export function moduleNamespace(file: string): ModuleNamespace {
  return { k: 'module', file, hash: mixText(20, file), size: 1, height: 1 };
}

export function shape(module: string, at: number, name: string): Shape {
  return { k: 'shape', module, at, name, hash: mix(mixText(21, module), at), size: 1, height: 1 };
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
  return bounded({ k: 'tpl', parts: flat, ...measure(6, flat) });
}

export function object(props: ReadonlyMap<string, Residual>, rest: readonly Residual[] = []): Residual {
  const { hash, size, height } = measure(7, [...props.values(), ...rest]);
  return bounded({ k: 'object', props, rest, hash: mixText(hash, [...props.keys()].join('\0')), size, height });
}

export function array(items: readonly Residual[], open = false): Residual {
  return bounded({ k: 'array', items, open, ...measure(open ? 8 : 9, items) });
}

export function closure(module: string, at: number, scope: Scope | undefined, self?: Residual): Closure {
  const hash = mix(mix(mixText(10, module), at), scope?.id ?? -1);
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
  return { k: 'class', module, at, scope, hash: mix(mix(mixText(11, module), at), scope?.id ?? -1), size: 1, height: 1 };
}

export function instance(cls: ClassResidual, args: readonly Residual[] | undefined, site: string): Residual {
  const { hash, size, height } = measure(args ? 12 : 13, [cls, ...(args ?? [])]);
  return bounded({ k: 'instance', cls, args, site, hash: mixText(hash, site), size, height });
}

export function callResult(
  callee: Residual,
  args: readonly Residual[],
  how: { site: string; isNew: boolean; injected?: Injected },
): Residual {
  const { hash, size, height } = measure(how.isNew ? 14 : 15, [
    callee,
    ...args,
    ...(how.injected?.decoratorArgs ?? []),
    ...(how.injected?.typeArgs ?? []),
  ]);
  // The access path matters more than the arguments: what is too large keeps its callee.
  if ((size > LIMITS.size || height > LIMITS.height) && args.some((a) => a.size > 1)) {
    return callResult(
      callee,
      args.map((a) => (a.size > 1 ? unknown('too large', 'widened') : a)),
      how,
    );
  }
  return bounded({ k: 'call', callee, args, ...how, hash: mixText(hash, how.site + (how.injected?.decorator ?? '')), size, height });
}

export function elementOf(of: Residual): Residual {
  return bounded({ k: 'element', of, ...measure(16, [of]) });
}

/** A property of something opaque; the evaluator looks into objects, instances and modules before it makes one. */
export function propertyOf(of: Residual, name: string): Residual {
  if (of.k === 'external') return external(name === 'default' ? of.path : `${of.path}.${name}`);
  if (of.k === 'envs') return env(name);
  const { hash, size, height } = measure(17, [of]);
  return bounded({ k: 'prop', of, name, hash: mixText(hash, name), size, height });
}

export function first(of: readonly Residual[]): Residual {
  const flat = distinct(of.flatMap((r) => (r.k === 'first' ? r.of : [r])));
  const only = flat[0];
  if (flat.length === 1 && only) return only;
  return bounded({ k: 'first', of: flat, ...measure(18, flat) });
}

export function anyOf(of: readonly Residual[]): Residual {
  const flat = distinct(of.flatMap((r) => (r.k === 'any' ? r.of : [r]))).slice(0, LIMITS.alternatives);
  const only = flat[0];
  if (flat.length === 1 && only) return only;
  if (flat.length === 0) return unknown('nothing');
  return bounded({ k: 'any', of: flat, ...measure(19, flat) });
}

/** Each thing a value may be: `any` and `first` opened, in order. */
export function alternatives(r: Residual): readonly Residual[] {
  return r.k === 'any' || r.k === 'first' ? r.of.flatMap(alternatives) : [r];
}

export function isKnown(r: Residual): boolean {
  return r.k !== 'unknown' && !(r.k === 'lit' && r.v === null);
}

function distinct(list: readonly Residual[]): Residual[] {
  const seen = new Set<number>();
  return list.filter((r) => !seen.has(r.hash) && seen.add(r.hash));
}

function bounded<R extends Residual>(r: R): R | Unknown {
  return r.size > LIMITS.size || r.height > LIMITS.height ? unknown('too large', 'widened') : r;
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

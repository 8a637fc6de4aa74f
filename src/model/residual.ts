/**
 * What is left of a Value after names and calls are resolved across files: literals, environment reads,
 * access paths into packages, closures, instances. Immutable; equal content has equal `hash`.
 * A node that would grow beyond the budget becomes `unknown` (text 'too large').
 */
export type Residual =
  | Literal
  | Unknown
  | Template
  | Env
  | Envs
  | ObjectResidual
  | ArrayResidual
  | ElementOf
  | PropertyOf
  | Closure
  | ClassResidual
  | Instance
  | External
  | ModuleNamespace
  | CallResult
  | First
  | AnyOf;

interface Node {
  /** Structural hash: equal nodes are the same value. */
  readonly hash: number;
  readonly size: number;
  readonly height: number;
}
export interface Literal extends Node {
  readonly k: 'lit';
  readonly v: string | number | boolean | null;
}
export interface Unknown extends Node {
  readonly k: 'unknown';
  readonly text: string;
  /** 'param': input of an entry or of a function nobody calls; 'widened': budget; 'loop': recursion. */
  readonly why?: 'param' | 'widened' | 'recursion' | 'unresolved-import';
}
export interface Template extends Node {
  readonly k: 'tpl';
  readonly parts: readonly Residual[];
}
export interface Env extends Node {
  readonly k: 'env';
  readonly name: string;
}
export interface Envs extends Node {
  readonly k: 'envs';
}
export interface ObjectResidual extends Node {
  readonly k: 'object';
  readonly props: ReadonlyMap<string, Residual>;
  /** Spread or computed parts that are not known by name: looked at when `props` has not the name. */
  readonly rest: readonly Residual[];
}
export interface ArrayResidual extends Node {
  readonly k: 'array';
  readonly items: readonly Residual[];
  /** Some items are unknown (spread of an unknown, push in a loop). */
  readonly open: boolean;
}
/** One element of a collection whose items are not known one by one. */
export interface ElementOf extends Node {
  readonly k: 'element';
  readonly of: Residual;
}
export interface PropertyOf extends Node {
  readonly k: 'prop';
  readonly of: Residual;
  readonly name: string;
}
/** A call frame of the evaluator; opaque outside resolve. */
export interface Scope {
  readonly id: number;
}
export interface Closure extends Node {
  readonly k: 'fn';
  readonly module: string;
  readonly at: number;
  readonly scope: Scope | undefined;
  /** The instance a method is bound to. */
  readonly self: Residual | undefined;
}
export interface ClassResidual extends Node {
  readonly k: 'class';
  readonly module: string;
  readonly at: number;
  readonly scope: Scope | undefined;
}
export interface Instance extends Node {
  readonly k: 'instance';
  readonly cls: ClassResidual;
  /** undefined: made by a container (dependency injection); arguments come from constructor types and tokens. */
  readonly args: readonly Residual[] | undefined;
  /** The call site that made it, 'injected' for containers. */
  readonly site: string;
}
/** A package or builtin, and properties of it: `axios`, `kafkajs.Kafka`, `node:http.request`, `globalThis.fetch`. */
export interface External extends Node {
  readonly k: 'external';
  readonly path: string;
}
/** `import * as x` of a module of the repository; its exports are looked up on demand. */
export interface ModuleNamespace extends Node {
  readonly k: 'module';
  readonly file: string;
}
export interface CallResult extends Node {
  readonly k: 'call';
  readonly callee: Residual;
  readonly args: readonly Residual[];
  /** `file:line:column` of the call that made it: identity of routers, channels, anonymous queues. */
  readonly site: string;
  readonly isNew: boolean;
  /** The value is known by its declared type only, as with dependency injection. */
  readonly injected?: Injected;
}
export interface Injected {
  /** `@Inject(TOKEN)`, `@InjectRepository(E)`: name of the decorator as an access path, and its arguments. */
  readonly decorator?: string;
  readonly decoratorArgs?: readonly Residual[];
  readonly typeArgs: readonly Residual[];
}
/** `a ?? b`: the first known one. */
export interface First extends Node {
  readonly k: 'first';
  readonly of: readonly Residual[];
}
/** Each is possible. */
export interface AnyOf extends Node {
  readonly k: 'any';
  readonly of: readonly Residual[];
}

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

/** Flattens, joins neighbouring literals; a template of one literal is that literal. */
export function template(parts: readonly Residual[]): Residual {
  const flat: Residual[] = [];
  for (const part of parts.flatMap((p) => (p.k === 'tpl' ? p.parts : [p]))) {
    const last = flat.at(-1);
    if (part.k === 'lit' && last?.k === 'lit') flat[flat.length - 1] = lit(`${String(last.v)}${String(part.v)}`);
    else flat.push(part.k === 'lit' ? lit(String(part.v)) : part);
  }
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

const paths = new WeakMap<Residual, string | null>();

/**
 * The canonical access path of a value that comes from a package: `axios.create().get`, `kafkajs.Kafka().producer().send`.
 * `new X()`, `X()` and an injected `X` are the same step. undefined where the root is not a package.
 */
export function pathOf(r: Residual): string | undefined {
  if (r.k === 'external') return r.path;
  const known = paths.get(r);
  if (known !== undefined) return known ?? undefined;
  const path = r.k === 'call' ? suffix(r.callee, '()') : r.k === 'prop' ? suffix(r.of, `.${r.name}`) : undefined;
  paths.set(r, path ?? null);
  return path;
}

function suffix(r: Residual, text: string): string | undefined {
  const base = pathOf(r);
  return base === undefined ? undefined : base + text;
}

/** Text for people: `http://${ORDERS_URL}/orders/{…}`. */
export function show(r: Residual, depth = 6): string {
  if (depth === 0) return '…';
  switch (r.k) {
    case 'lit':
      return typeof r.v === 'string' ? r.v : String(r.v);
    case 'unknown':
      return r.text;
    case 'tpl':
      return r.parts.map((p) => (p.k === 'lit' ? String(p.v) : `\${${show(p, depth - 1)}}`)).join('');
    case 'env':
      return `process.env.${r.name}`;
    case 'envs':
      return 'process.env';
    case 'object':
      return `{ ${[...r.props.keys()].join(', ')} }`;
    case 'array':
      return '[…]';
    case 'element':
      return `${show(r.of, depth - 1)}[]`;
    case 'prop':
      return `${show(r.of, depth - 1)}.${r.name}`;
    case 'fn':
      return 'function';
    case 'class':
      return 'class';
    case 'instance':
      return 'instance';
    case 'external':
      return r.path;
    case 'module':
      return r.file;
    case 'call':
      return `${show(r.callee, depth - 1)}()`;
    case 'first':
      return r.of.map((x) => show(x, depth - 1)).join(' ?? ');
    case 'any':
      return r.of.map((x) => show(x, depth - 1)).join(' | ');
  }
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

/** 52-bit mixing of two numbers (two 26-bit multiplicative lanes): collisions are negligible for millions of nodes. */
function mix(a: number, b: number): number {
  const low = Math.imul((a ^ (b * 31)) | 0, 0x9e3779b1) >>> 6;
  const high = Math.imul(((a / 0x4000000) ^ (b / 0x4000000) ^ (b + 0x7f4a7c15)) | 0, 0x85ebca6b) >>> 6;
  const lane1 = Math.imul(low ^ (low >>> 13) ^ high, 0xc2b2ae35) >>> 6;
  const lane2 = Math.imul(high ^ (high >>> 11) ^ (a | 0), 0x27d4eb2f) >>> 6;
  return lane1 * 0x4000000 + lane2;
}

function mixText(seed: number, text: string): number {
  let a = 0xdeadbeef ^ (seed | 0),
    b = 0x41c6ce57 ^ ((seed / 0x4000000) | 0);
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 2654435761);
    b = Math.imul(b ^ c, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (a >>> 6) * 0x4000000 + (b >>> 6);
}

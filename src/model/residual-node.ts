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
  | Shape
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
  /** Parts of it were too large to be kept. */
  readonly isSketch?: true;
  readonly props: ReadonlyMap<string, Residual>;
  /** Spread or computed parts that are not known by name: looked at when `props` has not the name. */
  readonly rest: readonly Residual[];
}
export interface ArrayResidual extends Node {
  readonly k: 'array';
  /** Items of it were too large to be kept. */
  readonly isSketch?: true;
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
  /** Access path, where the root is a package. */
  readonly path: string | undefined;
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
/** Something of which only the interface is known. */
export interface Shape extends Node {
  readonly k: 'shape';
  readonly module: string;
  readonly at: number;
  readonly name: string;
}
export interface CallResult extends Node {
  readonly k: 'call';
  /** Access path, where the root is a package. */
  readonly path: string | undefined;
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

import type { Location } from './location.js';
import type { Pause } from './module-facts.js';
import type { ClassResidual, Residual } from './residual.js';

/** What resolve knows of one unit: calls into packages with resolved arguments, and the call graph that reaches them. */
export interface Program {
  readonly unit: string;
  /** Calls whose access path a library knows, in order of discovery; index = `ExternalCall.id`. */
  readonly calls: readonly ExternalCall[];
  /** Call frames: a function evaluated with certain arguments. Index = `Frame.id`. */
  readonly frames: readonly Frame[];
  readonly entries: readonly Entry[];
  /** Classes reached, for entities and base-class idioms. */
  readonly classes: readonly ReachedClass[];
  /** Files whose code this unit uses. */
  readonly files: readonly string[];
  /** Its files that nothing is seen to load, sorted: their functions may never run. */
  readonly unloaded: readonly string[];
  /** Which of its files import code that is generated from a schema. */
  readonly generated: readonly { readonly file: string; readonly schema: string }[];
  readonly coverage: ProgramCoverage;
}

export interface ProgramCoverage {
  readonly widened: number;
  readonly dropped: number;
  readonly unresolvedImports: readonly string[];
}

/** A call (or decorator) whose callee is a value of a package. */
export interface ExternalCall {
  readonly id: number;
  /** Canonical access path of the callee without the final `()`: `axios.create().get`; decorators begin with '@' after the package: see `decorates`. */
  readonly path: string;
  readonly callee: Residual;
  readonly args: readonly Residual[];
  readonly isNew: boolean;
  readonly at: Location;
  /** Where its first argument, a text, is written, when functions of ours hand it on. */
  readonly stated?: Location;
  readonly site: string;
  /** Frame whose code contains it. */
  readonly frame: number;
  readonly loops: readonly LoopContext[];
  readonly guarded: boolean;
  readonly decorates?: Decorated;
  /** Functions among the arguments that became frames: argument index → frame. */
  readonly callbacks: readonly { readonly arg: number; readonly frame: number }[];
  /** Callee is a member that a class of ours inherits from a class outside the repository: that instance. */
  readonly subject?: Residual;
  readonly typeArgs: readonly Residual[];
  /** Residual of the call's own result. */
  readonly result: Residual;
}

export interface Decorated {
  readonly kind: 'class' | 'method' | 'field' | 'parameter';
  readonly cls: ClassResidual;
  readonly className: string;
  /** Method or field name. */
  readonly member?: string;
  /** Frame of the decorated method, called by its framework. */
  readonly frame?: number;
  /** Decorators of the class itself, resolved, so that a method's row can see its controller: [path, args]. */
  readonly classDecorators: readonly { readonly path: string; readonly args: readonly Residual[] }[];
  /** Declared type of the field or parameter, when it resolves. */
  readonly type?: Residual;
}

export interface LoopContext {
  readonly kind: 'for-of' | 'for-await' | 'for-in' | 'for' | 'while' | 'callback' | 'recursion';
  /** `map`, `forEach` … for callbacks. */
  readonly method?: string;
  readonly over?: Residual;
  /** The collection as it is written. */
  readonly text?: string;
  /** Number of rounds, where it is known. */
  readonly bound?: number;
  readonly retry: boolean;
  /** As in `LoopFact`. */
  readonly attempts?: Pause;
  readonly at: Location;
}

export interface Frame {
  readonly id: number;
  readonly name: string;
  readonly at: Location;
  /** Index of the function in its module: with `at.file` what a closure says of itself. */
  readonly fn: number;
  readonly calls: readonly number[];
  readonly callsTo: readonly FrameCall[];
}

export interface FrameCall {
  readonly frame: number;
  readonly at: Location;
  readonly loops: readonly LoopContext[];
}

/** The frames among `wanted`, and all from whose calls one of them is reached. */
export function framesLeadingTo(wanted: Iterable<number>, frames: readonly Frame[]): ReadonlySet<number> {
  const callers = new Map<number, number[]>();
  for (const { id, callsTo } of frames) {
    for (const { frame } of callsTo) {
      const known = callers.get(frame);
      if (known) known.push(id);
      else callers.set(frame, [id]);
    }
  }
  const leading = new Set(wanted);
  // A set is walked on to what is added meanwhile.
  for (const frame of leading) for (const caller of callers.get(frame) ?? []) leading.add(caller);
  return leading;
}

/** Where control comes in from outside. */
export interface Entry {
  readonly kind: 'route' | 'rpc' | 'consumer' | 'schedule' | 'startup' | 'exported';
  readonly frame: number;
  /** The call or decorator that registered it. */
  readonly via?: number;
}

export interface ReachedClass {
  readonly cls: ClassResidual;
  readonly name: string;
  readonly at: Location;
  readonly decorators: readonly { readonly path: string; readonly args: readonly Residual[] }[];
  /** Access path of the class outside the repository that it extends. */
  readonly externalBase?: string;
  /** Code of the unit neither makes an object of it nor imports its file. */
  readonly isUnused?: true;
  readonly fields: readonly {
    readonly name: string;
    readonly value?: Residual;
    readonly type?: Residual;
    readonly decorators: readonly { readonly path: string; readonly args: readonly Residual[] }[];
  }[];
}

export interface ValuedCall extends Pick<ExternalCall, 'path' | 'callee' | 'args'> {
  /** The unit that is evaluated. */
  readonly unit: string;
  readonly application: Application;
  /** What a function that was handed over gives. */
  readonly run: (fn: Residual, args?: readonly Residual[]) => Residual;
}

/** What the code of a unit sets up by itself, for libraries that read it by name. */
export interface Application {
  /** `orders.url` of what it loads as its configuration. */
  setting(name: string): Residual | undefined;
  /** `db.host` of its configuration files, by environment. */
  configured(name: string): Residual | undefined;
  /** What its container gives for a token. */
  provided(token: Residual): Residual | undefined;
}

/** What the libraries tell resolve: all of it data. */
export interface LibraryTables {
  /** Does a recogniser want this call? */
  isKnown(path: string): boolean;
  /** Is anything known of the package that this path begins with? */
  isPackage(path: string): boolean;
  /** `axios.AxiosInstance` → `axios.create()`. */
  typeAlias(path: string): string | undefined;
  /** Value rows: what a call returns, where that is more than an access path. undefined: nothing special. */
  valueOf(call: ValuedCall): Residual | undefined;
  /** Which function arguments are called, how. undefined: every function argument is called once, at once. */
  callbackOf(path: string): CallbackRow | undefined;
  /** A class outside whose subclasses are data and queries: no framework calls their methods, only code does. */
  isModel(path: string): boolean;
  /** A decorator that makes its method an entry. */
  entryOf(path: string): Entry['kind'] | undefined;
  /** A bus inside the process: what handles the first argument of this call. */
  dispatchOf(path: string): DispatchRow | undefined;
  /** What a method of an emitter of events does with the event that its first argument names. */
  emitterOf(path: string): EmitterRow | undefined;
  /** Files that a framework takes by their names. */
  readonly conventions: readonly Convention[];
  /** Packages that run files of the application because of where they lie, or import them from files that are not read. */
  readonly loaders: ReadonlySet<string>;
  /** Member rows: what a member is, where that is more than an access path. undefined: nothing special. */
  memberOf(of: Residual, name: string): Residual | undefined;
}

/** A file whose default export is as good as the argument of a call. */
export interface Convention {
  readonly files: RegExp;
  /** The package that takes them: only of what depends on it. */
  readonly dependency: string;
  /** Access path of the call. */
  readonly call: string;
}

/** `commandBus.execute(new PlaceOrder())` runs `execute` of the class that is decorated with `@CommandHandler(PlaceOrder)`. */
export interface DispatchRow {
  /** Access path of the decorator. */
  readonly decorator: string;
  /** The method that is called where the decorator stands before a class. */
  readonly method?: string;
}

export type EmitterRow = 'emits' | 'hears';

export interface CallbackRow {
  /** Argument indexes that are functions to call; 'all' for every function argument (also inside arrays). */
  readonly args: readonly number[] | 'all';
  /** iterated: once per item; registered: later, from outside, an entry; immediate: once, now. */
  readonly when: 'iterated' | 'registered' | 'immediate';
  readonly entry?: Entry['kind'];
  /** Argument that is the collection, or 'receiver'. */
  readonly over?: number | 'receiver';
  /** Function-valued properties of object arguments are called too: `{ eachMessage, handler }`. */
  readonly properties?: readonly string[];
  /** What the callback gets as its arguments: access paths, by position; others stay unknown. */
  readonly params?: readonly (string | undefined)[];
  /** A parameter is the receiver, the result or an argument of the call: plugins, `setup: (channel) => …`, `fetcher(key)`. */
  readonly gives?: 'receiver' | 'result' | number;
  /** What `this` is where the callback is no method of a class: an access path. */
  readonly self?: string;
  /** The parameter that gets it; default the first. `(error, client) => …` is 1. */
  readonly givesAt?: number;
  /** Other functions among the arguments are called in another way. */
  readonly beside?: CallbackRow;
}

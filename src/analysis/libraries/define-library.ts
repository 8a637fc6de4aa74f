import type {
  CallbackRow,
  Convention,
  DispatchRow,
  EmitterRow,
  Entry,
  ExternalCall,
  Program,
  ReachedClass,
  ValuedCall,
} from '../../model/program.js';
import type { Residual } from '../../model/residual.js';
import type { Signal } from '../../model/signal.js';

/**
 * What a library means, as a table. Keys are access paths of the callee, without the final `()`:
 * `axios.get`, `axios` (axios itself is called), `axios.create().get`, `kafkajs.Kafka().producer().send`.
 * `{a,b}` are alternatives, `*` stands for one property name, `[]` for one that is computed and not known. Decorators are calls too: `@nestjs/common.Get`.
 * Globals start with `globalThis.`, Node's own modules with `node:`.
 */
export interface Library {
  readonly package: string;
  /** Declared types, and decorators of fields, that stand for a path: `{ 'axios.AxiosInstance': 'axios.create()' }`. */
  readonly types?: Readonly<Record<string, string>>;
  /** Meanings. */
  readonly calls?: Readonly<Record<string, Row>>;
  /** What a call returns, where that is more than its access path. */
  readonly values?: Readonly<Record<string, ValueRow>>;
  /** Does a remote call end by itself, whatever the other side does? undefined where that cannot be told. */
  readonly limits?: Readonly<Record<string, LimitRow>>;
  /** What a member is, where that is more than its access path: a function given to what made its owner, a setting. */
  readonly members?: Readonly<Record<string, MemberRow>>;
  /** Which function arguments are called, and how. Default: every function argument, once, at once. */
  readonly callbacks?: Readonly<Record<string, CallbackRow>>;
  /** Buses inside the process, and how their handlers are told. */
  readonly dispatches?: Readonly<Record<string, DispatchRow>>;
  /** Emitters of events inside the process, by their methods. */
  readonly emitters?: Readonly<Record<string, EmitterRow>>;
  readonly conventions?: readonly Convention[];
  /** Packages that run files of the application because of where they lie, or import them from files that are not read. */
  readonly loaders?: readonly string[];
  /** Decorators whose method is called by a framework; methods of base classes that it calls: `@nestjs/bullmq.WorkerHost.process`. */
  readonly entries?: Readonly<Record<string, Entry['kind']>>;
  /** Base classes of data and queries: no framework calls methods of what extends them. */
  readonly models?: readonly string[];
  /** Meanings of classes: entities, base-class idioms. */
  readonly classes?: (cls: ReachedClass, program: Program) => Iterable<Signal>;
}

export type Row = (call: ExternalCall, program: Program) => Signal | undefined | Iterable<Signal>;
export type LimitRow = (call: ExternalCall, program: Program) => boolean | undefined;
export type MemberRow = (of: Residual, name: string) => Residual | undefined;
export type ValueRow = (call: ValuedCall) => Residual | undefined;

export function defineLibrary(library: Library): Library {
  return library;
}

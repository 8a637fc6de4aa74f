import type { ClassFact, FunctionFact, ModuleFacts } from '../../model/module-facts.js';
import type { ModuleGraph } from '../../model/module-graph.js';
import type { Application, FrameCall, LibraryTables } from '../../model/program.js';
import type { ClassResidual, Closure, Instance, Residual, Scope, Shape } from '../../model/residual.js';
import type { TypeRef, Value } from '../../model/value.js';
import type { Attached } from './application/attached.js';
import type { Dispatch } from './application/dispatch.js';
import type { Emitters } from './application/emitters.js';
import type { ModuleIndex } from './modules/module-index.js';
import type { ForeignWrites } from './application/foreign-writes.js';
import type { Providers } from './application/providers.js';
import type { Round } from './values/rounds.js';

/** A function of the repository and all frames of it. */
export interface FunctionState {
  readonly module: ModuleFacts;
  /** Index in its module; 0 is the module's body. */
  readonly fn: number;
  readonly facts: FunctionFact;
  readonly index: ModuleIndex;
  readonly frames: FrameState[];
  readonly frameByKey: Map<number, FrameState>;
  /** By argument: what is known of it in the frames that were looked at, and whether that is too much to tell apart. */
  readonly few: { frames: number; readonly values: Set<number>; areMany: boolean }[];
}

/** A function evaluated with certain arguments; module bodies are functions too (index 0). */
export interface FrameState extends Scope {
  readonly id: number;
  readonly of: FunctionState;
  readonly module: ModuleFacts;
  readonly fn: number;
  readonly args: readonly Residual[];
  /** Nobody is seen to call it: what it gets is input from outside. */
  readonly blank: boolean;
  readonly self: Residual | undefined;
  readonly parent: FrameState | undefined;
  /** Who made it first, for telling recursion. */
  readonly via: FrameState | undefined;
  /** The rounds of known lists that it stands for, outermost first; none of a whole frame. */
  readonly rounds: readonly Round[];
  /** The whole frame, of which it is a round. */
  readonly whole: FrameState | undefined;
  roundByKey: Map<number, FrameState> | undefined;
  /** Values of the function's bindings, by slot. */
  defs: (Residual | undefined)[] | undefined;
  /** The function's calls, by slot. */
  made: (CallState | undefined)[] | undefined;
  returned: Residual | undefined;
  walked: boolean;
  /** Calls that a library knows: indexes into the program's. */
  calls: number[] | undefined;
  callsTo: FrameCall[] | undefined;
}

/** A call of a frame: what is evaluated of it so far. */
export interface CallState {
  callee: Residual | undefined;
  args: readonly Residual[];
  result: Residual | undefined;
  followed: boolean;
}

export interface CallParts {
  readonly callee: Residual;
  readonly args: readonly Residual[];
}

/** One class of an instance's chain: the instance's own class first, then its bases. */
export interface Level {
  readonly cls: ClassResidual;
  readonly facts: ClassFact;
  /** Frame of the constructor, where `this.x = …` is evaluated. */
  readonly frame: FrameState;
}

export interface Chain {
  readonly levels: readonly Level[];
  /** What the last class extends outside the repository, constructed with the arguments of `super(…)`. */
  readonly outside: Residual | undefined;
}

/** How a call is made. */
export interface CallSite {
  readonly site: string;
  readonly isNew: boolean;
  readonly frame: FrameState;
}

/**
 * The evaluator of one unit. Its parts live in files of their own and know each other only through this interface,
 * so that evaluation can recurse through all of them while no file imports a file that imports it.
 */
export interface Engine {
  readonly graph: ModuleGraph;
  /** Name of the unit. */
  readonly unit: string;
  /** Folder of the unit. */
  readonly cwd: string;
  readonly tables: LibraryTables;
  readonly providers: Providers;
  readonly foreignWrites: ForeignWrites;
  readonly application: Application;
  readonly dispatch: Dispatch;
  readonly emitters: Emitters;
  readonly attached: Attached;
  readonly frames: FrameState[];
  readonly functions: Map<ModuleFacts, FunctionState[]>;
  /** Members of instances by hash and name. */
  readonly members: Map<number, Map<string, Residual>>;
  /** Static members of a class, by the hash of the class that is asked. */
  readonly statics: Map<ClassFact, Map<number, Map<string, Residual>>>;
  /** Class chains of instances, by hash. */
  readonly chains: Map<number, Chain>;
  /** Instances that code makes of a class. */
  readonly created: Map<ClassFact, Instance[]>;
  /** Instance of ours behind an external base object: hash of the base call → instance. */
  readonly subjects: Map<number, Instance>;
  /** Classes that containers or code make instances of, and functions whose results were asked for: to be walked. */
  readonly reached: Map<ClassFact, ClassResidual>;
  /** Those of them that were not looked at yet. */
  readonly unseen: ClassFact[];
  readonly touched: FrameState[];
  /** Calls in bodies of modules whose results somebody uses: `export const pool = new Pool()` of a shared file. */
  readonly used: { readonly frame: FrameState; readonly at: number }[];
  depth: number;
  widened: number;
  /** How often a call was asked for its result while it was evaluated. */
  rounded: number;

  evaluate(value: Value, frame: FrameState): Residual;
  property(of: Residual, name: string): Residual;
  element(of: Residual): Residual;
  apply(callee: Residual, args: readonly Residual[], how: CallSite): Residual;
  exportOf(file: string, name: string): Residual;
  moduleFrame(file: string): FrameState | undefined;
  /** The frame of a closure called with these arguments: the same closure and arguments are the same frame. */
  frameOf(closure: Closure, args: readonly Residual[], via: FrameState | undefined): FrameState | undefined;
  /** The frame of a function that nobody is seen to call. */
  blankFrame(file: string, fn: number, self?: Residual): FrameState | undefined;
  returnOf(frame: FrameState): Residual;
  /** What a declared type tells: an instance of our class, or an access path into a package. */
  ofType(type: TypeRef, frame: FrameState, decorators?: readonly Value[]): Residual | undefined;
  /** What a library says that a decorator fills a field with. */
  ofDecorators(decorators: readonly Value[], frame: FrameState): Residual | undefined;
  memberOfShape(of: Shape, name: string): Residual;
  injected(cls: ClassResidual): Residual;
  classFacts(cls: ClassResidual): ClassFact | undefined;
}

/** Budgets: measured on repositories of 3,000 files; what exceeds them is widened and counted, never wrong. */
export const BUDGET = {
  /** Nested evaluations; one is about 4 JavaScript stack frames. */
  depth: 220,
  /** Frames of one function before its arguments are given up. */
  framesPerFunction: 40,
  /** The same for a function of few calls (`env.get(key)`): such frames cost little and carry names. */
  framesPerSmallFunction: 400,
  /** Calls in a small function. */
  smallFunction: 3,
  /** Values of one parameter that are kept when the others are given up. */
  few: 12,
  /** Frames of one function at most, as a multiple of the above. */
  hardFrames: 6,
  /** Frames of one unit before only argument-less frames are made. */
  frames: 60_000,
  /** Alternatives of one callee that are followed. */
  callees: 8,
  /** Items of a literal array that get a frame each. */
  items: 32,
} as const;

import { mix } from '../../model/mix.js';
import type { ModuleFacts } from '../../model/module-facts.js';
import { anyOf, isKnown, LIMITS, unknown, type Closure, type Residual } from '../../model/residual.js';
import { BUDGET, type Engine, type FrameState, type FunctionState } from './engine.js';
import { indexOf } from './modules/module-index.js';

/** The module's body as a frame; undefined for a file that was not read. */
export function moduleFrame(engine: Engine, file: string): FrameState | undefined {
  const module = engine.graph.modules.get(file);
  const of = module && functionOf(engine, module, 0);
  return of && intern(engine, { of, args: [], blank: false, self: undefined, parent: undefined, via: undefined });
}

export function frameOf(engine: Engine, closure: Closure, args: readonly Residual[], via: FrameState | undefined): FrameState | undefined {
  const module = engine.graph.modules.get(closure.module);
  const of = module && functionOf(engine, module, closure.at);
  if (!of) return undefined;
  const parent = (closure.scope as FrameState | undefined) ?? moduleFrame(engine, closure.module);
  const budget = budgetOf(engine, of);
  // Closures and instances among the arguments can still multiply; beyond the hard limit the first frame stands for all.
  if (budget === 'none' && of.frames[0]) {
    engine.widened++;
    return of.frames[0];
  }
  const isGrowing = isRecursive(of, via);
  const widen = budget !== 'enough' || isGrowing;
  if (widen && args.some(isKnown)) engine.widened++;
  const kept = widen ? args.map((arg, index) => (!isGrowing && (isName(arg) || isOfFew(of, index)) ? arg : widened(arg))) : args;
  return intern(engine, { of, args: kept, blank: false, self: closure.self, parent, via });
}

/** Which operation is meant, among a hundred that one helper asks for: a text for people has spaces. */
function isName(arg: Residual): boolean {
  return arg.k === 'lit' && typeof arg.v === 'string' && /^\S{2,80}$/.test(arg.v);
}

/** `request(host, path)` is called with a hundred paths of five hosts: the hosts need not be given up. */
function isOfFew({ frames, few }: FunctionState, index: number): boolean {
  const seen = (few[index] ??= { frames: 0, values: new Set(), areMany: false });
  // Frames only come: what was seen of the ones before holds.
  for (; !seen.areMany && seen.frames < frames.length; seen.frames++) {
    const arg = frames[seen.frames]?.args[index];
    if (arg === undefined || !isKnown(arg)) continue;
    seen.values.add(arg.hash);
    seen.areMany = arg.size > LIMITS.held || seen.values.size > BUDGET.few;
  }
  return !seen.areMany && seen.values.size > 0;
}

/** Some frame of the function was followed; one that only a value was asked of is not enough. */
export function isWalked(engine: Engine, module: ModuleFacts, fn: number): boolean {
  return engine.functions.get(module)?.[fn]?.frames.some(({ walked }) => walked) ?? false;
}

function functionOf(engine: Engine, module: ModuleFacts, fn: number): FunctionState | undefined {
  const facts = module.functions[fn];
  if (!facts) return undefined;
  let functions = engine.functions.get(module);
  if (!functions) engine.functions.set(module, (functions = []));
  return (functions[fn] ??= { module, fn, facts, index: indexOf(module), frames: [], frameByKey: new Map(), few: [] });
}

function budgetOf(engine: Engine, { facts: { calls }, frames: { length } }: FunctionState): 'enough' | 'widened' | 'none' {
  const limit = calls.length <= BUDGET.smallFunction ? BUDGET.framesPerSmallFunction : BUDGET.framesPerFunction;
  if (length >= limit * BUDGET.hardFrames || engine.frames.length >= BUDGET.frames) return 'none';
  return length >= limit ? 'widened' : 'enough';
}

/** A frame whose parameters are input from outside. Its surroundings are blank frames too. */
export function blankFrame(engine: Engine, file: string, fn: number, self?: Residual): FrameState | undefined {
  if (fn === 0) return moduleFrame(engine, file);
  const module = engine.graph.modules.get(file);
  const of = module && functionOf(engine, module, fn);
  if (!of) return undefined;
  const parent = blankFrame(engine, file, of.facts.parent ?? 0);
  return intern(engine, { of, args: [], blank: true, self, parent, via: undefined });
}

const RUNNING = unknown('recursion', 'recursion');

/** All returns together; recursion ends in unknown. */
export function returnOf(engine: Engine, frame: FrameState): Residual {
  if (frame.returned) return frame.returned;
  const { facts } = frame.of;
  frame.returned = RUNNING;
  engine.touched.push(frame);
  const returned =
    facts.returns.length === 0 ? unknown(`${facts.name}()`) : anyOf(facts.returns.map((value) => engine.evaluate(value, frame)));
  const typed = !isKnown(returned) && facts.returnType ? engine.ofType(facts.returnType, frame) : undefined;
  frame.returned = typed ?? returned;
  return frame.returned;
}

/** The frame, outward from here, that runs function `fn` of this module. */
export function ownerOf(frame: FrameState, fn: number): FrameState | undefined {
  for (let at: FrameState | undefined = frame; at; at = at.parent) if (at.fn === fn && at.module === frame.module) return at;
  return undefined;
}

/** Where a piece of function `fn` is evaluated, seen from `frame`: its own frame, else a blank one of the same instance. */
export function homeOf(engine: Engine, frame: FrameState, fn: number): FrameState | undefined {
  return ownerOf(frame, fn) ?? engine.blankFrame(frame.module.file, fn, selfOf(frame));
}

export function selfOf(frame: FrameState): Residual | undefined {
  for (let at: FrameState | undefined = frame; at; at = at.parent) if (at.self) return at.self;
  return undefined;
}

function widened(arg: Residual): Residual {
  // Functions and instances lead to calls; giving them up would lose edges, and there are few of them.
  return arg.k === 'fn' || arg.k === 'instance' || arg.k === 'class' ? arg : unknown('…', 'widened');
}

/** The same function is already twice on the way here: its arguments are growing. */
function isRecursive(of: FunctionState, via: FrameState | undefined): boolean {
  let seen = 0;
  for (let at = via, steps = 0; at && steps < 40; at = at.via, steps++) if (at.of === of && ++seen >= 2) return true;
  return false;
}

const NO_ROUNDS: FrameState['rounds'] = [];

type FrameSeed = Pick<FrameState, 'of' | 'args' | 'blank' | 'self' | 'parent' | 'via'>;

/** The frame of this function, surroundings, instance and arguments: the same ones are the same frame. */
function intern(engine: Engine, seed: FrameSeed): FrameState {
  const { of } = seed;
  const key = keyOf(seed);
  const known = of.frameByKey.get(key);
  if (known) return known;
  // Written out: an object that is spread into a larger one is copied as often as it grows.
  const frame: FrameState = {
    id: engine.frames.length,
    of,
    module: of.module,
    fn: of.fn,
    args: seed.args,
    blank: seed.blank,
    self: seed.self,
    parent: seed.parent,
    via: seed.via,
    rounds: NO_ROUNDS,
    whole: undefined,
    roundByKey: undefined,
    defs: undefined,
    made: undefined,
    returned: undefined,
    walked: false,
    calls: undefined,
    callsTo: undefined,
  };
  engine.frames.push(frame);
  of.frames.push(frame);
  of.frameByKey.set(key, frame);
  return frame;
}

function keyOf({ args, blank, self, parent }: FrameSeed): number {
  let key = mix(parent?.id ?? -1, self?.hash ?? -1);
  for (const arg of args) key = mix(key, arg.hash);
  return mix(key, blank ? -1 : args.length);
}

import type { FunctionFact, ModuleFacts } from '../../model/module-facts.js';
import { anyOf, isKnown, unknown, type Closure, type Residual } from '../../model/residual.js';
import { BUDGET, type Engine, type FrameState } from './engine.js';

/** The module's body as a frame; undefined for a file that was not read. */
export function moduleFrame(engine: Engine, file: string): FrameState | undefined {
  const module = engine.graph.modules.get(file);
  return module && intern(engine, { module, fn: 0, args: [], blank: false, self: undefined, parent: undefined, via: undefined });
}

export function frameOf(engine: Engine, closure: Closure, args: readonly Residual[], via: FrameState | undefined): FrameState | undefined {
  const module = engine.graph.modules.get(closure.module);
  const facts = module?.functions[closure.at];
  if (!module || !facts) return undefined;
  const parent = (closure.scope as FrameState | undefined) ?? moduleFrame(engine, closure.module);
  const function_ = `${closure.module}#${String(closure.at)}`;
  const siblings = engine.framesOf.get(function_) ?? [];
  const budget = budgetOf(engine, facts, siblings.length);
  // Closures and instances among the arguments can still multiply; beyond the hard limit the first frame stands for all.
  if (budget === 'none' && siblings[0]) {
    engine.widened++;
    return siblings[0];
  }
  const widen = budget !== 'enough' || isRecursive(module, closure.at, via);
  if (widen && args.some(isKnown)) engine.widened++;
  return intern(engine, { module, fn: closure.at, args: widen ? args.map(widened) : args, blank: false, self: closure.self, parent, via });
}

function budgetOf(engine: Engine, { calls }: FunctionFact, frames: number): 'enough' | 'widened' | 'none' {
  const limit = calls.length <= BUDGET.smallFunction ? BUDGET.framesPerSmallFunction : BUDGET.framesPerFunction;
  if (frames >= limit * BUDGET.hardFrames || engine.frames.length >= BUDGET.frames) return 'none';
  return frames >= limit ? 'widened' : 'enough';
}

/** A frame whose parameters are input from outside. Its surroundings are blank frames too. */
export function blankFrame(engine: Engine, file: string, fn: number, self?: Residual): FrameState | undefined {
  const module = engine.graph.modules.get(file);
  const facts = module?.functions[fn];
  if (!module || !facts) return undefined;
  if (fn === 0) return moduleFrame(engine, file);
  const parent = blankFrame(engine, file, facts.parent ?? 0);
  return intern(engine, { module, fn, args: [], blank: true, self, parent, via: undefined });
}

/** All returns together; recursion ends in unknown. */
export function returnOf(engine: Engine, frame: FrameState): Residual {
  if (frame.returned) return frame.returned;
  const facts = frame.module.functions[frame.fn];
  frame.returned = unknown('recursion', 'recursion');
  engine.touched.push(frame);
  if (!facts) return frame.returned;
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
function isRecursive(module: ModuleFacts, fn: number, via: FrameState | undefined): boolean {
  let seen = 0;
  for (let at = via, steps = 0; at && steps < 40; at = at.via, steps++)
    if (at.module === module && at.fn === fn && ++seen >= 2) return true;
  return false;
}

type FrameSeed = Pick<FrameState, 'module' | 'fn' | 'args' | 'blank' | 'self' | 'parent' | 'via'>;

function intern(engine: Engine, seed: FrameSeed): FrameState {
  const { module, fn, args, self, parent } = seed;
  const function_ = `${module.file}#${String(fn)}`;
  const key = `${function_}|${String(parent?.id ?? '')}|${String(self?.hash ?? '')}|${seed.blank ? '?' : args.map((a) => a.hash).join()}`;
  const known = engine.frameIds.get(key);
  if (known) return known;
  const frame: FrameState = {
    ...seed,
    id: engine.frames.length,
    defs: new Map(),
    results: new Map(),
    parts: new Map(),
    returned: undefined,
    walked: false,
    followed: new Set(),
    calls: [],
    callsTo: [],
  };
  engine.frames.push(frame);
  engine.frameIds.set(key, frame);
  const siblings = engine.framesOf.get(function_);
  if (siblings) siblings.push(frame);
  else engine.framesOf.set(function_, [frame]);
  return frame;
}

import type { Location } from '../../model/location.js';
import { CHOICE, type CallFact } from '../../model/module-facts.js';
import type { Entry, ExternalCall, LoopContext } from '../../model/program.js';
import { alternatives, external, type Residual } from '../../model/residual.js';
import { calledPath } from './called-path.js';
import { callbacksOf, withFactories, type Callback } from './callbacks.js';
import { callState, partsOf, result, siteOf } from './calls.js';
import { BUDGET, type Engine, type FrameState } from './engine.js';
import { classesIn } from './classes-in.js';
import { selfOf } from './frames.js';
import { constructorFrames, outsideOf } from './values/instances.js';
import { isPromiseMethod } from './values/intrinsics.js';
import { markReached } from './reached.js';
import { isAncestor, listOf } from './recursion.js';
import { roundsAround } from './values/rounds.js';
import { sourceText } from './values/source-text.js';

/** What walking collects. */
export interface Trace {
  readonly calls: ExternalCall[];
  readonly entries: Entry[];
  readonly queue: FrameState[];
}

/** Follows the calls of a frame: our functions are queued, calls that a library knows are recorded. */
export function walkFrame(engine: Engine, trace: Trace, frame: FrameState): void {
  if (frame.walked) return;
  frame.walked = true;
  for (const at of frame.of.facts.calls) walkCall(engine, trace, { frame, at });
}

/** One call of a frame, once. */
export function walkCall(engine: Engine, trace: Trace, { frame, at }: Visit): void {
  const state = callState(frame, at);
  if (state.followed || frame.of.index.decorators.has(at)) return;
  state.followed = true;
  for (const round of roundsAround(engine, frame, at)) visit(engine, trace, { frame: round, at });
}

interface Visit {
  readonly frame: FrameState;
  readonly at: number;
}

function visit(engine: Engine, trace: Trace, { frame, at }: Visit): void {
  const facts = frame.module.calls[at];
  if (!facts) return;
  if (facts.callee.k === 'super') {
    visitSuper(engine, trace, { frame, at, facts });
    return;
  }
  const value = result(engine, at, frame);
  const { callee, args } = partsOf(engine, at, frame);
  for (const target of callee.k === 'any' || callee.k === 'first' ? alternatives(callee).slice(0, BUDGET.callees) : [callee]) {
    if (target.k === 'fn') link(engine, trace, { frame, at, to: engine.frameOf(target, args, frame) });
    else if (target.k === 'class') for (const made of alternatives(value)) visitInstance(engine, trace, { made, frame, at });
    else visitOutside(engine, trace, { frame, at, facts, callee: target, args, value });
  }
}

/** `super(…)` of a class that extends one of a library makes an object of the library, as `new` does. */
function visitSuper(engine: Engine, trace: Trace, { frame, at, facts }: Visit & { facts: CallFact }): void {
  const [self, base] = [selfOf(frame), frame.module.classes[frame.of.facts.cls ?? -1]?.extends];
  const made = self?.k === 'instance' ? outsideOf(engine, self) : undefined;
  if (made?.k !== 'call' || !base || engine.evaluate(base, frame).hash !== made.callee.hash) return;
  visitOutside(engine, trace, { frame, at, facts, callee: made.callee, args: made.args, value: made });
}

function visitInstance(engine: Engine, trace: Trace, { made, frame, at }: Visit & { made: Residual }): void {
  if (made.k !== 'instance') return;
  for (const to of constructorFrames(engine, made)) {
    link(engine, trace, { frame, at, to });
    if (to.parent?.self === made || to.parent?.self?.hash === made.hash) link(engine, trace, { frame, at, to: to.parent });
  }
}

interface Outside extends Visit {
  readonly facts: CallFact;
  readonly callee: Residual;
  readonly args: readonly Residual[];
  readonly value: Residual;
}

function visitOutside(engine: Engine, trace: Trace, visited: Outside): void {
  const { frame, at, facts, callee, args, value } = visited;
  const path = calledPath(callee);
  if (path === undefined && isLookup(callee) && engine.tables.isKnown(CHOSEN))
    record(engine, trace, { ...visited, callee: external(CHOSEN), args: [...args, callee.of], callbacks: [] });
  const callbacks = callbacksOf(engine, { callee, args, result: value, frame, facts });
  const id =
    path !== undefined && !isPromiseMethod(callee) && engine.tables.isKnown(path)
      ? record(engine, trace, { ...visited, callbacks })
      : undefined;
  for (const callback of callbacks) enter(engine, trace, { callback, frame, at, id });
  for (const target of path === undefined ? [] : engine.dispatch.targets(engine, path, args))
    link(engine, trace, { frame, at, to: engine.frameOf(target.handler, target.args, frame) });
  for (const heard of path === undefined ? [] : engine.emitters.met(engine, { path, callee, args, frame, at })) link(engine, trace, heard);
}

const CHOSEN = `globalThis.${CHOICE}`;

/** `new Map([['order.placed', handler]]).get(message.type)` chooses as `handlers[message.type]` does. */
function isLookup(callee: Residual): callee is Extract<Residual, { k: 'prop' }> {
  return callee.k === 'prop' && callee.name === 'get' && callee.of.k === 'object' && callee.of.props.size > 0;
}

function enter(engine: Engine, trace: Trace, { callback, frame, at, id }: Visit & { callback: Callback; id: number | undefined }): void {
  if (callback.when === 'registered') {
    trace.queue.push(callback.frame);
    trace.entries.push({ kind: callback.entry ?? 'exported', frame: callback.frame.id, ...(id !== undefined && { via: id }) });
    return;
  }
  const inner = callback.loop && { ...callback.loop, at: locationOf(frame, at) };
  link(engine, trace, { frame, at, to: callback.frame, inner });
}

interface Step extends Visit {
  readonly to: FrameState | undefined;
  readonly inner?: LoopContext | undefined;
}

/** One step of the call graph. */
function link(engine: Engine, trace: Trace, { frame, at, to, inner }: Step): void {
  if (!to) return;
  const place = locationOf(frame, at);
  const loops = loopsOf(engine, frame, at);
  if (inner) loops.push(inner);
  if (isAncestor(to, frame)) loops.push({ kind: 'recursion', retry: false, at: place, ...listOf(frame, at) });
  ((frame.whole ?? frame).callsTo ??= []).push({ frame: to.id, at: place, loops });
  trace.queue.push(to);
}

function record(
  engine: Engine,
  trace: Trace,
  { frame, at, facts, callee, args, value, callbacks }: Outside & { callbacks: readonly Callback[] },
): number {
  const id = trace.calls.length;
  const subject = subjectOf(engine, facts.callee.k === 'super' ? value : callee);
  // A class that is handed to a library is the library's to use: an entity, a module, a schema.
  for (const arg of args) for (const given of classesIn(arg)) markReached(engine, given);
  trace.calls.push({
    id,
    callee,
    path: calledPath(callee) ?? '',
    isNew: facts.isNew === true || facts.callee.k === 'super',
    args: args.map((arg) => withFactories(engine, arg, frame)),
    at: locationOf(frame, at),
    site: siteOf(frame, at),
    frame: (frame.whole ?? frame).id,
    loops: loopsOf(engine, frame, at),
    guarded: facts.guarded === true,
    callbacks: callbacks.map((c) => ({ arg: c.arg, frame: c.frame.id })),
    typeArgs: (facts.typeArgs ?? []).map((type) => engine.evaluate(type.v, frame)),
    result: value,
    ...(subject && { subject }),
  });
  ((frame.whole ?? frame).calls ??= []).push(id);
  return id;
}

/** The instance of ours whose base class outside the repository is called. */
export function subjectOf(engine: Engine, callee: Residual): Residual | undefined {
  for (let at: Residual | undefined = callee; at; at = at.k === 'prop' ? at.of : at.k === 'call' ? at.callee : undefined) {
    const subject = engine.subjects.get(at.hash);
    if (subject) return subject;
  }
  return undefined;
}

/** Loops of the same function around the call, outermost first. */
function loopsOf(engine: Engine, frame: FrameState, at: number): LoopContext[] {
  const out: LoopContext[] = [];
  for (let index = frame.module.calls[at]?.loop; index !== undefined; index = frame.module.loops[index]?.outer) {
    const loop = frame.module.loops[index];
    if (!loop) break;
    const over = loop.over && engine.evaluate(loop.over, frame);
    const text = loop.over && sourceText(frame.module, loop.over);
    const bound = loop.bound ?? (over?.k === 'array' && !over.open ? over.items.length : undefined);
    out.unshift({
      kind: loop.kind,
      retry: loop.retry === true,
      ...(loop.attempts !== undefined && { attempts: loop.attempts }),
      at: { file: frame.module.file, line: loop.line, column: loop.column },
      ...(over && { over }),
      ...(text !== undefined && { text }),
      ...(bound !== undefined && { bound }),
    });
  }
  return out;
}

function locationOf(frame: FrameState, at: number): Location {
  return frame.of.index.places[at] ?? { file: frame.module.file, line: 1, column: 1 };
}

import type { CallFact } from '../../model/module-facts.js';
import type { CallbackRow, Entry, LoopContext } from '../../model/program.js';
import {
  alternatives,
  anyOf,
  array,
  closure,
  isKnown,
  pathOf,
  unknown,
  type Closure,
  type PropertyOf,
  type Residual,
} from '../../model/residual.js';
import { calledPath } from './called-path.js';
import { BUDGET, type Engine, type FrameState } from './engine.js';
import { madeBy } from './application/factory.js';
import { exportedBy } from './modules/exports.js';
import { functionsIn, handlersIn } from './values/functions-in.js';
import { isPromiseMethod, ITERATORS, itemsOf } from './values/intrinsics.js';
import { fromPath } from './values/property.js';
import { sourceText } from './values/source-text.js';

/** A function that a call outside our code calls back. */
export interface Callback {
  readonly frame: FrameState;
  readonly arg: number;
  readonly when: CallbackRow['when'];
  readonly entry?: Entry['kind'];
  readonly loop?: Omit<LoopContext, 'at'>;
}

export interface OutsideCall {
  readonly callee: Residual;
  readonly args: readonly Residual[];
  readonly result: Residual;
  readonly frame: FrameState;
  /** What is written there; decorators are not. */
  readonly facts?: CallFact;
}

/** Which function arguments are called, with what, how often. Unless a library or JavaScript itself says more: once, at once. */
export function callbacksOf(engine: Engine, call: OutsideCall): Callback[] {
  const path = calledPath(call.callee);
  const row = path === undefined ? undefined : engine.tables.callbackOf(path);
  if (row) return [row, row.beside ?? []].flat().flatMap((one) => [...fromRow(engine, call, one)]);
  if (call.facts?.jsx) return call.args.flatMap((arg, index) => given(engine, call, arg, index));
  const known = path !== undefined && !isPromiseMethod(call.callee) && engine.tables.isKnown(path);
  const method = !known && call.callee.k === 'prop' ? ofMethod(engine, call, call.callee) : undefined;
  if (method) return method;
  if (path === 'globalThis.Array.from' && call.args[0])
    return [...iterated(engine, call, { fns: functionsIn(call.args[1], 0), arg: 1, over: call.args[0], position: 0, method: 'from' })];
  const args = isKeeping(call.callee, path) ? call.args.map(withoutObjects) : call.args;
  return args.flatMap((arg, index) => given(engine, call, arg, index));
}

/** Methods of collections, promises and observables, whoever made these. */
function ofMethod(engine: Engine, call: OutsideCall, { name, of }: PropertyOf): Callback[] | undefined {
  const position = ITERATORS.get(name);
  const [callback] = call.args;
  if (position !== undefined && callback)
    return [...iterated(engine, call, { fns: functionsIn(callback, 0), arg: 0, over: of, position, method: name })];
  if (name === 'pipe' && of.k === 'array') return [...piped(engine, call, of)];
  return name === 'then' ? functionsIn(callback, 0).flatMap((fn) => called(engine, fn, [of], { call, arg: 0 })) : undefined;
}

/** `clients.set(name, client)`, `new Map([[name, client]])`: JavaScript keeps what it is given. */
function isKeeping(callee: Residual, path: string | undefined): boolean {
  if (path !== undefined) return /^globalThis\.(?:Map|Set|WeakMap|WeakSet|Object\.\w+)$/.test(path);
  return callee.k === 'prop' && /^(?:set|add|push|unshift)$/.test(callee.name) && (callee.of.k === 'object' || callee.of.k === 'array');
}

/** Methods of an object that is kept are called by whoever takes it out; a function by itself may be called by anybody. */
function withoutObjects(value: Residual): Residual {
  if (value.k === 'array') return array(value.items.map(withoutObjects), value.open);
  return value.k === 'object' ? unknown('object') : value;
}

/** What a library that no table knows does with functions: handlers, adapters and parts of a page are for later, the rest runs now. */
function given(engine: Engine, call: OutsideCall, value: Residual, arg: number): Callback[] {
  const fns = functionsIn(value, 4);
  if (fns.length === 0) return [];
  const later = new Set(call.facts?.jsx ? fns : handlersIn(value, 4));
  return fns.flatMap((fn) =>
    called(engine, fn, [], { call, arg }).map((made): Callback => (later.has(fn) ? { ...made, when: 'registered' } : made)),
  );
}

function* fromRow(engine: Engine, call: OutsideCall, row: CallbackRow): Generator<Callback> {
  const { when, entry } = row;
  for (const [arg, fn] of selected(engine, call, row)) {
    if (when === 'iterated') {
      const over = row.over === 'receiver' || row.over === undefined ? receiverOf(call.callee) : call.args[row.over];
      yield* iterated(engine, call, { fns: [fn], arg, over: over ?? unknown('collection'), position: 0, method: nameOf(call.callee) });
      continue;
    }
    for (const made of called(engine, selfFor(fn, row, call), paramsOf(call, row), { call, arg }))
      yield { ...made, when, ...(entry && { entry }) };
  }
}

/** A function of an object gets the object's framework as `this`; a method of ours has its instance. */
function selfFor(fn: Closure, { self }: CallbackRow, { frame }: OutsideCall): Closure {
  if (self === undefined || fn.self) return fn;
  return closure(fn.module, fn.at, fn.scope, fromPath(self, { site: `${frame.module.file}#${String(frame.id)}` }));
}

/** What the callback gets, by position. */
function paramsOf(call: OutsideCall, { params = [], gives, givesAt = 0 }: CallbackRow): Residual[] {
  const site = `${call.frame.module.file}#${String(call.frame.id)}`;
  const args = params.map((path) => (path === undefined ? unknown('argument', 'param') : fromPath(path, { site })));
  const value = gives === undefined ? undefined : givenBy(call, gives);
  if (!value) return args;
  while (args.length < givesAt) args.push(unknown('argument', 'param'));
  args[givesAt] = value;
  return args;
}

function givenBy(call: OutsideCall, gives: NonNullable<CallbackRow['gives']>): Residual | undefined {
  if (gives === 'receiver') return receiverOf(call.callee);
  return gives === 'result' ? call.result : call.args[gives];
}

function* selected(engine: Engine, call: OutsideCall, row: CallbackRow): Generator<readonly [number, Closure]> {
  for (const [index, arg] of call.args.entries()) {
    const wanted = row.args === 'all' || row.args.includes(index);
    const fns = wanted ? [...functionsIn(arg, row.args === 'all' ? 4 : 2), ...functionsBehind(engine, arg)] : [];
    for (const fn of fns) yield [index, fn];
    for (const name of row.properties ?? []) {
      for (const option of alternatives(arg)) {
        if (option.k !== 'object' && option.k !== 'instance') continue;
        if (wanted && option.k === 'object') continue;
        for (const fn of functionsIn(engine.property(option, name), 2)) yield [index, fn];
      }
    }
  }
}

/** Functions of a namespace that is handed over whole: `{ activities }`. */
function functionsBehind(engine: Engine, arg: Residual): Closure[] {
  const namespaces = arg.k === 'object' ? [...arg.props.values()].filter((value) => value.k === 'module') : [];
  return namespaces.flatMap(({ file }) => exportedBy(engine, file).flatMap((value) => functionsIn(value, 1)));
}

interface Iteration {
  readonly fns: readonly Closure[];
  readonly arg: number;
  readonly over: Residual;
  readonly position: number;
  readonly method: string;
}

function* iterated(engine: Engine, call: OutsideCall, { fns, arg, over, position, method }: Iteration): Generator<Callback> {
  const closed = alternatives(over).every((o) => o.k === 'array' && !o.open);
  const bound = closed ? Math.max(...alternatives(over).map((o) => (o.k === 'array' ? o.items.length : 0))) : undefined;
  const text = collectionText(call, over);
  const loop = {
    kind: 'callback',
    method,
    over,
    retry: false,
    ...(text !== undefined && { text }),
    ...(bound !== undefined && { bound }),
  } as const;
  for (const fn of fns) {
    for (const item of itemsOf(engine, over, BUDGET.items)) {
      const args = position === 0 ? [item] : [call.args[1] ?? unknown('accumulator'), item];
      for (const made of called(engine, fn, args, { call, arg })) yield { ...made, when: 'iterated', loop };
    }
  }
}

/** From here on there is one thing, not one for each item. */
const COLLECTING = /\.(?:toArray|reduce|count|first|last|take|buffer\w*|ignoreElements)\(\)$/;

/** `from(items).pipe(mergeMap((item) => …))`: operators run for each item, until one puts all together. */
function* piped(engine: Engine, call: OutsideCall, over: Residual): Generator<Callback> {
  for (const [arg, operator] of call.args.entries()) {
    if (COLLECTING.test(pathOf(operator) ?? '')) return;
    const fns = operator.k === 'call' ? operator.args.flatMap((given) => functionsIn(given, 0)) : [];
    yield* iterated(engine, call, { fns, arg, over, position: 0, method: 'pipe' });
  }
}

/** The collection as it is written: the argument that it is, else what the method belongs to. */
function collectionText({ facts, args, frame }: OutsideCall, over: Residual): string | undefined {
  const receiver = facts?.callee.k === 'prop' ? facts.callee.of : undefined;
  const source =
    receiver?.k === 'call' && facts?.callee.k === 'prop' && facts.callee.name === 'pipe'
      ? frame.module.calls[receiver.at]?.args[0]
      : receiver;
  const written = facts?.args[args.indexOf(over)] ?? source;
  return written && sourceText(frame.module, written);
}

/** Parameters that nobody gives are input from outside. */
function called(engine: Engine, fn: Closure, given: readonly Residual[], { call, arg }: { call: OutsideCall; arg: number }): Callback[] {
  const facts = engine.graph.modules.get(fn.module)?.functions[fn.at];
  const rest = (facts?.params ?? []).slice(given.length).map((p) => unknown(p.name, 'param'));
  const frame = engine.frameOf(fn, [...given, ...rest], call.frame);
  return frame ? [{ frame, arg, when: 'immediate' }] : [];
}

function receiverOf(callee: Residual): Residual | undefined {
  return callee.k === 'prop' ? callee.of : undefined;
}

function nameOf(callee: Residual): string {
  return callee.k === 'prop' ? callee.name : (pathOf(callee)?.split('.').at(-1) ?? 'call');
}

/** Objects with `useFactory`, `useClass` get what these give beside them, as `useFactory()`, `useClass()`. */
export function withFactories(engine: Engine, value: Residual, frame: FrameState, depth = 3): Residual {
  if (depth === 0) return value;
  if (value.k === 'array') {
    const items = value.items.map((i) => withFactories(engine, i, frame, depth - 1));
    return items.every((item, i) => item === value.items[i]) ? value : { ...value, items };
  }
  if (value.k !== 'object') return value;
  const props = new Map([...value.props].map(([name, v]) => [name, withFactories(engine, v, frame, depth - 1)] as const));
  for (const fn of functionsIn(value.props.get('useFactory'), 0).slice(0, 1))
    props.set('useFactory()', madeBy(engine, fn, tokensIn(value.props.get('inject')), frame) ?? unknown('useFactory()'));
  for (const cls of [value.props.get('useClass'), value.props.get('useExisting')])
    if (cls?.k === 'class') props.set('useClass()', optionsOf(engine, cls, frame));
  return { ...value, props };
}

function tokensIn(inject: Residual | undefined): readonly Residual[] {
  return inject?.k === 'array' ? inject.items : [];
}

/** `createTypeOrmOptions()` and its like: what the methods of an options factory return. */
function optionsOf(engine: Engine, cls: Extract<Residual, { k: 'class' }>, frame: FrameState): Residual {
  const facts = engine.classFacts(cls);
  const self = engine.injected(cls);
  const made = (facts?.methods ?? [])
    .filter(([name]) => /^create.*Options$/.test(name))
    .map(([name]) => engine.apply(engine.property(self, name), [], { site: 'injected', isNew: false, frame }));
  return made.some(isKnown) ? anyOf(made) : self;
}

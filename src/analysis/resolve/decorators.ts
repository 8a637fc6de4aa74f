import type { Location } from '../../model/location.js';
import type { ClassFact } from '../../model/module-facts.js';
import type { Decorated, Entry, ReachedClass } from '../../model/program.js';
import { alternatives, closure, external, isKnown, pathOf, unknown, type ClassResidual, type Residual } from '../../model/residual.js';
import type { Value } from '../../model/value.js';
import { callbacksOf, withFactories } from './callbacks.js';
import { classesIn } from './classes-in.js';
import type { Engine, FrameState } from './engine.js';
import { constructorFrames } from './values/instances.js';
import { baseOf } from './values/members.js';
import { methodsOf } from './values/methods.js';
import { ownDecorators } from './own-decorators.js';
import { markReached } from './reached.js';
import type { Trace } from './walk.js';

interface Reach {
  readonly engine: Engine;
  readonly trace: Trace;
  readonly cls: ClassResidual;
  readonly facts: ClassFact;
  /** Where decorators are evaluated. */
  readonly home: FrameState;
  readonly self: Residual;
  readonly classDecorators: readonly AppliedDecorator[];
}

interface AppliedDecorator {
  readonly path: string;
  readonly args: readonly Residual[];
  readonly callee: Residual;
  readonly value: Residual;
}

/** A class that a container or framework uses: its decorators are calls, decorated methods are entries. */
export function reachClass(engine: Engine, trace: Trace, cls: ClassResidual): ReachedClass | undefined {
  const facts = engine.classFacts(cls);
  const home = facts && engine.blankFrame(cls.module, facts.init, undefined);
  if (!home) return undefined;
  const self = engine.injected(cls);
  const classDecorators = facts.decorators.flatMap((d) => applied(engine, d, home));
  const reach: Reach = { engine, trace, cls, facts, home, self, classDecorators };
  // Of an abstract class there is no instance of its own.
  const made = facts.abstract ? [] : alternatives(self);
  for (const one of made)
    if (one.k === 'instance')
      for (const frame of constructorFrames(engine, one)) trace.queue.push(frame, ...(frame.parent ? [frame.parent] : []));
  for (const decorator of classDecorators) recordDecorator(reach, decorator, { kind: 'class' });
  const own = ownDecorators(engine, reach);
  trace.queue.push(...own);
  const fields = decoratedFields(reach);
  decoratedParameters(reach);
  decoratedMethods(reach);
  const base = baseOf(engine, cls, facts);
  const externalBase = base && pathOf(base);
  const isCalled = externalBase !== undefined && !engine.tables.isModel(externalBase);
  if (isCalled || own.length > 0) frameworkMethods(reach, facts.methods, externalBase);
  else frameworkMethods(reach, hooks(reach));
  return {
    cls,
    name: facts.name,
    at: locationOf(cls, facts),
    fields,
    decorators: classDecorators.map(({ path, args }) => ({ path, args })),
    ...(externalBase !== undefined && { externalBase }),
  };
}

function applied(engine: Engine, decorator: Value, home: FrameState): AppliedDecorator[] {
  return expanded(engine.evaluate(decorator, home)).map((one) =>
    engine.tables.isKnown(one.path) ? { ...one, args: one.args.map((arg) => namedType(engine, arg)) } : one,
  );
}

/** `@Query(() => [Book])`: a function only because the class may not be there yet; it stands for what it names. */
function namedType(engine: Engine, arg: Residual): Residual {
  const frame = arg.k === 'fn' ? engine.frameOf(arg, [], undefined) : undefined;
  const named = frame && engine.returnOf(frame);
  const isType = named?.k === 'class' || (named?.k === 'array' && named.items.every((item) => item.k === 'class'));
  return isType ? named : arg;
}

/** `applyDecorators(Get(p), UseGuards(G))` and functions that return it are the decorators they hold. */
function expanded(value: Residual): AppliedDecorator[] {
  if (value.k === 'any' || value.k === 'first' || value.k === 'array')
    return (value.k === 'array' ? value.items : value.of).flatMap(expanded);
  if (value.k === 'call') {
    const path = pathOf(value.callee);
    if (path === undefined) return [];
    return path.endsWith('.applyDecorators') ? value.args.flatMap(expanded) : [{ path, args: value.args, callee: value.callee, value }];
  }
  const path = pathOf(value);
  return path === undefined ? [] : [{ path, args: [], callee: value, value }];
}

type Place = Pick<Decorated, 'kind' | 'member' | 'frame' | 'type'> & { readonly at?: Location };

function recordDecorator(reach: Reach, { path, args, callee, value }: AppliedDecorator, place: Place): number | undefined {
  const { engine, trace, cls, facts, home, classDecorators } = reach;
  for (const arg of args) for (const named of classesIn(arg)) markReached(engine, named);
  const callbacks = callbacksOf(engine, { callee, args, result: value, frame: home });
  for (const callback of callbacks) trace.queue.push(callback.frame);
  if (!engine.tables.isKnown(path)) return undefined;
  const id = trace.calls.length;
  const { at, ...what } = place;
  trace.calls.push({
    id,
    path,
    callee,
    isNew: false,
    at: at ?? locationOf(cls, facts),
    site: `${cls.module}:${String(facts.line)}:${path}:${place.member ?? ''}`,
    args: args.map((arg) => withFactories(engine, arg, home)),
    frame: place.frame ?? home.id,
    loops: [],
    guarded: false,
    typeArgs: [],
    result: value,
    callbacks: callbacks.map((c) => ({ arg: c.arg, frame: c.frame.id })),
    decorates: { ...what, cls, className: facts.name, classDecorators: classDecorators.map((d) => ({ path: d.path, args: d.args })) },
  });
  const owner = engine.frames[place.frame ?? home.id] ?? home;
  (owner.calls ??= []).push(id);
  return id;
}

function decoratedFields(reach: Reach): ReachedClass['fields'] {
  const { engine, facts, home, self, cls } = reach;
  return facts.fields.map((field) => {
    const decorators = field.decorators.flatMap((d) => applied(engine, d, home));
    const type = field.type && engine.evaluate(field.type.v, home);
    for (const decorator of decorators)
      recordDecorator(reach, decorator, {
        kind: 'field',
        member: field.name,
        at: { file: cls.module, line: field.line, column: field.column },
        ...(type && { type }),
      });
    const value = field.isStatic ? engine.property(cls, field.name) : field.value ? engine.property(self, field.name) : undefined;
    return {
      name: field.name,
      decorators: decorators.map(({ path, args }) => ({ path, args })),
      ...(value && isKnown(value) && { value }),
      ...(type && isKnown(type) && { type }),
    };
  });
}

function decoratedParameters(reach: Reach): void {
  const { engine, facts, home, cls } = reach;
  const ctor = facts.ctor === undefined ? undefined : home.module.functions[facts.ctor];
  for (const param of ctor?.params ?? []) {
    const type = param.type && engine.ofType(param.type, home, param.decorators);
    for (const decorator of param.decorators.flatMap((d) => applied(engine, d, home))) {
      recordDecorator(reach, decorator, {
        kind: 'parameter',
        member: param.name,
        at: { file: cls.module, line: ctor?.line ?? facts.line, column: ctor?.column ?? 1 },
        ...(type && { type }),
      });
    }
  }
}

function decoratedMethods(reach: Reach): void {
  const { engine, trace } = reach;
  for (const { owner, name, fn } of methodsOf(engine, reach)) {
    const method = owner.home.module.functions[fn];
    if (!method || method.decorators.length === 0) continue;
    const frame = methodFrame({ ...reach, ...owner }, fn);
    if (frame) trace.queue.push(frame);
    for (const decorator of method.decorators.flatMap((d) => applied(engine, d, owner.home))) {
      const id = recordDecorator(reach, decorator, {
        kind: 'method',
        member: name,
        at: { file: owner.cls.module, line: method.line, column: method.column },
        ...(frame && { frame: frame.id }),
      });
      const kind: Entry['kind'] | undefined = engine.tables.entryOf(decorator.path);
      if (frame && kind) trace.entries.push({ kind, frame: frame.id, ...(id !== undefined && { via: id }) });
    }
  }
}

/** A guard, an interceptor, a worker: the framework calls its methods by their names. */
function frameworkMethods(reach: Reach, methods: ClassFact['methods'], base?: string): void {
  for (const [name, fn] of methods) {
    const frame = methodFrame(reach, fn);
    if (!frame) continue;
    reach.trace.queue.push(frame);
    const path = `${base ?? ''}.${name}`;
    const { line = 1, column = 1 } = frame.module.functions[fn] ?? {};
    const place = { kind: 'method' as const, member: name, at: { file: frame.module.file, line, column }, frame: frame.id };
    const via = base && recordDecorator(reach, { path, args: [], callee: external(path), value: external(path) }, place);
    const kind = base === undefined ? undefined : reach.engine.tables.entryOf(path);
    reach.trace.entries.push({ kind: kind ?? 'exported', frame: frame.id, ...(typeof via === 'number' && { via }) });
  }
}

/** An interface of a framework asks for the method of its name (`OnModuleInit`: `onModuleInit()`), or for any. */
function hooks({ engine, facts, home }: Reach): ClassFact['methods'] {
  const interfaces = facts.implements.filter((type) => isOutside(engine, type.v, home));
  const named = interfaces.map(({ name }) => facts.methods.filter(([method]) => isNamedAfter(method, name)));
  return named.every((methods) => methods.length > 0) ? named.flat() : facts.methods;
}

function isNamedAfter(method: string, type: string): boolean {
  const own = type.split('.').at(-1)?.toLowerCase() ?? '';
  return method.toLowerCase() === own || method.toLowerCase() === `ng${own}`;
}

/** The method called by a framework: its parameters are input from outside. */
function methodFrame({ engine, self, cls, home }: Reach, fn: number): FrameState | undefined {
  const made = alternatives(self)[0];
  const params = home.module.functions[fn]?.params ?? [];
  return (
    made &&
    engine.frameOf(
      closure(cls.module, fn, engine.moduleFrame(cls.module), made),
      params.map((p) => unknown(p.name, 'param')),
      undefined,
    )
  );
}

function isOutside(engine: Engine, type: Value, home: FrameState): boolean {
  const path = pathOf(engine.evaluate(type, home));
  return path !== undefined && !path.startsWith('globalThis.');
}

function locationOf(cls: ClassResidual, facts: ClassFact): Location {
  return { file: cls.module, line: facts.line, column: facts.column };
}

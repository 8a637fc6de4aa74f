import type { ModuleFacts } from '../../../model/module-facts.js';
import type { DispatchRow } from '../../../model/program.js';
import { alternatives, classResidual, closure, pathOf, type ClassResidual, type Closure, type Residual } from '../../../model/residual.js';
import type { Value } from '../../../model/value.js';
import type { Engine } from '../engine.js';

/** Buses inside a process: which method of ours gets what is handed to them. */
export interface Dispatch {
  targets(engine: Engine, path: string, args: readonly Residual[]): readonly Target[];
}

interface Target {
  readonly handler: Closure;
  readonly args: readonly Residual[];
}

/** What a decorator stands before: a class, or a method of it. */
interface Place {
  readonly cls: ClassResidual;
  readonly method: string | undefined;
}

/** Handlers by the path of their decorator and what they handle: a class of messages, or a name. */
type Handlers = Map<string, Map<string, Place[]>>;

/** The files are those the unit may reach: handlers of another service hear nothing of this one. */
export function dispatchOf(modules: readonly ModuleFacts[]): Dispatch {
  const byEngine = new WeakMap<Engine, Handlers>();
  return {
    targets(engine, path, args) {
      const [message, ...more] = args;
      const row = engine.tables.dispatchOf(path);
      if (!row || !message) return [];
      let handlers = byEngine.get(engine);
      if (!handlers) byEngine.set(engine, (handlers = handlersIn(engine, modules)));
      const of = handlers.get(row.decorator);
      return alternatives(message).flatMap((one) => {
        const places = of?.get(keyOf(one) ?? '') ?? [];
        // What is told by its name comes without it.
        const given = one.k === 'lit' ? more : [one, ...more];
        return places.flatMap((place) => methodAt(engine, place, row).map((handler) => ({ handler, args: given })));
      });
    },
  };
}

function methodAt(engine: Engine, { cls, method }: Place, row: DispatchRow): Closure[] {
  const name = method ?? row.method;
  const self = engine.injected(cls);
  return name === undefined ? [] : alternatives(engine.property(self, name)).flatMap((one) => (one.k === 'fn' ? withSelf(one, self) : []));
}

function withSelf(method: Closure, self: Residual): Closure {
  return method.self ? method : closure(method.module, method.at, method.scope, self);
}

function handlersIn(engine: Engine, modules: readonly ModuleFacts[]): Handlers {
  const handlers: Handlers = new Map();
  for (const module of modules) {
    for (const [at, { decorators, methods, init }] of module.classes.entries()) {
      const cls = classResidual(module.file, at, undefined);
      const add = (values: readonly Value[], method?: string): void => {
        const home = values.length > 0 ? engine.blankFrame(module.file, init) : undefined;
        if (home) for (const value of values) register(handlers, engine.evaluate(value, home), { cls, method });
      };
      add(decorators);
      for (const [name, fn] of methods) add(module.functions[fn]?.decorators ?? [], name);
    }
  }
  return handlers;
}

/** `@CommandHandler(PlaceOrder)`, `@EventsHandler(OrderPlaced, OrderCancelled)`, `@OnEvent('order.placed')`. */
function register(handlers: Handlers, decorator: Residual, place: Place): void {
  const path = decorator.k === 'call' ? pathOf(decorator.callee) : undefined;
  if (decorator.k !== 'call' || path === undefined) return;
  const row = handlers.get(path) ?? new Map<string, Place[]>();
  handlers.set(path, row);
  for (const arg of decorator.args.flatMap((one) => (one.k === 'array' ? one.items : [one]))) {
    const key = keyOf(arg);
    if (key !== undefined) row.set(key, [...(row.get(key) ?? []), place]);
  }
}

/** A message is told by its class, an event by its name. */
function keyOf(message: Residual): string | undefined {
  if (message.k === 'instance') return keyOf(message.cls);
  if (message.k === 'class') return `${message.module}#${String(message.at)}`;
  return message.k === 'lit' && typeof message.v === 'string' ? `'${message.v}` : undefined;
}

import type { Residual } from '../../../model/residual.js';
import { alternatives, isKnown, pathOf } from '../../../model/residual.js';
import type { TypeRef, Value } from '../../../model/value.js';
import type { Engine, FrameState } from '../engine.js';
import { fromPath } from './property.js';
import { shaped } from './shapes.js';

/** What a declared type tells where the value does not: an instance of our class, a token's provider, an access path. */
export function ofType(engine: Engine, type: TypeRef, frame: FrameState, decorators: readonly Value[] = []): Residual | undefined {
  const resolved = decorators.map((d) => engine.evaluate(d, frame));
  for (const decorator of resolved) {
    const token = decorator.k === 'call' ? decorator.args[0] : undefined;
    const provided = token && engine.providers.lookup(engine, token);
    if (provided && isKnown(provided)) return provided;
  }
  return ofName(engine, type, frame, resolved);
}

/** `@Service('Orders') orders: OrdersClient`: the type may be generated, the decorator says what it is. */
export function ofDecorators(engine: Engine, decorators: readonly Value[], frame: FrameState): Residual | undefined {
  for (const decorator of decorators) {
    const value = engine.evaluate(decorator, frame);
    const path = value.k === 'call' ? pathOf(value.callee) : undefined;
    const alias = path === undefined ? undefined : engine.tables.typeAlias(path);
    if (value.k !== 'call' || path === undefined || alias === undefined) continue;
    return fromPath(alias, { site: 'type', injected: { decorator: path, decoratorArgs: value.args, typeArgs: [] } });
  }
  return undefined;
}

function ofName(engine: Engine, type: TypeRef, frame: FrameState, decorators: readonly Residual[]): Residual | undefined {
  const named = engine.evaluate(type.v, frame);
  if (type.isTypeof) return isKnown(named) ? named : undefined;
  const [of] = type.args ?? [];
  if (type.name === 'ReturnType' && of?.isTypeof)
    return engine.apply(engine.evaluate(of.v, frame), [], { site: 'type', isNew: false, frame });
  if (named.k === 'class') return ofClass(engine, named, { type, frame, decorators });
  if (named.k === 'shape') return engine.providers.implementer(engine, type.name) ?? shaped(engine, named);
  const path = pathOf(named);
  if (path !== undefined && !path.startsWith('globalThis.')) {
    const provided = engine.providers.lookup(engine, named);
    if (provided) return provided;
    return made(engine, path, { type, frame, decorators });
  }
  return engine.providers.implementer(engine, type.name);
}

/** What is given for a class of ours; a class outside that is given for it means one of those. */
function ofClass(engine: Engine, cls: Extract<Residual, { k: 'class' }>, declared: Declared): Residual {
  const provided = engine.providers.lookup(engine, cls);
  const outside = provided?.k === 'external' && /\.[A-Z]\w*$/.test(provided.path) ? provided.path : undefined;
  return outside === undefined ? (provided ?? concrete(engine, cls, declared.type)) : made(engine, outside, declared);
}

/** An object of a class outside. */
function made(engine: Engine, path: string, declared: Declared): Residual {
  return fromPath(engine.tables.typeAlias(path) ?? `${path}()`, { site: 'type', injected: injectedBy(engine, declared) });
}

interface Declared {
  readonly type: TypeRef;
  readonly frame: FrameState;
  readonly decorators: readonly Residual[];
}

/** An abstract class or one that exactly one other implements stands for that other. */
function concrete(engine: Engine, cls: Extract<Residual, { k: 'class' }>, type: TypeRef): Residual {
  const facts = engine.classFacts(cls);
  const stand = facts?.abstract ? engine.providers.implementer(engine, type.name) : undefined;
  return stand ?? engine.injected(cls);
}

function injectedBy(engine: Engine, { type, frame, decorators }: Declared): NonNullable<Extract<Residual, { k: 'call' }>['injected']> {
  const decorator = decorators.flatMap(alternatives).find((d) => d.k === 'call' && pathOf(d.callee) !== undefined);
  const typeArgs = (type.args ?? []).map((arg) => engine.evaluate(arg.v, frame));
  if (decorator?.k !== 'call') return { typeArgs };
  const path = pathOf(decorator.callee);
  return { ...(path !== undefined && { decorator: path }), decoratorArgs: decorator.args, typeArgs };
}

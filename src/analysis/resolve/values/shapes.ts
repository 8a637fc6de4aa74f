import type { ShapeFact } from '../../../model/module-facts.js';
import { pathOf, unknown, type Residual, type Shape } from '../../../model/residual.js';
import type { TypeRef } from '../../../model/value.js';
import type { Engine, FrameState } from '../engine.js';

/** What is declared to be held under a name, by the interface itself or one of its bases. */
export function memberOfShape(engine: Engine, of: Shape, name: string): Residual {
  return heldBy(engine, of, name) ?? unknown(`${of.name}.${name}`, 'param');
}

function heldBy(engine: Engine, of: Shape, name: string): Residual | undefined {
  const { facts, frame } = declared(engine, of);
  if (!facts || !frame) return undefined;
  const own = facts.members.find(([member]) => member === name)?.[1];
  if (own) return engine.ofType(own, frame);
  for (const base of facts.bases) {
    const inherited = baseOf(engine, base, frame);
    const held = inherited?.k === 'shape' ? heldBy(engine, inherited, name) : inherited && engine.property(inherited, name);
    if (held) return held;
  }
  return undefined;
}

/** An interface is worth following where it leads to classes or libraries; of plain data, its base tells at most. */
export function shaped(engine: Engine, of: Shape): Residual | undefined {
  if (leads(engine, of)) return of;
  const { facts, frame } = declared(engine, of);
  return frame && facts?.bases.map((base) => engine.ofType(base, frame)).find((base) => base !== undefined);
}

const leading = new WeakMap<Engine, Map<number, boolean>>();

function leads(engine: Engine, of: Shape): boolean {
  let known = leading.get(engine);
  if (!known) leading.set(engine, (known = new Map<number, boolean>()));
  const before = known.get(of.hash);
  if (before !== undefined) return before;
  // Types that refer to themselves lead where their other members do.
  known.set(of.hash, false);
  const { facts, frame } = declared(engine, of);
  const found = facts !== undefined && frame !== undefined && leadsFrom(engine, facts, frame);
  known.set(of.hash, found);
  return found;
}

function leadsFrom(engine: Engine, { members, bases }: ShapeFact, frame: FrameState): boolean {
  const isTelling = (named: Residual): boolean =>
    named.k === 'class' ||
    (named.k === 'shape'
      ? engine.providers.isImplemented(named.name) || leads(engine, named)
      : engine.tables.isPackage(pathOf(named) ?? ''));
  return (
    members.some(([, type]) => isTelling(engine.evaluate(type.v, frame))) ||
    bases.some((base) => {
      const named = engine.evaluate(base.v, frame);
      return named.k === 'shape' && leads(engine, named);
    })
  );
}

function baseOf(engine: Engine, base: TypeRef, frame: FrameState): Residual | undefined {
  const named = engine.evaluate(base.v, frame);
  return named.k === 'shape' ? named : engine.ofType(base, frame);
}

function declared(
  engine: Engine,
  { module, at }: Shape,
): { readonly facts?: ShapeFact | undefined; readonly frame?: FrameState | undefined } {
  const frame = engine.moduleFrame(module);
  return { facts: frame?.module.shapes[at], frame };
}

import type { ClassFact, FieldFact } from '../../../model/module-facts.js';
import { unknown, type ClassResidual, type Residual } from '../../../model/residual.js';
import type { Value } from '../../../model/value.js';
import type { Engine, FrameState } from '../engine.js';

/**
 * A member is found once; what depends on itself ends in unknown. What was found while a call was evaluated that it depends on
 * (`this.routes = Object.assign({}, this.routes, own)`) is found a second time, when that call is known.
 */
export function once(engine: Engine, row: Map<string, Residual>, name: string, compute: () => Residual): Residual {
  const known = row.get(name);
  if (known) return known;
  row.set(name, unknown(name, 'recursion'));
  const before = engine.rounded;
  const value = compute();
  if (engine.rounded === before || isSecond(row, name)) row.set(name, value);
  else row.delete(name);
  return value;
}

const tried = new WeakMap<Map<string, Residual>, Set<string>>();

function isSecond(row: Map<string, Residual>, name: string): boolean {
  const names = tried.get(row) ?? new Set<string>();
  tried.set(row, names);
  const isSecond = names.has(name);
  names.add(name);
  return isSecond;
}

export function rowOf<K, A, B>(table: Map<K, Map<A, B>>, key: K): Map<A, B> {
  let row = table.get(key);
  if (!row) table.set(key, (row = new Map<A, B>()));
  return row;
}

/** The class of the repository that it extends, or what it extends outside. */
export function baseOf(engine: Engine, cls: ClassResidual, facts: ClassFact): Residual | undefined {
  const frame = (cls.scope as FrameState | undefined) ?? engine.moduleFrame(cls.module);
  return facts.extends && frame ? engine.evaluate(facts.extends, frame) : undefined;
}

export function typeOf(engine: Engine, declared: FieldFact, frame: FrameState): Residual | undefined {
  return engine.ofDecorators(declared.decorators, frame) ?? (declared.type && engine.ofType(declared.type, frame, declared.decorators));
}

export function scopeOf(engine: Engine, cls: ClassResidual): FrameState | undefined {
  return (cls.scope as FrameState | undefined) ?? engine.moduleFrame(cls.module);
}

export function lookup(table: readonly (readonly [string, number])[], name: string): number | undefined {
  return table.find(([key]) => key === name)?.[1];
}

export function lookupAll(table: readonly (readonly [string, Value])[], name: string): Value[] {
  return table.filter(([key]) => key === name).map(([, value]) => value);
}

import { anyOf, array, isKnown, object, type Residual } from '../../model/residual.js';
import type { Value } from '../../model/value.js';
import type { Engine, FrameState } from './engine.js';

/** `x.y = v` and `x.push(v)` after the fact: flow-insensitive, all of them count. */
export function withWrites(engine: Engine, value: Residual, def: number, owner: FrameState): Residual {
  let out = value;
  for (const write of writesOf(owner).get(def) ?? []) out = written(out, write.path, engine.evaluate(write.value, owner));
  return out;
}

const writeIndex = new WeakMap<object, Map<number, { path: readonly string[]; value: Value }[]>>();
function writesOf({ module }: FrameState): Map<number, { path: readonly string[]; value: Value }[]> {
  let index = writeIndex.get(module);
  if (!index) {
    index = new Map();
    for (const write of module.writes) index.set(write.def, [...(index.get(write.def) ?? []), write]);
    writeIndex.set(module, index);
  }
  return index;
}

/** A new value with `v` written at `path`; what is no object or array stays as it is. */
export function written(of: Residual, path: readonly string[], v: Residual): Residual {
  const [name, ...rest] = path;
  if (name === undefined) return v;
  if (name === '[]') return of.k === 'array' ? array([...of.items, v], of.open) : of;
  if (of.k !== 'object') return of;
  const old = of.props.get(name);
  const next = rest.length > 0 ? written(old ?? object(new Map()), rest, v) : old && isKnown(old) ? anyOf([old, v]) : v;
  return object(new Map([...of.props, [name, next]]), of.rest);
}

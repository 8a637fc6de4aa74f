import { anyOf, array, isKnown, object, type Residual } from '../../model/residual.js';
import type { Engine, FrameState } from './engine.js';

/** `x.y = v` and `x.push(v)` after the fact: flow-insensitive, all of them count. */
export function withWrites(engine: Engine, value: Residual, def: number, owner: FrameState): Residual {
  let out = value;
  for (const write of owner.of.index.writes.get(def) ?? []) out = written(out, write.path, engine.evaluate(write.value, owner));
  return out;
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

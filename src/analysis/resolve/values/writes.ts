import { ENTRY, ITEM, type ModuleFacts } from '../../../model/module-facts.js';
import { anyOf, array, env, first, isKnown, object, type ObjectResidual, type Residual } from '../../../model/residual.js';
import type { Value } from '../../../model/value.js';
import type { Engine, FrameState } from '../engine.js';
import { ownerOf, selfOf } from '../frames.js';
import { homeOf } from '../modules/surroundings.js';

/** Callers whose values are kept. */
const CALLERS = 16;

/** `x.y = v`, `x.push(v)` and `x.set(key, v)` after the fact: flow-insensitive, all of them count. */
export function withWrites(engine: Engine, value: Residual, def: number, owner: FrameState): Residual {
  let out = value;
  for (const write of owner.of.index.writes.get(def) ?? []) {
    if (!isHolder(out)) return out;
    for (const one of writtenValues(engine, write.value, owner)) out = written(out, write.path, one);
  }
  return out;
}

/** What is written into anything else changes nothing that is known of it. */
export function isHolder(value: Residual): boolean {
  return value.k === 'object' || value.k === 'array';
}

/** The same for a member of a class, by what the class writes below it. */
export function withParts(engine: Engine, value: Residual, { name, parts, frame }: Parts): Residual {
  return parts.reduce(
    (held, [path, part]) =>
      isHolder(held) ? writtenValues(engine, part, frame).reduce((of, one) => written(of, stepsBelow(path, name), one), held) : held,
    value,
  );
}

interface Parts {
  readonly name: string;
  readonly parts: readonly (readonly [path: string, value: Value])[];
  readonly frame: FrameState;
}

/** Is more written with each call that is met? `listen(l) { listeners.push(l); }`: what is known of it grows. */
export function isGrowing(frame: FrameState, values: readonly { readonly value: Value }[]): boolean {
  return values.some(({ value }) => isForeign(frame, homeIn(frame.module, value)));
}

/** What is written, seen from whoever holds it; by a function inside, with what its callers that are met by now have given. */
export function writtenValues(engine: Engine, value: Value, owner: FrameState): Residual[] {
  const fn = homeIn(owner.module, value);
  if (!isForeign(owner, fn)) return [engine.evaluate(value, owner)];
  const self = selfOf(owner);
  const frames = (engine.functions.get(owner.module)?.[fn]?.frames ?? []).filter(
    (frame) => !frame.blank && (self === undefined ? isInside(frame, owner) : selfOf(frame)?.hash === self.hash),
  );
  const known = frames
    .slice(0, CALLERS)
    .map((frame) => engine.evaluate(value, frame))
    .filter(isKnown);
  return known.length > 0 ? known : [engine.evaluate(value, owner)];
}

function isForeign(frame: FrameState, fn: number | undefined): fn is number {
  return fn !== undefined && fn !== 0 && ownerOf(frame, fn) === undefined;
}

function isInside(frame: FrameState, owner: FrameState): boolean {
  for (let at: FrameState | undefined = frame.parent; at; at = at.parent) if (at === owner) return true;
  return false;
}

/** The function whose parameters and bindings a value is made of, as far as its first part tells. */
function homeIn(module: ModuleFacts, value: Value): number | undefined {
  switch (value.k) {
    case 'param':
    case 'ref':
    case 'call':
    case 'fn':
      return homeOf(module, value);
    case 'typed':
    case 'prop':
      return value.of && homeIn(module, value.of);
    case 'object':
      return value.props
        .flatMap(([, of, key]) => [homeIn(module, of), key && homeIn(module, key)])
        .find((fn) => fn !== undefined && fn !== 0);
    default:
      return undefined;
  }
}

/** A new value with `v` written at `path`; what is no object or array stays as it is. */
export function written(of: Residual, path: readonly string[], v: Residual): Residual {
  const [name, ...rest] = path;
  if (name === undefined) return v;
  if (name === ITEM) return of.k === 'array' ? array([...of.items, v], of.open) : of;
  if (of.k !== 'object') return of;
  if (name === ENTRY) return withEntries(of, v);
  const old = of.props.get(name);
  const next = rest.length > 0 ? written(old ?? object(new Map()), rest, v) : old && isKnown(old) ? anyOf([old, v]) : v;
  return object(new Map([...of.props, [name, next]]), of.rest);
}

/** What is put under a key that nobody knows may be found under any: `ENTRY` is its name. */
function withEntries(of: ObjectResidual, v: Residual): Residual {
  if (v.k !== 'object') return of;
  const unnamed = v.rest.flatMap((r) => (r.k === 'array' ? r.items : [])).map((item) => [ENTRY, item] as const);
  const variables = v.rest.filter(({ k }) => k === 'envs');
  const props = new Map(of.props);
  for (const [key, value] of [...v.props, ...unnamed]) {
    const old = props.get(key);
    props.set(key, old && isKnown(old) ? anyOf([old, value]) : value);
  }
  if (variables.length > 0) for (const [name, value] of props) props.set(name, orVariable(name, value));
  return object(props, [...of.rest, ...variables]);
}

/** What is there before is a default. */
function orVariable(name: string, old: Residual): Residual {
  return old.k === 'lit' || !isKnown(old) ? first([env(name), old]) : old;
}

/** `a[]` below `a` is one step, that to its elements; `a{}` to its entries. */
function stepsBelow(path: string, name: string): string[] {
  const below = path.slice(name.length);
  if (below === ITEM || below === ENTRY) return [below];
  const last = [ITEM, ENTRY].find((step) => below.endsWith(step));
  const steps = below.slice(1, last === undefined ? undefined : -last.length).split('.');
  return last === undefined ? steps : [...steps, last];
}

/** Is that a part of the member of that name, an item or an entry of it? */
export function isBelow(path: string, name: string): boolean {
  return path.startsWith(`${name}.`) || isCollectedIn(path, name);
}

export function isCollectedIn(path: string, name: string): boolean {
  return path === `${name}${ITEM}` || path === `${name}${ENTRY}`;
}

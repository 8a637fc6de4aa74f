import type { Closure, Residual } from '../../../model/residual.js';

/** An object of this many functions implements an interface. */
const INTERFACE = 3;

/** Functions under names as `onClick`, `onSuccess`, and those of an interface: which of them one request runs, nobody tells. */
export function handlersIn(value: Residual, depth: number): Closure[] {
  if (value.k === 'array' && depth > 0) return value.items.flatMap((v) => handlersIn(v, depth - 1));
  if (value.k !== 'object' || depth === 0) return [];
  const own = [...value.props.values()].filter(({ k }) => k === 'fn');
  if (own.length >= INTERFACE) return functionsIn(value, depth);
  return [...value.props].flatMap(([name, v]) => (/^on[A-Z]/.test(name) ? functionsIn(v, depth - 1) : handlersIn(v, depth - 1)));
}

/** Closures in a value: itself, in arrays and in properties of objects, to a depth. */
export function functionsIn(value: Residual | undefined, depth: number, into: Closure[] = []): Closure[] {
  if (value?.k === 'fn') into.push(value);
  else if (value?.k === 'any' || value?.k === 'first') for (const one of value.of) functionsIn(one, depth, into);
  else if (depth > 0) for (const part of heldBy(value)) functionsIn(part, depth - 1, into);
  return into;
}

function heldBy(value: Residual | undefined): Iterable<Residual> {
  return value?.k === 'array' ? value.items : value?.k === 'object' ? value.props.values() : [];
}

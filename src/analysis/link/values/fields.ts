import { alternatives, anyOf, isKnown, propertyOf, show, type Residual } from '../../../model/residual.js';

/** A property of a value at link time; undefined where nothing is known of it. */
export function fieldOf(value: Residual | undefined, ...names: readonly string[]): Residual | undefined {
  let at = value;
  for (const name of names) at = at && oneField(at, name);
  return at;
}

function oneField(value: Residual, name: string): Residual | undefined {
  const found = alternatives(value).flatMap((option) => {
    if (option.k === 'object') return option.props.get(name) ?? option.rest.flatMap((rest) => oneField(rest, name) ?? []);
    if (option.k === 'array') return /^\d+$/.test(name) ? (option.items[Number(name)] ?? []) : [];
    return option.k === 'call' || option.k === 'prop' || option.k === 'external' ? propertyOf(option, name) : [];
  });
  return found.length === 0 || !found.some(isKnown) ? undefined : anyOf(found);
}

/** The items of a list, or the value itself. */
export function itemsOf(value: Residual): readonly Residual[] {
  return alternatives(value).flatMap((option) => (option.k === 'array' ? option.items : [option]));
}

/** Part of what a caller sends: `req.query.db`, `ctx.params.id`. */
export function isInput(value: Residual): boolean {
  const root = chainOf(value).at(-1);
  return root?.k === 'unknown' && root.why === 'param' && /\.(?:query|params|body|headers|payload)\b/.test(show(value));
}

/** Each value inside a chain of properties and calls, from the outside in: `a.b(x).c` → itself, `a.b(x)`, `a.b`, `a`. */
export function chainOf(value: Residual): Residual[] {
  const chain: Residual[] = [];
  let pending: readonly Residual[] = [value];
  while (pending.length > 0 && chain.length < 64) {
    chain.push(...pending);
    pending = pending.flatMap(inner);
  }
  return chain;
}

function inner(value: Residual): readonly Residual[] {
  switch (value.k) {
    case 'prop':
    case 'element':
      return [value.of];
    case 'call':
      return [value.callee];
    case 'any':
    case 'first':
      return value.of;
    default:
      return [];
  }
}

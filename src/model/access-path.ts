import type { Residual } from './residual-node.js';

const paths = new WeakMap<Residual, string | null>();

/**
 * The canonical access path of a value that comes from a package: `axios.create().get`, `kafkajs.Kafka().producer().send`.
 * `new X()`, `X()` and an injected `X` are the same step. undefined where the root is not a package.
 */
export function pathOf(r: Residual): string | undefined {
  if (r.k === 'external') return r.path;
  const known = paths.get(r);
  if (known !== undefined) return known ?? undefined;
  const path = r.k === 'call' ? suffix(r.callee, '()') : r.k === 'prop' ? suffix(r.of, `.${r.name}`) : undefined;
  paths.set(r, path ?? null);
  return path;
}

function suffix(r: Residual, text: string): string | undefined {
  const base = pathOf(r);
  return base === undefined ? undefined : base + text;
}

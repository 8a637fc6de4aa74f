import { remembered } from './remembered.js';
import type { Residual } from './residual-node.js';

/**
 * The canonical access path of a value that comes from a package: `axios.create().get`, `kafkajs.Kafka().producer().send`.
 * `new X()`, `X()` and an injected `X` are the same step. undefined where the root is not a package.
 */
export function pathOf(r: Residual): string | undefined {
  return r.k === 'external' || r.k === 'call' || r.k === 'prop' ? r.path : undefined;
}

/** The path of what a call of `callee` gives. */
export function pathOfCall(callee: Residual): string | undefined {
  const path = pathOf(callee);
  return path === undefined ? undefined : called(path);
}

export function pathOfProperty(of: Residual, name: string): string | undefined {
  const path = pathOf(of);
  return path === undefined ? undefined : joined(path, name);
}

// The same step gives the same string: its hash is known when a table is asked for it.
const called = remembered((path) => `${path}()`);
/** `of.name` */
export function joined(of: string, name: string): string {
  return below(of)(name);
}

const below = remembered((path) => remembered((name) => `${path}.${name}`));

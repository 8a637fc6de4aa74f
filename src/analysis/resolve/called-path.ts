import { pathOf, type Residual } from '../../model/residual.js';

/** The access path of what is called; `app[verb](…)`, where nobody knows the verb, is `express().[]`; `env.ORDERS.send()` is `globalThis.bindings.send`. */
export function calledPath(callee: Residual): string | undefined {
  if (callee.k === 'prop' && callee.of.k === 'env' && !OF_TEXTS.has(callee.name)) return `globalThis.bindings.${callee.name}`;
  const of = callee.k === 'element' ? pathOf(callee.of) : undefined;
  return of === undefined ? pathOf(callee) : `${of}.[]`;
}

/** A variable of the environment is a text, or, where a platform binds more than texts to names, what has other methods. */
const OF_TEXTS: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(String.prototype));

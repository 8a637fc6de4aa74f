import { pathOf, type Residual } from '../../model/residual.js';

/** The access path of what is called; `app[verb](…)`, where nobody knows the verb, is `express().[]`. */
export function calledPath(callee: Residual): string | undefined {
  const of = callee.k === 'element' ? pathOf(callee.of) : undefined;
  return of === undefined ? pathOf(callee) : `${of}.[]`;
}

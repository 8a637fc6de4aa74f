import { ts } from '@ts-morph/common';

import type { Value } from '../../../model/value.js';
import { expression, type Here } from './context.js';

/** Decorators as values: a call for `@X()`, a reference for `@X`. */
export function decorators(node: ts.Node, here: Here): Value[] {
  if (!ts.canHaveDecorators(node)) return [];
  return (ts.getDecorators(node) ?? []).map((decorator) => expression(decorator.expression, here));
}

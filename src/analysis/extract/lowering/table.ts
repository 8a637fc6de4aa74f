import type { ts } from '@ts-morph/common';

import type { Here } from './context.js';

export type Handler<R> = (node: ts.Node, here: Here, name?: string) => R | undefined;

/** A handler of nodes of one kind as a handler of any node. The compiler learns from the guard what the key of the table says. */
export function when<N extends ts.Node, R>(
  isKind: (node: ts.Node) => node is N,
  handle: (node: N, here: Here, name?: string) => R,
): Handler<R> {
  return (node, here, name) => (isKind(node) ? handle(node, here, name) : undefined);
}

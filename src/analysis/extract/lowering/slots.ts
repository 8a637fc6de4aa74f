import type { ts } from '@ts-morph/common';

import { type ClassSlot, type FunctionSlot, type Here, position } from './context.js';
import type { FunctionDraft } from './facts.js';

/** A function without parameters and calls yet: other facts can point at it before its body is lowered. */
export function newFunction(name: string, node: ts.Node, here: Here, cls?: number): FunctionSlot {
  const { functions } = here.file.facts;
  // Written out: spreading costs as much as all else that is done for a function.
  const { line, column } = position(node, here);
  const fact: FunctionDraft = { name, params: [], returns: [], calls: [], decorators: [], line, column, parent: here.fn.at };
  if (cls !== undefined) fact.cls = cls;
  functions.push(fact);
  return { at: functions.length - 1, fact };
}

export function newClass(name: string, node: ts.Node, here: Here): ClassSlot {
  const { classes } = here.file.facts;
  const at = classes.length;
  const init = newFunction(`${name}.init`, node, here, at);
  const fact = {
    name,
    implements: [],
    decorators: [],
    fn: here.fn.at,
    init: init.at,
    methods: [],
    getters: [],
    staticMethods: [],
    fields: [],
    assigned: [],
    ...position(node, here),
  };
  classes.push(fact);
  return { at, fact, init };
}

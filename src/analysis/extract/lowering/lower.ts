import type { ts } from '@ts-morph/common';

import { type Here, type Lowering, newScope } from './context.js';
import { body, hoistVars } from './declarations.js';
import { EXPRESSIONS } from './expressions.js';
import { emptyFunction, type Facts, noFacts } from './facts.js';
import { prototypeNames } from './prototypes.js';
import { STATEMENTS } from './statements.js';
import { unknown } from './values.js';

/** The facts of a parsed file. */
export function lower(source: ts.SourceFile): Facts {
  const facts = noFacts();
  const main = emptyFunction('');
  facts.functions.push(main);
  const here: Here = { file: lowering(source, facts), scope: newScope(undefined), fn: { at: 0, fact: main } };
  hoistVars(source, here);
  body(source.statements, here);
  return facts;
}

function lowering(source: ts.SourceFile, facts: Facts): Lowering {
  return {
    source,
    facts,
    prototypes: prototypeNames(source.text),
    holders: new Map(),
    declaredFunctions: new Map(),
    declaredClasses: new Map(),
    lowerExpression: (node, here, name) => EXPRESSIONS.get(node.kind)?.(node, here, name) ?? unknown(node.getText(source)),
    lowerStatement: (node, here) => STATEMENTS.get(node.kind)?.(node, here),
    depth: 0,
  };
}

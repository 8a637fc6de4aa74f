import { ts } from '@ts-morph/common';

import type { Value } from '../../../model/value.js';
import { assignBinding, expression, type Here, named } from './context.js';
import { hold } from './literals.js';
import { assignPattern } from './patterns.js';
import { prototypeClass } from './prototypes.js';
import { typeRef } from './types.js';
import { unknown } from './values.js';

/** One declaration of `const`, `let` or `var`; its names have their bindings already. */
export function variable(node: ts.VariableDeclaration, here: Here): void {
  const type = typeRef(node.type, here);
  if (!ts.isIdentifier(node.name)) {
    const value = node.initializer ? expression(node.initializer, here) : unknown('pattern');
    assignPattern(node.name, type ? { k: 'typed', of: value, type } : value, here);
  } else if (node.initializer?.kind === ts.SyntaxKind.ThisKeyword && here.cls !== undefined)
    here.scope.names.set(node.name.text, { k: 'this', cls: here.cls });
  else assignBinding(node.name.text, initialValue(node, node.name.text, here), here, type);
}

function initialValue(node: ts.VariableDeclaration, name: string, here: Here): Value | undefined {
  const { initializer } = node;
  if (!initializer) return undefined;
  hold(initializer, named(name, here), here);
  const isClass = ts.isFunctionExpression(initializer) && here.file.prototypes.has(name);
  return isClass ? prototypeClass(name, node, initializer, here) : expression(initializer, here, name);
}

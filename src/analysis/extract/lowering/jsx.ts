import { ts } from '@ts-morph/common';

import type { Value } from '../../../model/value.js';
import { newCall } from './calls.js';
import { expression, type Here, textOf } from './context.js';
import { NULL, unknown } from './values.js';

export function jsxElement({ openingElement, children }: ts.JsxElement, here: Here): Value {
  const value = jsxOpening(openingElement, here);
  jsxChildren(children, here);
  return value;
}

export function jsxFragment({ children }: ts.JsxFragment, here: Here): Value {
  jsxChildren(children, here);
  return unknown('jsx');
}

function jsxChildren(children: readonly ts.JsxChild[], here: Here): void {
  for (const child of children) {
    if (ts.isJsxExpression(child)) {
      if (child.expression) expression(child.expression, here);
    } else if (!ts.isJsxText(child)) expression(child, here);
  }
}

/** A component is a call of it with its properties; an element of the page is nothing that msa looks at. */
export function jsxOpening(node: ts.JsxOpeningLikeElement, here: Here): Value {
  const props = node.attributes.properties.map((attribute) => jsxProperty(attribute, here));
  const { tagName } = node;
  if (!isComponent(tagName)) return unknown('jsx');
  return newCall(node, { callee: expression(tagName, here), args: [{ k: 'object', props }], jsx: true }, here);
}

function isComponent(tag: ts.JsxTagNameExpression): tag is ts.Identifier | ts.JsxTagNamePropertyAccess {
  return ts.isIdentifier(tag) ? !/^[a-z]/.test(tag.text) : ts.isPropertyAccessExpression(tag);
}

function jsxProperty(node: ts.JsxAttributeLike, here: Here): [name: string | null, value: Value] {
  if (ts.isJsxSpreadAttribute(node)) return [null, expression(node.expression, here)];
  return [textOf(node.name, here), jsxValue(node.initializer, here)];
}

function jsxValue(node: ts.JsxAttributeValue | undefined, here: Here): Value {
  if (!node) return { k: 'lit', v: true };
  if (!ts.isJsxExpression(node)) return expression(node, here);
  return node.expression ? expression(node.expression, here) : NULL;
}

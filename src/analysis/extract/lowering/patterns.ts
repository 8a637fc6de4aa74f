import { ts } from '@ts-morph/common';

import type { Value } from '../../../model/value.js';
import { assignBinding, expression, type Here, textOf } from './context.js';
import { property, unknown } from './values.js';

/** Names of a pattern that are never assigned again (parameters, loop variables) are the parts of its value. */
export function bindPattern(name: ts.BindingName, value: Value, here: Here): void {
  if (ts.isIdentifier(name)) here.scope.names.set(name.text, value);
  else eachPart(name, value, here, bindPattern);
}

/** Names of a pattern that have a binding get one more value. */
export function assignPattern(name: ts.BindingName, value: Value, here: Here): void {
  if (ts.isIdentifier(name)) assignBinding(name.text, value, here);
  else eachPart(name, value, here, assignPattern);
}

function eachPart(pattern: ts.BindingPattern, value: Value, here: Here, then: typeof bindPattern): void {
  pattern.elements.forEach((element, index) => {
    if (!ts.isBindingElement(element)) return;
    const part = ts.isObjectBindingPattern(pattern) ? ofObject(element, value, here) : ofArray(element, value, index);
    then(element.name, orDefault(part, element.initializer, here), here);
  });
}

function ofObject(element: ts.BindingElement, value: Value, here: Here): Value {
  if (element.dotDotDotToken) return value;
  const key = element.propertyName ?? element.name;
  return ts.isIdentifier(key) || ts.isStringLiteralLike(key) ? property(value, key.text) : unknown(textOf(key, here));
}

function ofArray(element: ts.BindingElement, value: Value, index: number): Value {
  return element.dotDotDotToken ? { k: 'element', of: value } : { k: 'prop', of: value, name: String(index) };
}

function orDefault(value: Value, initializer: ts.Expression | undefined, here: Here): Value {
  return initializer ? { k: 'first', of: [value, expression(initializer, here)] } : value;
}

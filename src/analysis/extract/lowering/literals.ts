import { ts } from '@ts-morph/common';

import type { Value } from '../../../model/value.js';
import { expression, type Here, named } from './context.js';
import { functionValue } from './functions.js';
import { memberName } from './syntax.js';
import { NULL } from './values.js';

export function template({ head, templateSpans }: ts.TemplateExpression, here: Here): Value {
  const spans = templateSpans.flatMap((span): Value[] => [expression(span.expression, here), { k: 'lit', v: span.literal.text }]);
  return { k: 'tpl', parts: [{ k: 'lit', v: head.text }, ...spans] };
}

export function arrayLiteral({ elements }: ts.ArrayLiteralExpression, here: Here): Value {
  return { k: 'array', items: elements.map((element) => (ts.isOmittedExpression(element) ? NULL : expression(element, here))) };
}

/** An object; one with a `provide` key is kept as a provider too, wherever it stands. */
export function objectLiteral({ properties }: ts.ObjectLiteralExpression, here: Here): Value {
  const props = properties.map((node) => objectProperty(node, here));
  const value: Value = { k: 'object', props };
  if (props.some(([name]) => name === 'provide')) here.file.facts.providers.push(value);
  return value;
}

function objectProperty(node: ts.ObjectLiteralElementLike, here: Here): [name: string | null, value: Value, key?: Value] {
  if (ts.isSpreadAssignment(node)) return [null, expression(node.expression, here)];
  if (ts.isShorthandPropertyAssignment(node)) return [node.name.text, named(node.name.text, here)];
  const name = memberName(node.name);
  if (!ts.isPropertyAssignment(node)) return [name ?? null, functionValue(node, here, name)];
  if (name === undefined && ts.isComputedPropertyName(node.name)) {
    const key = expression(node.name.expression, here);
    return [null, expression(node.initializer, here), key];
  }
  return [name ?? null, expression(node.initializer, here, name)];
}

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
export function objectLiteral(node: ts.ObjectLiteralExpression, here: Here): Value {
  const { properties } = node;
  const holder = here.file.holders.get(node);
  if (holder) for (const property of properties) holdPart(property, holder, here);
  const props = properties.map((node) => objectProperty(node, here));
  const value: Value = { k: 'object', props };
  if (props.some(([name]) => name === 'provide')) here.file.facts.providers.push(value);
  return value;
}

/** What an object is called, for the methods that are written in it: `const config = { port, url() { return this.port; } }`. */
export function hold(node: ts.Expression, holder: Value, here: Here): void {
  const { expression: inside } = node as Partial<ts.AsExpression>;
  if (ts.isObjectLiteralExpression(node)) here.file.holders.set(node, holder);
  else if (inside && (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)))
    hold(inside, holder, here);
}

function holdPart(node: ts.ObjectLiteralElementLike, holder: Value, { file }: Here): void {
  if (ts.isMethodDeclaration(node)) file.holders.set(node, holder);
  if (!ts.isPropertyAssignment(node)) return;
  const name = memberName(node.name);
  if (ts.isFunctionExpression(node.initializer)) file.holders.set(node.initializer, holder);
  else if (name !== undefined && ts.isObjectLiteralExpression(node.initializer))
    file.holders.set(node.initializer, { k: 'prop', of: holder, name });
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

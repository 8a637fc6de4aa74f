import { ts } from '@ts-morph/common';

import { ATTACHED, holderOf } from '../../../model/attached.js';
import { DEFAULT, WRITE } from '../../../model/module-facts.js';
import type { Value } from '../../../model/value.js';
import { newCall } from './calls.js';
import { assignBinding, expression, type Here, rebind, textOf } from './context.js';
import { prototypeAssignment } from './prototypes.js';
import { property, unknown } from './values.js';
import { writeEntry, writeInto } from './writes.js';

/** `left = right`; the value is that of the right side. */
export function assignment({ left, right }: ts.BinaryExpression, here: Here, name?: string): Value {
  if (ts.isPropertyAccessExpression(left) || ts.isElementAccessExpression(left)) return memberAssignment(left, right, here, name);
  const value = expression(right, here, ts.isIdentifier(left) ? left.text : name);
  assignTo(left, value, here);
  return value;
}

/** `name = …`, and the parts of `({ name, other: [first] } = …)`. */
function assignTo(target: ts.Expression, value: Value, here: Here): void {
  if (ts.isIdentifier(target)) assignBinding(target.text, value, here);
  else if (ts.isObjectLiteralExpression(target)) for (const part of target.properties) assignProperty(part, value, here);
  else if (ts.isArrayLiteralExpression(target))
    target.elements.forEach((part, index) => {
      assignTo(part, property(value, String(index)), here);
    });
}

function assignProperty(part: ts.ObjectLiteralElementLike, value: Value, here: Here): void {
  if (ts.isShorthandPropertyAssignment(part)) assignBinding(part.name.text, property(value, part.name.text), here);
  else if (ts.isPropertyAssignment(part) && (ts.isIdentifier(part.name) || ts.isStringLiteralLike(part.name)))
    assignTo(part.initializer, property(value, part.name.text), here);
}

/** `name = f(name)` beside the declaration of the name, in a function: it runs once, and what follows sees the new value. */
export function changedInPlace(node: ts.Expression, here: Here): boolean {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isIdentifier(node.left)) return false;
  const { text } = node.left;
  const own = here.scope.names.get(text);
  if (here.fn.at === 0 || (own?.k !== 'ref' && own?.k !== 'param') || !mentions(node.right, text)) return false;
  rebind(text, expression(node.right, here, text), here);
  return true;
}

function mentions(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) ? node.text === name : (ts.forEachChild(node, (child) => mentions(child, name) || undefined) ?? false);
}

type Member = ts.PropertyAccessExpression | ts.ElementAccessExpression;

function memberAssignment(left: Member, right: ts.Expression, here: Here, name?: string): Value {
  const path = assignedName(left);
  const exported = path === undefined ? undefined : exportName(left.expression, path, here);
  if (exported !== undefined) return commonJsExport(exported, right, here, name);
  if (prototypeAssignment(left, right, here)) return unknown('prototype');
  const value = expression(right, here, path ?? name);
  if (path !== undefined && ts.isPropertyAccessExpression(left.expression) && left.expression.name.text === 'defaults')
    setDefault(left, { of: left.expression.expression, name: path, value }, here);
  if (path !== undefined) {
    const target = expression(left.expression, here);
    const written = [target, { k: 'lit', v: path } as const, value];
    if (isImported(target)) told(WRITE, left, written, here);
    else writeInto(target, path, value, here);
    if (isOnHolder(target, here) && !TEXTS.has(value.k)) told(ATTACHED, left, written, here);
  } else if (ts.isElementAccessExpression(left))
    writeEntry(expression(left.expression, here), expression(left.argumentExpression, here), value, here);
  return value;
}

/** An export of another file, or a part of it. */
function isImported(target: Value): boolean {
  return target.k === 'import' || (target.k === 'prop' && target.of.k === 'import');
}

const TEXTS: ReadonlySet<Value['k']> = new Set<Value['k']>(['lit', 'tpl', 'env', 'unknown']);

/** A parameter that everybody who is handed the request, its answer or the application knows by such a name. */
function isOnHolder(target: Value, { file }: Here): boolean {
  let holder = target;
  while (holder.k === 'prop' || (holder.k === 'typed' && holder.of)) holder = holder.of ?? holder;
  return holder.k === 'param' && holderOf(file.facts.functions[holder.fn]?.params[holder.index]?.name ?? '') !== undefined;
}

function setDefault(node: Member, { of, name, value }: { of: ts.Expression; name: string; value: Value }, here: Here): void {
  told(DEFAULT, node, [expression(of, here), { k: 'lit', v: name }, value], here);
}

function told(name: string, node: Member, args: readonly Value[], here: Here): void {
  newCall(node, { callee: { k: 'global', name }, args }, here);
}

function assignedName(left: Member): string | undefined {
  if (ts.isPropertyAccessExpression(left)) return left.name.text;
  return ts.isStringLiteralLike(left.argumentExpression) ? left.argumentExpression.text : undefined;
}

/** The name under which an assignment exports: '=' for `module.exports`, the property's for `exports.x`. */
function exportName(holder: ts.Expression, path: string, here: Here): string | undefined {
  const text = textOf(holder, here);
  if (text === 'module') return path === 'exports' ? '=' : undefined;
  return text === 'exports' || text === 'module.exports' ? path : undefined;
}

function commonJsExport(exported: string, right: ts.Expression, here: Here, name?: string): Value {
  const value = expression(right, here, exported === '=' ? name : exported);
  here.file.facts.exports.push([exported, value]);
  return value;
}

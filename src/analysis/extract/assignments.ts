import { ts } from '@ts-morph/common';

import { ATTACHED, holderOf } from '../../model/attached.js';
import { DEFAULT } from '../../model/module-facts.js';
import type { Value } from '../../model/value.js';
import { newCall } from './calls.js';
import { assignBinding, expression, type Here, rebind, textOf } from './context.js';
import { prototypeAssignment } from './prototypes.js';
import { unknown } from './values.js';
import { writeInto } from './writes.js';

/** `left = right`; the value is that of the right side. */
export function assignment({ left, right }: ts.BinaryExpression, here: Here, name?: string): Value {
  if (ts.isPropertyAccessExpression(left) || ts.isElementAccessExpression(left)) return memberAssignment(left, right, here, name);
  if (!ts.isIdentifier(left)) return expression(right, here, name);
  const value = expression(right, here, left.text);
  assignBinding(left.text, value, here);
  return value;
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
    writeInto(target, path, value, here);
    if (isOnHolder(target, here) && !TEXTS.has(value.k))
      newCall(left, { callee: { k: 'global', name: ATTACHED }, args: [target, { k: 'lit', v: path }, value] }, here);
  }
  return value;
}

const TEXTS: ReadonlySet<Value['k']> = new Set<Value['k']>(['lit', 'tpl', 'env', 'unknown']);

/** A parameter that everybody who is handed the request, its answer or the application knows by such a name. */
function isOnHolder(target: Value, { file }: Here): boolean {
  let holder = target;
  while (holder.k === 'prop' || (holder.k === 'typed' && holder.of)) holder = holder.of ?? holder;
  return holder.k === 'param' && holderOf(file.facts.functions[holder.fn]?.params[holder.index]?.name ?? '') !== undefined;
}

function setDefault(node: Member, { of, name, value }: { of: ts.Expression; name: string; value: Value }, here: Here): void {
  newCall(node, { callee: { k: 'global', name: DEFAULT }, args: [expression(of, here), { k: 'lit', v: name }, value] }, here);
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

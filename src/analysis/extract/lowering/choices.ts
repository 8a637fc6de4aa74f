import { ts } from '@ts-morph/common';

import { CHOICE } from '../../../model/module-facts.js';
import type { Value } from '../../../model/value.js';
import { mayBeType } from '../../../shared/message-type.js';
import { newCall } from './calls.js';
import { expression, type Here } from './context.js';

/** `switch (message.type) { case 'order.placed': … }` */
export function chosenByCases({ expression: subject, caseBlock }: ts.SwitchStatement, key: Value, here: Here): void {
  if (!says(subject)) return;
  const cases = caseBlock.clauses.filter(ts.isCaseClause).filter((clause) => isNamed(clause.expression));
  choose(subject, key, { k: 'array', items: cases.map((clause) => expression(clause.expression, here)) }, here);
}

/** `if (message.type === 'order.placed')` */
export function chosenByComparison(
  { left, operatorToken: { kind }, right }: ts.BinaryExpression,
  [key, name]: readonly [Value, Value],
  here: Here,
): void {
  const isEqual = kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsToken;
  if (isEqual && says(left) && isNamed(right)) choose(left, key, { k: 'array', items: [name] }, here);
}

/** `handlers[message.type]` */
export function chosenByKey(
  { argumentExpression: subject }: ts.ElementAccessExpression,
  { of, key }: { of: Value; key: Value },
  here: Here,
): void {
  if (says(subject)) choose(subject, key, of, here);
}

/** A choice is kept as a call: by what, and among what. */
function choose(subject: ts.Expression, key: Value, among: Value, here: Here): void {
  newCall(subject, { callee: { k: 'global', name: CHOICE }, args: [key, among] }, here);
}

function says(node: ts.Expression): boolean {
  if (ts.isIdentifier(node)) return mayBeType(node.text);
  return ts.isPropertyAccessExpression(node) && mayBeType(node.name.text);
}

/** A text, or a constant. */
function isNamed(node: ts.Expression): boolean {
  return ts.isStringLiteralLike(node) || ts.isPropertyAccessExpression(node) || (ts.isIdentifier(node) && /^[A-Z]/.test(node.text));
}

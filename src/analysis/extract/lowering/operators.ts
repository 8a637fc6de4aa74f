import { ts } from '@ts-morph/common';

import type { Comparison, Value } from '../../../model/value.js';
import { assignment } from './assignments.js';
import { chosenByComparison } from './choices.js';
import { expression, type Here, textOf } from './context.js';

const K = ts.SyntaxKind;

export function binary(node: ts.BinaryExpression, here: Here, name?: string): Value | undefined {
  switch (node.operatorToken.kind) {
    case K.PlusToken:
      return sum(summands(node).map((summand) => expression(summand, here)));
    case K.QuestionQuestionToken:
    case K.BarBarToken:
      return { k: 'first', of: [expression(node.left, here), expression(node.right, here)] };
    case K.EqualsToken:
    case K.QuestionQuestionEqualsToken:
    case K.BarBarEqualsToken:
      return assignment(node, here, name);
    default:
      return lastOperand(node, here);
  }
}

/** Texts are joined; where a number is added and no text is seen, it is arithmetic. */
function sum(parts: readonly Value[]): Value | undefined {
  const isNumber = parts.some((part) => part.k === 'lit' && typeof part.v === 'number');
  return isNumber && !parts.some(isText) ? undefined : { k: 'tpl', parts };
}

function isText(value: Value): boolean {
  return (value.k === 'lit' && typeof value.v === 'string') || value.k === 'tpl';
}

/** `a + b + c` as the one list it is; long chains are generated text, so the walk is a loop. */
function summands(node: ts.Expression): readonly ts.Expression[] {
  const fromRight: ts.Expression[] = [];
  let at = node;
  while (ts.isBinaryExpression(at) && at.operatorToken.kind === K.PlusToken) {
    fromRight.push(at.right);
    at = at.left;
  }
  return [...fromRight, at].reverse();
}

/** Both sides run; only `a && b` and `a, b` have the value of a side. */
function lastOperand(node: ts.BinaryExpression, here: Here): Value | undefined {
  const { left, operatorToken, right } = node;
  const first = expression(left, here);
  const value = expression(right, here);
  chosenByComparison(node, [first, value], here);
  return operatorToken.kind === K.AmpersandAmpersandToken || operatorToken.kind === K.CommaToken ? value : undefined;
}

export function prefixUnary({ operand, operator }: ts.PrefixUnaryExpression, here: Here): Value | undefined {
  const value = expression(operand, here);
  if (operator === K.PlusToken) return value;
  return operator === K.MinusToken && value.k === 'lit' && typeof value.v === 'number' ? { k: 'lit', v: 0 - value.v } : undefined;
}

export function postfixUnary({ operand }: ts.PostfixUnaryExpression, here: Here): undefined {
  expression(operand, here);
}

/** `typeof x`, `void x`, `delete x.y`: the operand runs, the value tells nothing. */
export function discarded(node: ts.TypeOfExpression | ts.VoidExpression | ts.DeleteExpression, here: Here): undefined {
  expression(node.expression, here);
}

/** `c ? a : b` */
export function conditional(node: ts.ConditionalExpression, here: Here): Value {
  const when = comparison(node.condition, here);
  const of = [expression(node.whenTrue, here), expression(node.whenFalse, here)];
  const chosen = isDefaulted(node, here);
  if (chosen !== undefined) return { k: 'first', of: chosen === 'first' ? of : of.reverse() };
  return { k: 'any', of, ...(when && { when }) };
}

/** `x ? x : y`, `x != null ? x : y` and `x === undefined ? y : x` are `x ?? y`. */
function isDefaulted({ condition, whenTrue, whenFalse }: ts.ConditionalExpression, here: Here): 'first' | 'second' | undefined {
  const [tested, isAbsent] = tests(condition, here);
  return textOf(isAbsent ? whenFalse : whenTrue, here) === tested ? (isAbsent ? 'second' : 'first') : undefined;
}

function tests(condition: ts.Expression, here: Here): readonly [tested: string, isAbsent: boolean] {
  if (!ts.isBinaryExpression(condition) || !/^(?:null|undefined)$/.test(textOf(condition.right, here)))
    return [textOf(condition, here), false];
  const is = COMPARISONS.get(condition.operatorToken.kind);
  return is === '===' || is === '!==' ? [textOf(condition.left, here), is === '==='] : ['', false];
}

const COMPARISONS: ReadonlyMap<ts.SyntaxKind, Comparison['is']> = new Map([
  [K.EqualsEqualsEqualsToken, '==='],
  [K.EqualsEqualsToken, '==='],
  [K.ExclamationEqualsEqualsToken, '!=='],
  [K.ExclamationEqualsToken, '!=='],
  [K.LessThanToken, '<'],
  [K.LessThanEqualsToken, '<='],
  [K.GreaterThanToken, '>'],
  [K.GreaterThanEqualsToken, '>='],
]);

/** A condition that may be told, once its sides are known. */
function comparison(condition: ts.Expression, here: Here): Comparison | undefined {
  let node = condition;
  while (ts.isParenthesizedExpression(node)) node = node.expression;
  const is = ts.isBinaryExpression(node) ? COMPARISONS.get(node.operatorToken.kind) : undefined;
  if (!ts.isBinaryExpression(node) || is === undefined) {
    expression(condition, here);
    return undefined;
  }
  const sides = [expression(node.left, here), expression(node.right, here)] as const;
  chosenByComparison(node, sides, here);
  return { is, of: sides };
}

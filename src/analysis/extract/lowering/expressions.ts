import { ts } from '@ts-morph/common';

import type { Value } from '../../../model/value.js';
import { call, construction, taggedTemplate } from './calls.js';
import { chosenByKey } from './choices.js';
import { classExpression } from './classes.js';
import { expression, type Here, named } from './context.js';
import { functionValue } from './functions.js';
import { jsxElement, jsxFragment, jsxOpening } from './jsx.js';
import { arrayLiteral, objectLiteral, template } from './literals.js';
import { binary, conditional, discarded, postfixUnary, prefixUnary } from './operators.js';
import { type Handler, when } from './table.js';
import { typeRef } from './types.js';
import { NULL, property, unknown } from './values.js';

const K = ts.SyntaxKind;

/** Outside of classes `this` is what the function is called on. */
const NO_CLASS = -1;

/** The value of an expression of each kind. What has no entry, or no value here, is `unknown` with its text. */
export const EXPRESSIONS: ReadonlyMap<ts.SyntaxKind, Handler<Value | undefined>> = new Map([
  [K.StringLiteral, when(ts.isStringLiteral, text)],
  [K.NoSubstitutionTemplateLiteral, when(ts.isNoSubstitutionTemplateLiteral, text)],
  [K.NumericLiteral, when(ts.isNumericLiteral, number)],
  [K.TrueKeyword, (): Value => ({ k: 'lit', v: true })],
  [K.FalseKeyword, (): Value => ({ k: 'lit', v: false })],
  [K.NullKeyword, (): Value => NULL],
  [K.Identifier, when(ts.isIdentifier, identifier)],
  [K.ThisKeyword, (_, here): Value => here.self ?? { k: 'this', cls: here.cls ?? NO_CLASS }],
  [K.SuperKeyword, (_, here): Value => (here.cls === undefined ? unknown('super') : { k: 'super', cls: here.cls })],
  [K.TemplateExpression, when(ts.isTemplateExpression, template)],
  [K.ObjectLiteralExpression, when(ts.isObjectLiteralExpression, objectLiteral)],
  [K.ArrayLiteralExpression, when(ts.isArrayLiteralExpression, arrayLiteral)],
  [K.SpreadElement, when(ts.isSpreadElement, spread)],
  [K.PropertyAccessExpression, when(ts.isPropertyAccessExpression, propertyAccess)],
  [K.ElementAccessExpression, when(ts.isElementAccessExpression, elementAccess)],
  [K.CallExpression, when(ts.isCallExpression, call)],
  [K.NewExpression, when(ts.isNewExpression, construction)],
  [K.TaggedTemplateExpression, when(ts.isTaggedTemplateExpression, taggedTemplate)],
  [K.ArrowFunction, when(ts.isArrowFunction, functionValue)],
  [K.FunctionExpression, when(ts.isFunctionExpression, functionExpression)],
  [K.ClassExpression, when(ts.isClassExpression, classExpression)],
  [K.BinaryExpression, when(ts.isBinaryExpression, binary)],
  [K.ConditionalExpression, when(ts.isConditionalExpression, conditional)],
  [K.PrefixUnaryExpression, when(ts.isPrefixUnaryExpression, prefixUnary)],
  [K.PostfixUnaryExpression, when(ts.isPostfixUnaryExpression, postfixUnary)],
  [K.TypeOfExpression, when(ts.isTypeOfExpression, discarded)],
  [K.VoidExpression, when(ts.isVoidExpression, discarded)],
  [K.DeleteExpression, when(ts.isDeleteExpression, discarded)],
  [K.YieldExpression, when(ts.isYieldExpression, yielded)],
  [K.AwaitExpression, when(ts.isAwaitExpression, wrapped)],
  [K.ParenthesizedExpression, when(ts.isParenthesizedExpression, wrapped)],
  [K.NonNullExpression, when(ts.isNonNullExpression, wrapped)],
  [K.SatisfiesExpression, when(ts.isSatisfiesExpression, wrapped)],
  [K.AsExpression, when(ts.isAsExpression, typed)],
  [K.TypeAssertionExpression, when(ts.isTypeAssertionExpression, typed)],
  [K.JsxElement, when(ts.isJsxElement, jsxElement)],
  [K.JsxSelfClosingElement, when(ts.isJsxSelfClosingElement, jsxOpening)],
  [K.JsxFragment, when(ts.isJsxFragment, jsxFragment)],
] satisfies [ts.SyntaxKind, Handler<Value | undefined>][]);

function text(node: ts.StringLiteralLike): Value {
  return { k: 'lit', v: node.text };
}

/** JSON, in which facts are kept, has no infinity. */
function number({ text }: ts.NumericLiteral): Value {
  const v = Number(text.replaceAll('_', ''));
  return Number.isFinite(v) ? { k: 'lit', v } : unknown(text);
}

function identifier(node: ts.Identifier, here: Here): Value {
  return node.text === 'undefined' ? NULL : named(node.text, here);
}

function functionExpression(node: ts.FunctionExpression, here: Here, name?: string): Value {
  return functionValue(node, here, node.name?.text ?? name);
}

function spread(node: ts.SpreadElement, here: Here): Value {
  return { k: 'spread', of: expression(node.expression, here) };
}

function propertyAccess(node: ts.PropertyAccessExpression, here: Here): Value {
  if (ts.isMetaProperty(node.expression) && node.name.text === 'env') return { k: 'envs' };
  return property(expression(node.expression, here), node.name.text);
}

function elementAccess(node: ts.ElementAccessExpression, here: Here): Value {
  const of = expression(node.expression, here);
  const key = expression(node.argumentExpression, here);
  if (key.k === 'lit' && key.v !== null) return property(of, String(key.v));
  chosenByKey(node, { of, key }, here);
  return { k: 'index', of, key };
}

/** What stands around the operand changes nothing of its value: a promise is what it gives. */
function wrapped(
  node: ts.AwaitExpression | ts.ParenthesizedExpression | ts.NonNullExpression | ts.SatisfiesExpression,
  here: Here,
  name?: string,
): Value {
  return expression(node.expression, here, name);
}

function yielded(node: ts.YieldExpression, here: Here): Value {
  return node.expression ? expression(node.expression, here) : NULL;
}

/** `x as T`, where T is a name. */
function typed(node: ts.AsExpression | ts.TypeAssertion, here: Here, name?: string): Value {
  const of = expression(node.expression, here, name);
  const type = ts.isTypeReferenceNode(node.type) ? typeRef(node.type, here) : undefined;
  return type ? { k: 'typed', of, type } : of;
}

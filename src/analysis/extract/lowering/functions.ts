import { ts } from '@ts-morph/common';

import type { Value } from '../../../model/value.js';
import { expression, type FunctionSlot, type Here, inner, newScope, textOf } from './context.js';
import { body, hoistVars } from './declarations.js';
import { decorators } from './decorators.js';
import type { ParamDraft } from './facts.js';
import { bindPattern } from './patterns.js';
import { newFunction } from './slots.js';
import { hasModifier } from './syntax.js';
import { declareTypeParameters, typeRef } from './types.js';

const MAX_PATTERN_TEXT = 40;

/** A function where a value is expected; its own name is visible only inside it. */
export function functionValue(node: ts.FunctionLikeDeclaration, here: Here, name?: string): Value {
  const own = ts.isFunctionExpression(node) ? node.name : undefined;
  const slot = newFunction(name ?? (node.name ? textOf(node.name, here) : '(anonymous)'), node, here);
  const value: Value = { k: 'fn', at: slot.at };
  const around = own ? inner(here) : here;
  if (own) around.scope.names.set(own.text, value);
  lowerFunction(slot, node, around);
  return value;
}

/** Fills the facts of a function; `cls` is the class whose member it is. */
export function lowerFunction(slot: FunctionSlot, node: ts.FunctionLikeDeclaration, around: Here, cls?: number): void {
  const { file } = around;
  const here = insideOf(slot, node, around, cls);
  file.depth++;
  flags(slot, node);
  declareTypeParameters(node.typeParameters, here);
  node.parameters.forEach((parameter, index) => {
    const draft = lowerParameter(parameter, index, here, around);
    if (ts.isParameterPropertyDeclaration(parameter, node)) draft.property = true;
  });
  if (!ts.isArrowFunction(node)) here.scope.names.set('arguments', { k: 'param', fn: slot.at, index: -1 });
  const returnType = typeRef(node.type, here);
  if (returnType) slot.fact.returnType = returnType;
  if (node.body) lowerBody(node.body, here);
  file.depth--;
}

/** Loops and try blocks around a function are not around its body; `this` of the surroundings reaches arrow functions only. */
function insideOf(fn: FunctionSlot, node: ts.FunctionLikeDeclaration, around: Here, own: number | undefined): Here {
  const { file } = around;
  const [cls, self] = ts.isArrowFunction(node) ? [around.cls, around.self] : [own, file.holders.get(node)];
  return { file, scope: newScope(around.scope), fn, ...(cls !== undefined && { cls }), ...(self && { self }) };
}

function flags({ fact }: FunctionSlot, node: ts.FunctionLikeDeclaration): void {
  if (ts.isArrowFunction(node)) fact.arrow = true;
  if (hasModifier(node, ts.SyntaxKind.AsyncKeyword)) fact.async = true;
  if (node.asteriskToken) fact.generator = true;
}

function lowerParameter(node: ts.ParameterDeclaration, index: number, here: Here, around: Here): ParamDraft {
  const type = typeRef(node.type, here);
  const draft: ParamDraft = {
    name: parameterName(node.name, here),
    decorators: decorators(node, around),
    ...(type && { type }),
    ...(node.dotDotDotToken && { rest: true }),
  };
  here.fn.fact.params.push(draft);
  bindPattern(node.name, { k: 'param', fn: here.fn.at, index }, here);
  if (node.initializer) draft.default = expression(node.initializer, here);
  return draft;
}

function parameterName(name: ts.BindingName, here: Here): string {
  return ts.isIdentifier(name) ? name.text : textOf(name, here).replace(/\s+/g, ' ').slice(0, MAX_PATTERN_TEXT);
}

function lowerBody(node: ts.ConciseBody, here: Here): void {
  if (ts.isBlock(node)) {
    hoistVars(node, here);
    body(node.statements, here);
  } else here.fn.fact.returns.push(expression(node, here));
}

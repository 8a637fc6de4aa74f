import { ts } from '@ts-morph/common';

import type { LoopFact } from '../../../model/module-facts.js';
import type { Value } from '../../../model/value.js';
import { newCall } from './calls.js';
import { expression, type Here, inner, named, position, statement, textOf } from './context.js';
import { declareAll } from './declarations.js';
import { bindPattern } from './patterns.js';
import { attemptsOf, looksLikeRetry } from './retry.js';
import { variable } from './variables.js';

export function forOf(node: ts.ForOfStatement, here: Here): void {
  const over = expression(node.expression, here);
  eachOf(node, { kind: node.awaitModifier ? 'for-await' : 'for-of', over }, { k: 'element', of: over }, here);
}

export function forIn(node: ts.ForInStatement, here: Here): void {
  const over = expression(node.expression, here);
  eachOf(node, { kind: 'for-in', over }, { k: 'element', of: keysOf(node, over, here) }, here);
}

/** `for (const key in routes)` goes through `Object.keys(routes)`. */
function keysOf({ expression: node }: ts.ForInStatement, over: Value, here: Here): Value {
  return newCall(node, { callee: { k: 'prop', of: { k: 'global', name: 'Object' }, name: 'keys' }, args: [over] }, here);
}

function eachOf(node: ts.ForOfStatement | ts.ForInStatement, fact: Loop, item: Value, here: Here): void {
  const round = { ...inner(here), loop: newLoop(node, fact, here) };
  if (ts.isVariableDeclarationList(node.initializer)) for (const { name } of node.initializer.declarations) bindPattern(name, item, round);
  statement(node.statement, round);
}

export function forLoop(node: ts.ForStatement, here: Here): void {
  const { initializer, condition, incrementor } = node;
  const head = inner(here);
  if (initializer && ts.isVariableDeclarationList(initializer)) {
    declareAll(initializer, head);
    for (const declaration of initializer.declarations) variable(declaration, head);
  } else if (initializer) expression(initializer, head);
  const round = { ...head, loop: newLoop(node, { kind: 'for', ...rounds(condition, head) }, head) };
  if (condition) expression(condition, round);
  if (incrementor) expression(incrementor, round);
  statement(node.statement, round);
}

/** How often: `i < xs.length` as often as xs has elements, `i < 3` at most three times. */
function rounds(condition: ts.Expression | undefined, here: Here): Pick<Loop, 'over' | 'bound'> {
  if (!condition || !ts.isBinaryExpression(condition)) return {};
  const { left, right } = condition;
  if (ts.isNumericLiteral(right)) return Number.isFinite(Number(right.text)) ? { bound: Number(right.text) } : {};
  const length = [right, left].find((side) => ts.isPropertyAccessExpression(side) && side.name.text === 'length');
  return length && ts.isPropertyAccessExpression(length) ? { over: expression(length.expression, here) } : {};
}

export function whileLoop(node: ts.WhileStatement | ts.DoStatement, here: Here): void {
  const over = emptied(node, here);
  const round = { ...here, loop: newLoop(node, { kind: 'while', ...(over && { over }) }, here) };
  expression(node.expression, round);
  statement(node.statement, round);
}

/** The list of the function's own that a loop takes one item after the other from: `while (left.length > 0) f(left.pop())`. */
function emptied({ expression: condition, statement: body }: ts.WhileStatement | ts.DoStatement, here: Here): Value | undefined {
  const side = ts.isBinaryExpression(condition) ? condition.left : condition;
  if (!ts.isPropertyAccessExpression(side) || side.name.text !== 'length' || !ts.isIdentifier(side.expression)) return undefined;
  const list = side.expression.text;
  const takes = [`${list}.pop()`, `${list}.shift()`].some((taken) => textOf(body, here).includes(taken));
  const value = takes ? named(list, here) : undefined;
  const isOwn = value?.k === 'param' || (value?.k === 'ref' && here.file.facts.defs[value.def]?.fn === here.fn.at);
  return isOwn ? value : undefined;
}

type Loop = Pick<LoopFact, 'kind' | 'over' | 'bound'>;

function newLoop(node: ts.IterationStatement, fact: Loop, here: Here): number {
  const { loops } = here.file.facts;
  loops.push({
    ...fact,
    ...(looksLikeRetry(node, here) && { retry: true }),
    ...attemptsOf(node, here),
    ...position(node, here),
    ...(here.loop !== undefined && { outer: here.loop }),
  });
  return loops.length - 1;
}

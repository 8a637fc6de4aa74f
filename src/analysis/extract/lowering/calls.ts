import { ts } from '@ts-morph/common';

import { type CallFact, ITEM } from '../../../model/module-facts.js';
import type { Value } from '../../../model/value.js';
import { expression, type Here } from './context.js';
import { importCall } from './imports.js';
import { inheritedByCall } from './prototypes.js';
import { typeRefs } from './types.js';
import { writeEntry, writeInto } from './writes.js';

export function call(node: ts.CallExpression, here: Here): Value {
  const imported = importCall(node, here);
  if (imported) return imported;
  const callee = superOf(node, here) ?? expression(node.expression, here);
  const args = node.arguments
    .slice(callee.k === 'super' && node.arguments[0]?.kind === ts.SyntaxKind.ThisKeyword ? 1 : 0)
    .map((argument) => expression(argument, here));
  collected(node.expression, args, here);
  inheritedByCall(node, here);
  return newCall(node, { callee, args, ...typeArguments(node, here) }, here);
}

export function construction(node: ts.NewExpression, here: Here): Value {
  const callee = expression(node.expression, here);
  const args = (node.arguments ?? []).map((argument) => expression(argument, here));
  return newCall(node, { callee, args, isNew: true, ...typeArguments(node, here) }, here);
}

export function taggedTemplate(node: ts.TaggedTemplateExpression, here: Here): Value {
  const callee = expression(node.tag, here);
  return newCall(node, { callee, args: [expression(node.template, here)], tagged: true }, here);
}

/** `Base.call(this, options)` in a function that is a class by its prototype. */
function superOf({ expression: callee, arguments: [self] }: ts.CallExpression, { file, fn, cls }: Here): Value | undefined {
  const fact = cls === undefined ? undefined : file.facts.classes[cls];
  if (cls === undefined || !fact?.prototype || fact.ctor !== fn.at || self?.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  return ts.isPropertyAccessExpression(callee) && callee.name.text === 'call' && ts.isIdentifier(callee.expression)
    ? { k: 'super', cls }
    : undefined;
}

function typeArguments(node: ts.CallExpression | ts.NewExpression, here: Here): Pick<CallFact, 'typeArgs'> {
  const typeArgs = typeRefs(node.typeArguments, here);
  return typeArgs.length > 0 ? { typeArgs } : {};
}

/** `xs.push(v)` puts v into what xs holds, `entries.set(key, v)` under a key. */
function collected(callee: ts.Expression, args: readonly Value[], here: Here): void {
  if (!ts.isPropertyAccessExpression(callee)) return;
  const { text } = callee.name;
  const [key, entry] = args;
  if (text === 'push' || text === 'unshift') {
    for (const value of args) if (value.k !== 'spread') writeInto(expression(callee.expression, here), ITEM, value, here);
  } else if (text === 'set' && key && entry && args.length === 2) writeEntry(expression(callee.expression, here), key, entry, here);
}

/** A call is one record; its value points at it. */
export function newCall(node: ts.Node, call: Pick<CallFact, 'callee' | 'args'> & Partial<CallFact>, here: Here): Value {
  const { calls } = here.file.facts;
  const at = calls.length;
  const { line, column, endLine, endColumn } = firstLine(node, here.file.source);
  const fact: { -readonly [K in keyof CallFact]: CallFact[K] } = {
    callee: call.callee,
    args: call.args,
    fn: here.fn.at,
    line,
    column,
    endLine,
    endColumn,
  };
  if (call.isNew) fact.isNew = true;
  if (call.tagged) fact.tagged = true;
  if (call.jsx) fact.jsx = true;
  if (call.typeArgs) fact.typeArgs = call.typeArgs;
  if (here.guarded) fact.guarded = true;
  if (here.loop !== undefined) fact.loop = here.loop;
  calls.push(fact);
  here.fn.fact.calls.push(at);
  return { k: 'call', at };
}

/** Where a call stands: of one over many lines, its first, because reports show a line. */
function firstLine(node: ts.Node, source: ts.SourceFile): Pick<CallFact, 'line' | 'column' | 'endLine' | 'endColumn'> {
  const begin = node.getStart(source);
  const { line, character } = ts.getLineAndCharacterOfPosition(source, begin);
  const end = Math.min(node.getEnd(), source.getLineEndOfPosition(begin));
  return { line: line + 1, column: character + 1, endLine: line + 1, endColumn: character + 1 + end - begin };
}

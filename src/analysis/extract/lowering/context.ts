import { ts } from '@ts-morph/common';

import type { TypeRef, Value } from '../../../model/value.js';
import type { ClassDraft, Facts, FunctionDraft } from './facts.js';
import { unknown } from './values.js';

/** Expressions nested deeper than this are no source that people wrote; they become `unknown`. */
const MAX_DEPTH = 200;

/** A function of the file and its index. */
export interface FunctionSlot {
  readonly at: number;
  readonly fact: FunctionDraft;
}

export interface ClassSlot {
  readonly at: number;
  readonly fact: ClassDraft;
  /** The function that stands for its field initialisers. */
  readonly init: FunctionSlot;
}

export interface Scope {
  readonly names: Map<string, Value>;
  /** Aliases and interfaces by what they stand for; a type parameter stands for nothing. */
  types?: Map<string, Value | undefined>;
  readonly parent: Scope | undefined;
}

/** What is the same everywhere in a file. */
export interface Lowering {
  readonly source: ts.SourceFile;
  readonly facts: Facts;
  /** Functions that get methods by `F.prototype`: they are classes. */
  readonly prototypes: ReadonlySet<string>;
  /** Literals of objects that have a name and the functions in them, by that name: it is `this` in these functions. */
  readonly holders: Map<ts.Node, Value>;
  /** Declarations are hoisted: their facts exist before their statement is reached. */
  readonly declaredFunctions: Map<ts.Node, FunctionSlot>;
  readonly declaredClasses: Map<ts.Node, ClassSlot>;
  /** The tables of all kinds of syntax; they stand here so that the files of single kinds need not import each other. */
  readonly lowerExpression: (node: ts.Expression, here: Here, name?: string) => Value;
  readonly lowerStatement: (node: ts.Statement, here: Here) => void;
  depth: number;
}

/** A place in the file: what surrounds the node that is being lowered. */
export interface Here {
  readonly file: Lowering;
  readonly scope: Scope;
  readonly fn: FunctionSlot;
  /** Class that `this` is an instance of. */
  readonly cls?: number;
  /** The object whose method this is. */
  readonly self?: Value;
  /** Innermost loop of the same function. */
  readonly loop?: number;
  /** Inside a try block with a catch, of the same function. */
  readonly guarded?: true;
}

/** Lowers an expression; `name` is what the source calls its value, for functions and classes without a name. */
export function expression(node: ts.Expression, here: Here, name?: string): Value {
  const { file } = here;
  if (file.depth > MAX_DEPTH) return unknown('deep');
  file.depth++;
  const value = file.lowerExpression(node, here, name);
  file.depth--;
  return value;
}

export function statement(node: ts.Statement, here: Here): void {
  if (here.file.depth <= MAX_DEPTH) here.file.lowerStatement(node, here);
}

export function inner(here: Here): Here {
  return { ...here, scope: newScope(here.scope) };
}

export function newScope(parent: Scope | undefined): Scope {
  return { names: new Map(), parent };
}

export function lookup(scope: Scope, name: string): Value | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const value = at.names.get(name);
    if (value) return value;
  }
  return undefined;
}

/** The value of a name that is read. */
export function named(name: string, here: Here): Value {
  return lookup(here.scope, name) ?? { k: 'global', name };
}

/** Makes a binding whose values are what the file assigns to it; declaring it again changes nothing. */
export function declareBinding(name: string, { file, scope, fn }: Here): void {
  if (scope.names.get(name)?.k === 'ref') return;
  scope.names.set(name, { k: 'ref', def: file.facts.defs.length });
  file.facts.defs.push({ name, fn: fn.at, values: [] });
}

/** One more value, or the declared type, of a binding; names that are no binding have the one value they are declared with. */
export function assignBinding(name: string, value: Value | undefined, here: Here, type?: TypeRef): void {
  const binding = lookup(here.scope, name);
  const def = binding?.k === 'ref' ? here.file.facts.defs[binding.def] : undefined;
  if (value) def?.values.push(value);
  if (def && type) def.type = type;
}

/** From here on the name has another value: `path = path.toLowerCase()`. What was said of it before stays as it is. */
export function rebind(name: string, value: Value, { file, scope, fn }: Here): void {
  scope.names.set(name, { k: 'ref', def: file.facts.defs.length });
  file.facts.defs.push({ name, fn: fn.at, values: [value] });
}

export function textOf(node: ts.Node, { file }: Here): string {
  return node.getText(file.source);
}

/** Where a node begins: line and column from 1. */
export function position(node: ts.Node, { file }: Here): { readonly line: number; readonly column: number } {
  const { line, character } = ts.getLineAndCharacterOfPosition(file.source, node.getStart(file.source));
  return { line: line + 1, column: character + 1 };
}

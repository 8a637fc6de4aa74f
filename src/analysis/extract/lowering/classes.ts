import { ts } from '@ts-morph/common';

import type { Value } from '../../../model/value.js';
import { type ClassSlot, expression, type Here, inner, newScope, position, textOf } from './context.js';
import { block } from './declarations.js';
import { decorators } from './decorators.js';
import type { ClassDraft, FieldDraft } from './facts.js';
import { lowerFunction } from './functions.js';
import { newClass, newFunction } from './slots.js';
import { hasModifier, memberName } from './syntax.js';
import { declareTypeParameters, typeName, typeRef, typeRefs } from './types.js';

export function classExpression(node: ts.ClassExpression, here: Here, name = 'class'): Value {
  const slot = newClass(node.name?.text ?? name, node, here);
  lowerClass(slot, node, here);
  return { k: 'class', at: slot.at };
}

/** Fills the facts of a class. */
export function lowerClass(slot: ClassSlot, node: ts.ClassLikeDeclaration, around: Here): void {
  const { file } = around;
  const outer = inner(around);
  declareTypeParameters(node.typeParameters, outer);
  const init: Here = { file, scope: newScope(outer.scope), fn: slot.init, cls: slot.at };
  file.depth++;
  slot.fact.decorators.push(...decorators(node, init));
  if (hasModifier(node, ts.SyntaxKind.AbstractKeyword)) slot.fact.abstract = true;
  for (const clause of node.heritageClauses ?? []) heritage(clause, slot.fact, outer);
  for (const member of node.members) lowerMember(member, slot, { init, outer });
  file.depth--;
}

function heritage({ token, types }: ts.HeritageClause, fact: ClassDraft, outer: Here): void {
  for (const { expression: base, typeArguments } of types) {
    if (token === ts.SyntaxKind.ExtendsKeyword) {
      fact.extends = expression(base, outer);
      const args = typeRefs(typeArguments, outer);
      if (args.length > 0) fact.extendsArgs = args;
    } else fact.implements.push({ v: typeName(base, outer), name: textOf(base, outer) });
  }
}

/** Initialisers of fields run in `init`, where `this` is known; bodies of methods see the scope around the class. */
interface Sides {
  readonly init: Here;
  readonly outer: Here;
}

function lowerMember(node: ts.ClassElement, slot: ClassSlot, { init, outer }: Sides): void {
  if (ts.isConstructorDeclaration(node)) {
    if (node.body) lowerConstructor(node, slot, { outer, around: init });
  } else if (ts.isPropertyDeclaration(node)) lowerField(node, slot, init);
  else if (ts.isClassStaticBlockDeclaration(node)) block(node.body.statements, init);
  else if (ts.isMethodDeclaration(node) || ts.isAccessor(node)) lowerMethod(node, slot, { init, outer });
}

/** The constructor of a class, or the function that is a class by its prototype. */
export function lowerConstructor(
  node: ts.FunctionLikeDeclaration,
  { at, fact, init }: ClassSlot,
  { outer, around }: { readonly outer: Here; readonly around: Here },
): void {
  const ctor = newFunction('constructor', node, outer, at);
  fact.ctor = ctor.at;
  lowerFunction(ctor, node, around, at);
  ctor.fact.parent = init.at;
}

function lowerField(node: ts.PropertyDeclaration, { fact }: ClassSlot, init: Here): void {
  const name = memberName(node.name);
  if (name === undefined) return;
  const type = typeRef(node.type, init);
  const field: FieldDraft = {
    name,
    decorators: decorators(node, init),
    ...position(node, init),
    ...(type && { type }),
    ...(isStatic(node) && { isStatic: true }),
  };
  if (node.initializer) field.value = expression(node.initializer, init, name);
  fact.fields.push(field);
}

function isStatic(node: ts.ClassElement): boolean {
  return hasModifier(node, ts.SyntaxKind.StaticKeyword);
}

function lowerMethod(node: ts.MethodDeclaration | ts.AccessorDeclaration, { at, fact }: ClassSlot, { init, outer }: Sides): void {
  const name = memberName(node.name);
  if (name === undefined || !node.body) return;
  const fn = newFunction(name, node, outer, at);
  fn.fact.decorators.push(...decorators(node, init));
  if (isStatic(node)) fn.fact.isStatic = true;
  lowerFunction(fn, node, outer, at);
  membersOf(node, fact)?.push([name, fn.at]);
}

/** Where a method is found by name; setters are found nowhere, static getters among the static methods. */
function membersOf(node: ts.MethodDeclaration | ts.AccessorDeclaration, fact: ClassDraft): ClassDraft['methods'] | undefined {
  if (ts.isSetAccessorDeclaration(node)) return undefined;
  if (isStatic(node)) return fact.staticMethods;
  return ts.isGetAccessorDeclaration(node) ? fact.getters : fact.methods;
}

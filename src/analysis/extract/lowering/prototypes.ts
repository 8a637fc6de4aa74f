import { ts } from '@ts-morph/common';

import type { Value } from '../../../model/value.js';
import { type ClassSlot, expression, type Here, lookup } from './context.js';
import { lowerConstructor } from './classes.js';
import type { ClassDraft } from './facts.js';
import { lowerFunction } from './functions.js';
import { newClass, newFunction } from './slots.js';
import { memberName } from './syntax.js';

const ASSIGNED = /(?:^|[^\w.])([A-Za-z_$][\w$]*)\.prototype\b/g;
const INHERITED = /inherits\(\s*([A-Za-z_$][\w$]*)\s*,/g;

/** Names of the functions that some statement of the file makes a class: `F.prototype.x = …`, `inherits(F, Base)`. */
export function prototypeNames(text: string): ReadonlySet<string> {
  if (!text.includes('.prototype') && !text.includes('inherits(')) return new Set();
  return new Set([...text.matchAll(ASSIGNED), ...text.matchAll(INHERITED)].flatMap(([, name]) => name ?? []));
}

/** `const F = function () {}` of such a name. */
export function prototypeClass(name: string, node: ts.VariableDeclaration, initializer: ts.FunctionExpression, here: Here): Value {
  const slot = newClass(name, node, here);
  lowerPrototype(slot, initializer, here);
  return { k: 'class', at: slot.at };
}

export function lowerPrototype(slot: ClassSlot, node: ts.FunctionLikeDeclaration, here: Here): void {
  slot.fact.prototype = true;
  lowerConstructor(node, slot, { outer: here, around: here });
}

/** `F.prototype.method = …` and `F.prototype = …`; tells whether the assignment was one of a class's prototype. */
export function prototypeAssignment(left: ts.Expression, right: ts.Expression, here: Here): boolean {
  if (!ts.isPropertyAccessExpression(left)) return false;
  const whole = prototypeOwner(left, here);
  if (whole) {
    replacePrototype(whole, right, here);
    return true;
  }
  const owner = prototypeOwner(left.expression, here);
  if (owner) addMember(owner, left.name.text, right, here);
  return owner !== undefined;
}

interface Owner {
  readonly at: number;
  readonly fact: ClassDraft;
}

/** The class `F` of `F.prototype`. */
function prototypeOwner(node: ts.Expression, here: Here): Owner | undefined {
  return ts.isPropertyAccessExpression(node) && node.name.text === 'prototype' ? ownerNamed(node.expression, here) : undefined;
}

/** `util.inherits(F, Base)`. */
export function inheritedByCall({ expression: callee, arguments: [heir, base] }: ts.CallExpression, here: Here): void {
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : ts.isIdentifier(callee) ? callee.text : undefined;
  const owner = name === 'inherits' && heir && base ? ownerNamed(heir, here) : undefined;
  if (owner && base) owner.fact.extends = expression(base, here);
}

function ownerNamed(node: ts.Expression, here: Here): Owner | undefined {
  if (!ts.isIdentifier(node)) return undefined;
  const { classes, defs } = here.file.facts;
  const value = lookup(here.scope, node.text);
  const cls = value?.k === 'ref' ? defs[value.def]?.values.find(({ k }) => k === 'class') : value;
  const fact = cls?.k === 'class' ? classes[cls.at] : undefined;
  return cls?.k === 'class' && fact ? { at: cls.at, fact } : undefined;
}

function addMember(owner: Owner, name: string, node: ts.Expression, here: Here): void {
  if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) addMethod(owner, name, node, here);
  else owner.fact.assigned.push([name, expression(node, here)]);
}

function addMethod({ at, fact }: Owner, name: string, node: ts.FunctionLikeDeclaration, here: Here): void {
  const fn = newFunction(name, node, here, at);
  lowerFunction(fn, node, here, at);
  fact.methods.push([name, fn.at]);
}

/** An object of methods, or `Object.create(Base.prototype)`. */
function replacePrototype(owner: Owner, node: ts.Expression, here: Here): void {
  if (ts.isObjectLiteralExpression(node)) {
    for (const member of node.properties) {
      const name = memberName(member.name);
      if (name === undefined) continue;
      if (ts.isPropertyAssignment(member)) addMember(owner, name, member.initializer, here);
      else if (ts.isMethodDeclaration(member)) addMethod(owner, name, member, here);
    }
    return;
  }
  const base = ts.isCallExpression(node) ? node.arguments[0] : undefined;
  if (base && prototypeOwner(base, here)?.at !== owner.at)
    owner.fact.extends = expression(ts.isPropertyAccessExpression(base) ? base.expression : base, here);
}

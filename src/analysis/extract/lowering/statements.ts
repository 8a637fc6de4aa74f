import { ts } from '@ts-morph/common';

import type { Value } from '../../../model/value.js';
import { changedInPlace } from './assignments.js';
import { chosenByCases } from './choices.js';
import { lowerClass } from './classes.js';
import { assignBinding, expression, type Here, inner, named, statement } from './context.js';
import { block, declare } from './declarations.js';
import { exportAssignment, exportDeclaration, exportDeclared } from './exports.js';
import { lowerFunction } from './functions.js';
import { forIn, forLoop, forOf, whileLoop } from './loops.js';
import { lowerPrototype } from './prototypes.js';
import { bindingNames, declaredNames, memberName } from './syntax.js';
import { type Handler, when } from './table.js';
import { lowerType, typeName } from './types.js';
import { unknown } from './values.js';
import { variable } from './variables.js';

const K = ts.SyntaxKind;

/** What a statement of each kind does. Kinds without an entry do nothing that msa looks at. */
export const STATEMENTS: ReadonlyMap<ts.SyntaxKind, Handler<void>> = new Map([
  [K.ExpressionStatement, when(ts.isExpressionStatement, evaluated)],
  [K.ThrowStatement, when(ts.isThrowStatement, evaluated)],
  [K.ReturnStatement, when(ts.isReturnStatement, returnStatement)],
  [K.VariableStatement, when(ts.isVariableStatement, variableStatement)],
  [K.FunctionDeclaration, when(ts.isFunctionDeclaration, functionDeclaration)],
  [K.ClassDeclaration, when(ts.isClassDeclaration, classDeclaration)],
  [K.InterfaceDeclaration, when(ts.isInterfaceDeclaration, lowerType)],
  [K.TypeAliasDeclaration, when(ts.isTypeAliasDeclaration, lowerType)],
  [K.EnumDeclaration, when(ts.isEnumDeclaration, enumDeclaration)],
  [K.ModuleDeclaration, when(ts.isModuleDeclaration, namespaceDeclaration)],
  [K.ImportEqualsDeclaration, when(ts.isImportEqualsDeclaration, importEquals)],
  [K.ExportAssignment, when(ts.isExportAssignment, exportAssignment)],
  [K.ExportDeclaration, when(ts.isExportDeclaration, exportDeclaration)],
  [K.Block, when(ts.isBlock, blockStatement)],
  [K.IfStatement, when(ts.isIfStatement, ifStatement)],
  [K.TryStatement, when(ts.isTryStatement, tryStatement)],
  [K.SwitchStatement, when(ts.isSwitchStatement, switchStatement)],
  [K.LabeledStatement, when(ts.isLabeledStatement, labeledStatement)],
  [K.ForOfStatement, when(ts.isForOfStatement, forOf)],
  [K.ForInStatement, when(ts.isForInStatement, forIn)],
  [K.ForStatement, when(ts.isForStatement, forLoop)],
  [K.WhileStatement, when(ts.isWhileStatement, whileLoop)],
  [K.DoStatement, when(ts.isDoStatement, whileLoop)],
]);

function evaluated(node: ts.ExpressionStatement | ts.ThrowStatement, here: Here): void {
  if (!changedInPlace(node.expression, here)) expression(node.expression, here);
}

function returnStatement(node: ts.ReturnStatement, here: Here): void {
  if (node.expression) here.fn.fact.returns.push(expression(node.expression, here));
}

function variableStatement(node: ts.VariableStatement, here: Here): void {
  for (const declaration of node.declarationList.declarations) variable(declaration, here);
  for (const name of declaredNames(node.declarationList)) exportDeclared(node, name, named(name, here), here);
}

function functionDeclaration(node: ts.FunctionDeclaration, here: Here): void {
  const slot = here.file.declaredFunctions.get(node);
  if (slot) {
    lowerFunction(slot, node, here);
    exportDeclared(node, node.name?.text, { k: 'fn', at: slot.at }, here);
    return;
  }
  const cls = here.file.declaredClasses.get(node);
  if (!cls) return;
  lowerPrototype(cls, node, here);
  exportDeclared(node, node.name?.text, { k: 'class', at: cls.at }, here);
}

function classDeclaration(node: ts.ClassDeclaration, here: Here): void {
  const slot = here.file.declaredClasses.get(node);
  if (!slot) return;
  lowerClass(slot, node, here);
  exportDeclared(node, node.name?.text, { k: 'class', at: slot.at }, here);
}

function enumDeclaration(node: ts.EnumDeclaration, here: Here): void {
  const name = node.name.text;
  let next = 0;
  const props = node.members.map((member): [string | null, Value] => {
    const value: Value = member.initializer ? expression(member.initializer, here) : { k: 'lit', v: next };
    if (value.k === 'lit' && typeof value.v === 'number') next = value.v + 1;
    return [memberName(member.name) ?? null, value];
  });
  assignBinding(name, { k: 'object', props }, here);
  exportDeclared(node, name, named(name, here), here);
}

/** A namespace is an object of what it exports. */
function namespaceDeclaration(node: ts.ModuleDeclaration, here: Here): void {
  if (!node.body || !ts.isModuleBlock(node.body) || !ts.isIdentifier(node.name)) return;
  const { exports } = here.file.facts;
  const before = exports.length;
  block(node.body.statements, here);
  assignBinding(node.name.text, { k: 'object', props: exports.splice(before) }, here);
  exportDeclared(node, node.name.text, named(node.name.text, here), here);
}

/** `import x = some.namespace` */
function importEquals(node: ts.ImportEqualsDeclaration, here: Here): void {
  if (!ts.isExternalModuleReference(node.moduleReference)) assignBinding(node.name.text, typeName(node.moduleReference, here), here);
}

function blockStatement(node: ts.Block, here: Here): void {
  block(node.statements, here);
}

function ifStatement(node: ts.IfStatement, here: Here): void {
  expression(node.expression, here);
  statement(node.thenStatement, here);
  if (node.elseStatement) statement(node.elseStatement, here);
}

function tryStatement({ tryBlock, catchClause, finallyBlock }: ts.TryStatement, here: Here): void {
  block(tryBlock.statements, catchClause ? { ...here, guarded: true } : here);
  if (catchClause) catchBlock(catchClause, inner(here));
  if (finallyBlock) block(finallyBlock.statements, here);
}

function catchBlock({ variableDeclaration, block: caught }: ts.CatchClause, here: Here): void {
  const names = variableDeclaration ? bindingNames(variableDeclaration.name) : [];
  for (const name of names) here.scope.names.set(name, unknown(name));
  block(caught.statements, here);
}

function switchStatement(node: ts.SwitchStatement, here: Here): void {
  const { expression: subject, caseBlock } = node;
  chosenByCases(node, expression(subject, here), here);
  const cases = inner(here);
  for (const { statements } of caseBlock.clauses) for (const node of statements) declare(node, cases);
  for (const clause of caseBlock.clauses) {
    if (ts.isCaseClause(clause)) expression(clause.expression, cases);
    for (const node of clause.statements) statement(node, cases);
  }
}

function labeledStatement(node: ts.LabeledStatement, here: Here): void {
  statement(node.statement, here);
}

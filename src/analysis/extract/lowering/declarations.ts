import { ts } from '@ts-morph/common';

import { declareBinding, type Here, inner, statement } from './context.js';
import { declareImport, declareImportEquals } from './imports.js';
import { newClass, newFunction } from './slots.js';
import { declaredNames } from './syntax.js';
import { declareType } from './types.js';

/** Statements with a scope of their own. */
export function block(statements: readonly ts.Statement[], here: Here): void {
  body(statements, inner(here));
}

/** Statements in the scope of `here`: their names are known before the first of them runs. */
export function body(statements: readonly ts.Statement[], here: Here): void {
  for (const node of statements) declare(node, here);
  for (const node of statements) statement(node, here);
}

export function declare(node: ts.Statement, here: Here): void {
  if (ts.isVariableStatement(node)) {
    if (isBlockScoped(node.declarationList)) declareAll(node.declarationList, here);
  } else if (ts.isImportDeclaration(node)) declareImport(node, here);
  else if (ts.isFunctionDeclaration(node)) declareFunction(node, here);
  else if (ts.isClassDeclaration(node)) declareClass(node, node.name, here);
  else if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) declareType(node, here);
  else if (ts.isEnumDeclaration(node)) declareBinding(node.name.text, here);
  else if (ts.isModuleDeclaration(node)) {
    if (ts.isIdentifier(node.name)) declareBinding(node.name.text, here);
  } else if (ts.isImportEqualsDeclaration(node)) declareImportEquals(node, here);
}

function isBlockScoped(list: ts.VariableDeclarationList): boolean {
  return (list.flags & ts.NodeFlags.BlockScoped) !== 0;
}

export function declareAll(list: ts.VariableDeclarationList, here: Here): void {
  for (const name of declaredNames(list)) declareBinding(name, here);
}

function declareFunction(node: ts.FunctionDeclaration, here: Here): void {
  if (!node.body) return;
  const name = node.name?.text ?? 'default';
  if (here.file.prototypes.has(name)) {
    declareClass(node, node.name, here);
    return;
  }
  const slot = newFunction(name, node, here);
  here.file.declaredFunctions.set(node, slot);
  if (node.name) here.scope.names.set(name, { k: 'fn', at: slot.at });
}

function declareClass(node: ts.Statement, name: ts.Identifier | undefined, here: Here): void {
  const slot = newClass(name?.text ?? 'default', node, here);
  here.file.declaredClasses.set(node, slot);
  if (name) here.scope.names.set(name.text, { k: 'class', at: slot.at });
}

/** Statements that hold statements. Only in these can a `var` stand that belongs to the function around. */
const HOLDERS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.Block,
  ts.SyntaxKind.IfStatement,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.WhileStatement,
  ts.SyntaxKind.DoStatement,
  ts.SyntaxKind.TryStatement,
  ts.SyntaxKind.CatchClause,
  ts.SyntaxKind.SwitchStatement,
  ts.SyntaxKind.CaseBlock,
  ts.SyntaxKind.CaseClause,
  ts.SyntaxKind.DefaultClause,
  ts.SyntaxKind.LabeledStatement,
  ts.SyntaxKind.VariableStatement,
  ts.SyntaxKind.ModuleDeclaration,
  ts.SyntaxKind.ModuleBlock,
]);

/** `var` belongs to the function, wherever in it the declaration stands; a parameter of the same name stays. */
export function hoistVars(node: ts.Node, here: Here): void {
  ts.forEachChild(node, (child) => {
    if (ts.isVariableDeclarationList(child)) {
      if (!isBlockScoped(child)) declareUnknown(child, here);
    } else if (HOLDERS.has(child.kind)) hoistVars(child, here);
  });
}

function declareUnknown(list: ts.VariableDeclarationList, here: Here): void {
  for (const name of declaredNames(list)) if (!here.scope.names.has(name)) declareBinding(name, here);
}

import { ts } from '@ts-morph/common';

import type { Value } from '../../../model/value.js';
import { declareBinding, type Here, lookup, position } from './context.js';

/** `import a, { b as c } from 'x'`; its names are visible from the top of the file. */
export function declareImport(node: ts.ImportDeclaration, here: Here): void {
  if (!ts.isStringLiteralLike(node.moduleSpecifier)) return;
  const from = node.moduleSpecifier.text;
  const names = importedNames(node.importClause);
  for (const { local, name } of names) here.scope.names.set(local, imported(from, name));
  here.file.facts.imports.push({
    from,
    ...position(node, here),
    typeOnly: isTypeOnly(node.importClause),
    dynamic: false,
    names: names.map(({ name }) => name),
  });
}

function importedNames(clause: ts.ImportClause | undefined): readonly { readonly local: string; readonly name: string }[] {
  const first = clause?.name ? [{ local: clause.name.text, name: 'default' }] : [];
  const bindings = clause?.namedBindings;
  if (!bindings) return first;
  if (ts.isNamespaceImport(bindings)) return [...first, { local: bindings.name.text, name: '*' }];
  return [...first, ...bindings.elements.map(({ name, propertyName }) => ({ local: name.text, name: (propertyName ?? name).text }))];
}

function imported(from: string, name: string): Value {
  const isEnvironment = name === 'env' && (from === 'process' || from === 'node:process');
  return isEnvironment ? { k: 'envs' } : { k: 'import', from, name };
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  if (clause.name || !bindings || ts.isNamespaceImport(bindings)) return false;
  return bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly);
}

/** `import x = require('x')`, or `import x = some.namespace`, which is a binding. */
export function declareImportEquals(node: ts.ImportEqualsDeclaration, here: Here): void {
  const from = requiredModule(node.moduleReference);
  if (from === undefined) {
    declareBinding(node.name.text, here);
    return;
  }
  here.file.facts.imports.push({ from, ...position(node, here), typeOnly: node.isTypeOnly, dynamic: false, names: ['*'] });
  here.scope.names.set(node.name.text, { k: 'import', from, name: '=' });
}

function requiredModule(reference: ts.ModuleReference): string | undefined {
  if (!ts.isExternalModuleReference(reference)) return undefined;
  return ts.isStringLiteralLike(reference.expression) ? reference.expression.text : undefined;
}

/** `import('x')` and `require('x')`; other calls are none of it. */
export function importCall(node: ts.CallExpression, here: Here): Value | undefined {
  const [specifier] = node.arguments;
  if (!specifier || !ts.isStringLiteralLike(specifier)) return undefined;
  const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  if (!isImport && !isRequire(node.expression, here)) return undefined;
  const from = specifier.text;
  here.file.facts.imports.push({
    from,
    ...position(node, here),
    typeOnly: false,
    dynamic: isImport || here.fn.at !== 0,
    names: ['*'],
  });
  return { k: 'import', from, name: isImport ? '*' : '=' };
}

function isRequire(callee: ts.Expression, here: Here): boolean {
  return ts.isIdentifier(callee) && callee.text === 'require' && !lookup(here.scope, 'require');
}

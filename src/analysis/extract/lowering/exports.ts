import { ts } from '@ts-morph/common';

import type { Value } from '../../../model/value.js';
import { expression, type Here, lookup, named, position } from './context.js';
import { hasModifier } from './syntax.js';
import { alias } from './types.js';

/** A declaration with `export` in front of it: `export class X`, `export default function () {}`. */
export function exportDeclared(node: ts.Statement, name: string | undefined, value: Value, here: Here): void {
  if (!hasModifier(node, ts.SyntaxKind.ExportKeyword)) return;
  const isDefault = name === undefined || hasModifier(node, ts.SyntaxKind.DefaultKeyword);
  here.file.facts.exports.push([isDefault ? 'default' : name, value]);
}

/** `export default x` and `export = x` */
export function exportAssignment(node: ts.ExportAssignment, here: Here): void {
  const value = expression(node.expression, here);
  here.file.facts.exports.push([node.isExportEquals ? '=' : 'default', value]);
}

/** `export { a as b }`, `export * from 'x'`, `export * as y from 'x'`, `export { z } from 'x'` */
export function exportDeclaration(node: ts.ExportDeclaration, here: Here): void {
  const { exports, stars } = here.file.facts;
  const { exportClause: clause, moduleSpecifier } = node;
  const from = moduleSpecifier && ts.isStringLiteralLike(moduleSpecifier) ? moduleSpecifier.text : undefined;
  if (from !== undefined) reExport(node, from, here);
  if (!clause) {
    if (from !== undefined) stars.push(from);
  } else if (ts.isNamedExports(clause)) {
    for (const { name, propertyName = name } of clause.elements) {
      if (from !== undefined) exports.push([name.text, { k: 'import', from, name: propertyName.text }]);
      else exportLocal(name.text, propertyName.text, here);
    }
  } else if (from !== undefined) exports.push([clause.name.text, { k: 'import', from, name: '*' }]);
}

/** A value, or a type of this file. */
function exportLocal(name: string, local: string, here: Here): void {
  const type = lookup(here.scope, local) ? undefined : alias(local, here);
  if (type) here.file.facts.typeExports.push([name, type]);
  else here.file.facts.exports.push([name, named(local, here)]);
}

/** A module whose exports are passed on is imported too. */
function reExport(node: ts.ExportDeclaration, from: string, here: Here): void {
  const clause = node.exportClause;
  const names = clause && ts.isNamedExports(clause) ? clause.elements.map(({ name, propertyName = name }) => propertyName.text) : ['*'];
  here.file.facts.imports.push({ from, ...position(node, here), typeOnly: node.isTypeOnly, dynamic: false, names });
}

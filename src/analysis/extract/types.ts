import { ts } from 'ts-morph';

import type { TypeRef, Value } from '../../model/value.js';
import { type Here, type Scope, named, textOf } from './context.js';
import { unknown } from './values.js';

/** Generic types that say less than their argument. */
const WRAPPERS = new Set(['Promise', 'Observable', 'Readonly', 'Partial', 'Required', 'NonNullable', 'Awaited', 'DeepMocked', 'Ref']);

/** The one named type of a type node, if it has one: of a union the first that is not null, of `Promise<T>` T. */
export function typeRef(type: ts.TypeNode | undefined, here: Here): TypeRef | undefined {
  if (!type) return undefined;
  if (ts.isTypeReferenceNode(type)) return reference(type, here);
  if (ts.isUnionTypeNode(type)) {
    return typeRef(
      type.types.find((part) => !isNullish(part)),
      here,
    );
  }
  if (ts.isIntersectionTypeNode(type)) return typeRef(type.types[0], here);
  if (ts.isParenthesizedTypeNode(type)) return typeRef(type.type, here);
  if (ts.isTypeQueryNode(type)) return { v: valueName(type.exprName, here), name: textOf(type.exprName, here), isTypeof: true };
  return ts.isImportTypeNode(type) ? importType(type, here) : undefined;
}

function isNullish(type: ts.TypeNode): boolean {
  return type.kind === ts.SyntaxKind.UndefinedKeyword || (ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword);
}

function reference(type: ts.TypeReferenceNode, here: Here): TypeRef | undefined {
  const name = textOf(type.typeName, here);
  const wrapped = WRAPPERS.has(name) ? type.typeArguments?.[0] : undefined;
  if (wrapped) return typeRef(wrapped, here);
  if (ts.isIdentifier(type.typeName) && isTypeParameter(name, here)) return undefined;
  const args = typeRefs(type.typeArguments, here);
  return { v: typeName(type.typeName, here), name, ...(args.length > 0 && { args }) };
}

/** `import('./x.js').Y` */
function importType({ argument, qualifier }: ts.ImportTypeNode, here: Here): TypeRef | undefined {
  if (!qualifier || !ts.isLiteralTypeNode(argument) || !ts.isStringLiteral(argument.literal)) return undefined;
  const name = textOf(qualifier, here);
  const [first = name, ...rest] = name.split('.');
  const root: Value = { k: 'import', from: argument.literal.text, name: first };
  return { v: rest.reduce<Value>((of, part) => ({ k: 'prop', of, name: part }), root), name };
}

export function typeRefs(types: readonly ts.TypeNode[] | undefined, here: Here): TypeRef[] {
  return (types ?? []).flatMap((type) => typeRef(type, here) ?? []);
}

function valueName(name: ts.EntityName, here: Here): Value {
  return ts.isIdentifier(name) ? named(name.text, here) : { k: 'prop', of: valueName(name.left, here), name: name.right.text };
}

/** What a type's name refers to. */
export function typeName(name: ts.EntityName | ts.Expression, here: Here): Value {
  if (ts.isIdentifier(name)) return alias(name.text, here) ?? named(name.text, here);
  if (ts.isQualifiedName(name)) return { k: 'prop', of: typeName(name.left, here), name: name.right.text };
  if (ts.isPropertyAccessExpression(name)) return { k: 'prop', of: typeName(name.expression, here), name: name.name.text };
  return unknown('type');
}

function alias(name: string, { scope }: Here): Value | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const value = at.types?.get(name);
    if (value) return value;
  }
  return undefined;
}

function isTypeParameter(name: string, { scope }: Here): boolean {
  for (let at: Scope | undefined = scope; at; at = at.parent) if (at.types?.has(name)) return at.types.get(name) === undefined;
  return false;
}

/** An alias or an interface stands for the one type it is made of. */
export function declareType(node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration, here: Here): void {
  const { scope } = here;
  if (scope.names.has(node.name.text)) return;
  scope.types ??= new Map();
  scope.types.set(node.name.text, standsFor(node, here) ?? unknown(node.name.text));
}

function standsFor(node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration, here: Here): Value | undefined {
  if (ts.isInterfaceDeclaration(node)) {
    const base = node.heritageClauses?.[0]?.types[0]?.expression;
    return base && ts.isIdentifier(base) ? typeName(base, here) : undefined;
  }
  return ts.isTypeReferenceNode(node.type) && !node.typeParameters ? typeName(node.type.typeName, here) : undefined;
}

export function declareTypeParameters(parameters: readonly ts.TypeParameterDeclaration[] | undefined, { scope }: Here): void {
  for (const { name } of parameters ?? []) {
    scope.types ??= new Map();
    scope.types.set(name.text, undefined);
  }
}

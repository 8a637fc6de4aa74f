import { ts } from '@ts-morph/common';

import type { TypeRef, Value } from '../../../model/value.js';
import { type Here, inner, type Scope, named, textOf } from './context.js';
import { hasModifier, memberName } from './syntax.js';
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
  if (ts.isTypeLiteralNode(type)) return { v: literalShape(type, here), name: '' };
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

/** What a name of types stands for, where it is no type parameter. */
export function alias(name: string, { scope }: Here): Value | undefined {
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

/** An alias stands for the type it names; what an interface or a literal type holds is read when all names are declared. */
export function declareType(node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration, here: Here): void {
  const { scope } = here;
  const { text: name } = node.name;
  if (scope.names.has(name)) return;
  scope.types ??= new Map();
  // A second declaration of an interface adds to the first.
  if (scope.types.get(name)?.k !== 'shape') scope.types.set(name, standsFor(node, here) ?? unknown(name));
}

function standsFor(node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration, here: Here): Value | undefined {
  if (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node.type)) return newShape(node.name.text, here);
  // The type of a value is no value: only that it is one is known.
  if (ts.isTypeQueryNode(node.type) && ts.isIdentifier(node.type.exprName)) return unknown(textOf(node.type, here));
  return ts.isTypeReferenceNode(node.type) && !node.typeParameters ? typeName(node.type.typeName, here) : undefined;
}

function newShape(name: string, { file }: Here): Value {
  file.facts.shapes.push({ name, members: [], bases: [] });
  return { k: 'shape', at: file.facts.shapes.length - 1 };
}

/** What an interface or alias of this scope holds, and whether others may use it. */
export function lowerType(node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration, here: Here): void {
  const value = here.scope.types?.get(node.name.text);
  if (!value) return;
  const around = inner(here);
  declareTypeParameters(node.typeParameters, around);
  const shape = value.k === 'shape' ? here.file.facts.shapes[value.at] : undefined;
  if (shape && ts.isInterfaceDeclaration(node)) {
    const bases = (node.heritageClauses ?? []).flatMap(({ types }) => types);
    shape.bases.push(...bases.map(({ expression: base }) => ({ v: typeName(base, around), name: textOf(base, around) })));
    shape.members.push(...members(node.members, around));
  } else if (shape && ts.isTypeAliasDeclaration(node) && ts.isTypeLiteralNode(node.type))
    shape.members.push(...members(node.type.members, around));
  if (hasModifier(node, ts.SyntaxKind.ExportKeyword)) {
    const name = hasModifier(node, ts.SyntaxKind.DefaultKeyword) ? 'default' : node.name.text;
    here.file.facts.typeExports.push([name, value]);
  }
}

function literalShape(node: ts.TypeLiteralNode, here: Here): Value {
  const value = newShape('', here);
  const shape = value.k === 'shape' ? here.file.facts.shapes[value.at] : undefined;
  shape?.members.push(...members(node.members, here));
  return value;
}

function members(nodes: readonly ts.TypeElement[], here: Here): [name: string, type: TypeRef][] {
  return nodes.flatMap((node) => {
    const name = ts.isPropertySignature(node) || ts.isGetAccessor(node) ? memberName(node.name) : undefined;
    const type = ts.isPropertySignature(node) || ts.isGetAccessor(node) ? typeRef(node.type, here) : undefined;
    return name !== undefined && type ? [[name, type]] : [];
  });
}

export function declareTypeParameters(parameters: readonly ts.TypeParameterDeclaration[] | undefined, { scope }: Here): void {
  for (const { name } of parameters ?? []) {
    scope.types ??= new Map();
    scope.types.set(name.text, undefined);
  }
}

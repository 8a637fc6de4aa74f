import { ts } from '@ts-morph/common';

export type ModifierKind = ts.Modifier['kind'];

export function hasModifier(node: ts.Node, kind: ModifierKind): boolean {
  return ts.canHaveModifiers(node) && (node.modifiers?.some((modifier) => modifier.kind === kind) ?? false);
}

/** Every name a binding declares: `{ a, b: [c] }` declares `a` and `c`. */
export function bindingNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? bindingNames(element.name) : []));
}

export function declaredNames(list: ts.VariableDeclarationList): readonly string[] {
  return list.declarations.flatMap(({ name }) => bindingNames(name));
}

/** The name of a member as far as the source alone tells it; a computed one has none. */
export function memberName(name: ts.PropertyName | undefined): string | undefined {
  if (name === undefined) return undefined;
  if (ts.isComputedPropertyName(name)) return ts.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
  return ts.isBigIntLiteral(name) ? undefined : name.text;
}

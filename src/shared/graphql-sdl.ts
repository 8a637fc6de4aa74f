import type { DocumentNode, TypeNode } from 'graphql';
import { Kind } from 'graphql/language/kinds.js';
import { parse } from 'graphql/language/parser.js';

/** One field of an object type of a GraphQL schema. */
export interface GraphqlField {
  /** Type that has the field: `Query`, `Book`. */
  readonly type: string;
  readonly name: string;
  /** Type of its value, without `[]` and `!`. */
  readonly of: string;
  readonly isList: boolean;
}

/** Fields of object types and interfaces in schema text; of text that is no GraphQL, none. */
export function fieldsOfSdl(text: string): GraphqlField[] {
  return (parsed(text)?.definitions ?? []).flatMap((definition) => {
    if (!('fields' in definition) || definition.kind.startsWith('InputObject')) return [];
    const type = definition.name.value;
    return (definition.fields ?? []).map(({ name, type: of }) => ({ type, name: name.value, ...itemOf(of) }));
  });
}

function parsed(text: string): DocumentNode | undefined {
  try {
    return parse(text, { noLocation: true });
  } catch {
    return undefined;
  }
}

function itemOf(type: TypeNode): Pick<GraphqlField, 'of' | 'isList'> {
  if (type.kind === Kind.NAMED_TYPE) return { of: type.name.value, isList: false };
  return { ...itemOf(type.type), ...(type.kind === Kind.LIST_TYPE && { isList: true }) };
}

const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

/** Types that one answer may hold many objects of: items of lists, and what hangs on such an item. */
export function typesInLists(fields: readonly GraphqlField[]): ReadonlySet<string> {
  const many = new Set(fields.filter(({ isList }) => isList).map(({ of }) => of));
  for (const type of many) for (const field of fields) if (field.type === type && !ROOTS.has(field.of)) many.add(field.of);
  return many;
}

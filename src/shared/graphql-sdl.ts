/** One field of an object type of a GraphQL schema. */
export interface GraphqlField {
  /** Type that has the field: `Query`, `Book`. */
  readonly type: string;
  readonly name: string;
  /** Type of its value, without `[]` and `!`. */
  readonly of: string;
  readonly isList: boolean;
}

const BLOCK = /\b(?:type|interface)\s+(\w+)[^{}]*\{([^{}]*)\}/g;
const FIELD = /(\w+)\s*:\s*([[\]!\s]*)(\w+)([\]!]*)/g;

/** Fields of object types in schema text. Only names and lists matter, so a scan is enough and loses no file to one odd line. */
export function fieldsOfSdl(text: string): GraphqlField[] {
  const plain = text
    .replaceAll(/"""[\s\S]*?"""|"(?:[^"\n\\]|\\.)*"|#[^\n]*/g, ' ')
    // Arguments of fields and directives.
    .replaceAll(/\([^()]*\)/g, ' ');
  return [...plain.matchAll(BLOCK)].flatMap(([, type = '', body = '']) =>
    [...body.matchAll(FIELD)].map(([, name = '', before = '', of = '']) => ({ type, name, of, isList: before.includes('[') })),
  );
}

const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

/** Types that one answer may hold many objects of: items of lists, and what hangs on such an item. */
export function typesInLists(fields: readonly GraphqlField[]): ReadonlySet<string> {
  const many = new Set(fields.filter(({ isList }) => isList).map(({ of }) => of));
  for (const type of many) for (const field of fields) if (field.type === type && !ROOTS.has(field.of)) many.add(field.of);
  return many;
}

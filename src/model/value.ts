/**
 * What one file alone tells about an expression. Serialisable; names of other files stay imports,
 * what cannot be known stays `unknown` with its text. Indexes point into the ModuleFacts that hold the value.
 */
export type Value =
  | { readonly k: 'lit'; readonly v: string | number | boolean | null }
  | { readonly k: 'unknown'; readonly text: string }
  /** Template literal, or a chain of `+` with at least one string. */
  | { readonly k: 'tpl'; readonly parts: readonly Value[] }
  /** `process.env.NAME`. */
  | { readonly k: 'env'; readonly name: string }
  /** `process.env` itself. */
  | { readonly k: 'envs' }
  /** A lexical binding: index into `defs`. */
  | { readonly k: 'ref'; readonly def: number }
  /** A free name that no import or binding explains: `fetch`, `console`, `Promise`. */
  | { readonly k: 'global'; readonly name: string }
  /** `name` is an export name, 'default', '*' (namespace) or '=' (`require()`, `import x = require()`). */
  | { readonly k: 'import'; readonly from: string; readonly name: string }
  /** Parameter `index` of function `fn`; destructured parameters are `prop`s of it; `arguments` has index -1. */
  | { readonly k: 'param'; readonly fn: number; readonly index: number }
  | { readonly k: 'this'; readonly cls: number }
  | { readonly k: 'super'; readonly cls: number }
  | { readonly k: 'prop'; readonly of: Value; readonly name: string }
  | { readonly k: 'index'; readonly of: Value; readonly key: Value }
  /** One element of an iterated collection (`for … of`). */
  | { readonly k: 'element'; readonly of: Value }
  | { readonly k: 'spread'; readonly of: Value }
  /** A property without a name (`null`) is a spread, or has a computed key. */
  | { readonly k: 'object'; readonly props: readonly (readonly [name: string | null, value: Value, key?: Value])[] }
  | { readonly k: 'array'; readonly items: readonly Value[] }
  /** Result of the call: index into `calls`. One record, many readers. */
  | { readonly k: 'call'; readonly at: number }
  /** Index into `functions`. */
  | { readonly k: 'fn'; readonly at: number }
  /** Index into `classes`. */
  | { readonly k: 'class'; readonly at: number }
  /** What an object is declared to hold: index into `shapes`. Only types refer to it. */
  | { readonly k: 'shape'; readonly at: number }
  /** `a ?? b`, `a || b`, default values: the first that is known wins. */
  | { readonly k: 'first'; readonly of: readonly Value[] }
  /** `c ? a : b`, reassignments, several returns: each is possible. */
  | { readonly k: 'any'; readonly of: readonly Value[]; readonly when?: Comparison }
  /** A declared type, used where the value itself stays unknown. */
  | { readonly k: 'typed'; readonly of?: Value; readonly type: TypeRef };

/** What decides between two values: `a === b ? first : second`. Where it cannot be told, both are possible. */
export interface Comparison {
  readonly is: '===' | '!==' | '<' | '<=' | '>' | '>=';
  readonly of: readonly [left: Value, right: Value];
}

export interface TypeRef {
  /** What the type's name refers to: an import, a class, a global; `unknown` for interfaces of this file. */
  readonly v: Value;
  readonly name: string;
  readonly args?: readonly TypeRef[];
  /** `typeof X`: the thing itself, not an instance of it. */
  readonly isTypeof?: true;
}

/** The values that it is made of, one level down; what a call or a function stands for is none of them. */
export function partsOf(value: Value): readonly Value[] {
  switch (value.k) {
    case 'prop':
    case 'element':
    case 'spread':
    case 'index':
      return [value.of];
    case 'object':
      return value.props.map(([, of]) => of);
    case 'array':
      return value.items;
    case 'tpl':
      return value.parts;
    case 'first':
    case 'any':
      return value.of;
    case 'typed':
      return value.of === undefined ? [] : [value.of];
    default:
      return [];
  }
}

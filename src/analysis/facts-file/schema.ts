import { FACTS_VERSION } from './format.js';

type Schema = Readonly<Record<string, unknown>>;

const count = { type: 'integer', minimum: 0 };
const maybeNone = { type: 'integer', minimum: -1 };
const place = { type: 'integer', minimum: 1 };
const text = { type: 'string' };
const yes = { const: true };
const value = { $ref: '#/definitions/value' };
const type = { $ref: '#/definitions/type' };
const values = list(value);
const named = list(tuple(text, value));
const members = list(tuple(text, count));

const POSITION = { line: place, column: place };
const DECORATED = { decorators: values };

/** What is known of an expression: one shape for each `k`. */
const VALUES: Readonly<Record<string, { readonly has: Record<string, Schema>; readonly may?: Record<string, Schema> }>> = {
  lit: { has: { v: { type: ['string', 'number', 'boolean', 'null'] } } },
  unknown: { has: { text } },
  tpl: { has: { parts: values } },
  env: { has: { name: text } },
  envs: { has: {} },
  ref: { has: { def: count } },
  global: { has: { name: text } },
  import: { has: { from: text, name: text } },
  param: { has: { fn: count, index: maybeNone } },
  this: { has: { cls: maybeNone } },
  super: { has: { cls: maybeNone } },
  prop: { has: { of: value, name: text } },
  index: { has: { of: value, key: value } },
  element: { has: { of: value } },
  spread: { has: { of: value } },
  object: { has: { props: list({ type: 'array', items: [{ type: ['string', 'null'] }, value, value], minItems: 2, maxItems: 3 }) } },
  array: { has: { items: values } },
  call: { has: { at: count } },
  fn: { has: { at: count } },
  class: { has: { at: count } },
  shape: { has: { at: count } },
  first: { has: { of: values } },
  any: { has: { of: values }, may: { when: object({ is: { enum: ['===', '!==', '<', '<=', '>', '>='] }, of: tuple(value, value) }) } },
  typed: { has: { type }, may: { of: value } },
};

/** Facts of one source file; `file` is said outside. */
const MODULE = object(
  {
    linesOfCode: count,
    parseErrors: list(object({ ...POSITION, message: text })),
    imports: list(object({ from: text, ...POSITION, typeOnly: { type: 'boolean' }, dynamic: { type: 'boolean' }, names: list(text) })),
    exports: named,
    stars: list(text),
    defs: list(object({ name: text, fn: count, value })),
    writes: list(object({ def: count, path: list(text), value })),
    calls: list(
      object(
        { callee: value, args: values, fn: count, ...POSITION, endLine: place, endColumn: place },
        { isNew: yes, tagged: yes, guarded: yes, loop: count, typeArgs: list(type), jsx: yes },
      ),
    ),
    loops: list(
      object(
        { kind: { enum: ['for-of', 'for-await', 'for-in', 'for', 'while'] }, ...POSITION },
        { over: value, bound: { type: 'number' }, retry: yes, attempts: { enum: ['none', 'same', 'growing', 'other'] }, outer: count },
      ),
    ),
    functions: {
      ...list(
        object(
          {
            name: text,
            params: list(object({ name: text, ...DECORATED }, { type, default: value, rest: yes, property: yes })),
            returns: values,
            calls: list(count),
            ...DECORATED,
            ...POSITION,
          },
          { returnType: type, parent: count, cls: count, isStatic: yes, arrow: yes, async: yes, generator: yes },
        ),
      ),
      minItems: 1,
    },
    classes: list(
      object(
        {
          name: text,
          implements: list(type),
          ...DECORATED,
          fn: count,
          init: count,
          methods: members,
          getters: members,
          staticMethods: members,
          fields: list(object({ name: text, ...DECORATED, ...POSITION }, { value, type, isStatic: yes })),
          assigned: named,
          ...POSITION,
        },
        { extends: value, extendsArgs: list(type), abstract: yes, ctor: count, staticAssigned: named, prototype: yes },
      ),
    ),
    shapes: list(object({ name: text, members: list(tuple(text, type)), bases: list(type) })),
    typeExports: named,
    providers: values,
  },
  { ignores: list(object({ ...POSITION, covers: place, rules: list(text), reason: text }, { expires: text })) },
);

/** Names of repositories: a part of a path that leads nowhere else. */
export const FACTS_NAME = /^(?!\.{1,2}$)[\w.@+-]{1,100}$/;

/** A path that leads nowhere else. */
const path = { type: 'string', pattern: '^(?!/)(?!(?:.*/)?\\.{0,2}(?:/|$))[^\\\\\\u0000]+$', maxLength: 4096 };

/** The one description of a facts file: ajv enforces it, and it is published for those who make one otherwise. */
export const FACTS_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Facts of one repository, made by `msa extract` for `msa lint --facts`',
  ...object({
    factsVersion: { const: FACTS_VERSION },
    tool: object({ name: text, version: text }),
    name: { type: 'string', pattern: FACTS_NAME.source, description: 'Of the repository: the folder that its files are said to lie in.' },
    services: list(
      object({
        name: { ...text, minLength: 1 },
        path: { anyOf: [{ const: '.' }, path] },
        kind: { enum: ['service', 'gateway', 'frontend', 'worker'] },
      }),
    ),
    files: list(
      object(
        { path },
        {
          facts: { $ref: '#/definitions/module' },
          skip: { enum: ['too-large', 'minified', 'unreadable', 'binary', 'symlink'] },
          text,
          link: yes,
        },
      ),
    ),
  }),
  definitions: {
    module: MODULE,
    type: object({ v: value, name: text }, { args: list(type), isTypeof: yes }),
    value: {
      type: 'object',
      required: ['k'],
      discriminator: { propertyName: 'k' },
      oneOf: Object.entries(VALUES).map(([k, { has, may = {} }]) => object({ k: { const: k }, ...has }, may)),
    },
  },
};

function object(has: Readonly<Record<string, Schema>>, may: Readonly<Record<string, Schema>> = {}): Schema {
  return { type: 'object', required: Object.keys(has), additionalProperties: false, properties: { ...has, ...may } };
}

function list(items: Schema): Schema {
  return { type: 'array', items };
}

function tuple(...items: readonly Schema[]): Schema {
  return { type: 'array', items, minItems: items.length, maxItems: items.length };
}

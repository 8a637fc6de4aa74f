import { createRequire } from 'node:module';

import type * as AjvModule from 'ajv';
import type { ErrorObject, Options, Schema, ValidateFunction } from 'ajv';

import { once } from '../shared/once.js';

/** What plugins hand over, checked before anything of it is used: they may be plain JavaScript. */
const TEXT = { type: 'string', minLength: 1 } as const;
const TEXTS = { type: 'array', items: TEXT } as const;
const COUNT = { type: 'integer', minimum: 1 } as const;
const PLACE = {
  type: 'object',
  required: ['file', 'line', 'column'],
  properties: { file: TEXT, line: COUNT, column: COUNT, endLine: COUNT, endColumn: COUNT, message: { type: 'string' } },
} as const;
const NAME = '[a-z\\d]+(-[a-z\\d]+)*';

const OPTION = {
  type: 'object',
  required: ['type', 'default', 'description'],
  properties: { type: { enum: ['integer', 'number', 'boolean', 'string', 'array'] }, description: TEXT },
} as const;

const SHAPES = {
  plugin: {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(['rules', 'libraries', 'reporters'].map((key) => [key, { type: 'array', items: { type: 'object' } }])),
  },
  rule: {
    type: 'object',
    required: ['id', 'family', 'summary', 'why', 'fix', 'severity', 'example', 'options'],
    properties: {
      id: { type: 'string', pattern: `^${NAME}/${NAME}$` },
      family: TEXT,
      summary: TEXT,
      why: TEXT,
      fix: TEXT,
      severity: { enum: ['off', 'info', 'warning', 'error'] },
      example: TEXT,
      docs: TEXT,
      sources: TEXTS,
      exempt: TEXTS,
      measures: TEXTS,
      options: { type: 'object', additionalProperties: OPTION },
    },
  },
  reporter: { type: 'object', required: ['name'], properties: { name: { type: 'string', pattern: `^${NAME}$` } } },
  library: { type: 'object', required: ['package'], properties: { package: TEXT } },
  violation: {
    type: 'object',
    required: ['message', 'services'],
    properties: {
      message: TEXT,
      services: TEXTS,
      datastore: TEXT,
      at: PLACE,
      label: { type: 'string' },
      related: { type: 'array', items: PLACE },
      flow: { type: 'array', items: PLACE },
      subject: { type: 'string' },
      severity: { enum: ['info', 'warning', 'error'] },
      confidence: { enum: ['high', 'medium', 'low'] },
      metrics: { type: 'object', additionalProperties: { type: ['number', 'string'] } },
    },
  },
} as const satisfies Readonly<Record<string, Schema>>;

/** Loaded with the first plugin: most systems have none. */
function ajvWith(options: Options): AjvModule.Ajv {
  const { Ajv } = createRequire(import.meta.url)('ajv') as typeof AjvModule;
  return new Ajv({ ownProperties: true, ...options });
}

const checks = once((): Readonly<Record<string, ValidateFunction>> => {
  const ajv = ajvWith({ allowUnionTypes: true, strictRequired: false });
  return Object.fromEntries(Object.entries(SHAPES).map(([name, schema]) => [name, ajv.compile(schema)]));
});

/** What is wrong with the shape of a value, in words; undefined: nothing. */
export function wrongShape(name: keyof typeof SHAPES, value: unknown): string | undefined {
  const check = checks()[name];
  return check === undefined || check(value) ? undefined : inWords(check.errors?.[0]);
}

/** Default values and whatever else JSON Schema says of the options of a rule. */
export function wrongOptions(options: Readonly<Record<string, { readonly default: unknown }>>): string | undefined {
  try {
    const check = ajvWith({}).compile({ type: 'object', properties: options });
    const defaults = Object.fromEntries(Object.entries(options).map(([name, schema]) => [name, schema.default]));
    return check(defaults) ? undefined : `the default of ${inWords(check.errors?.[0])}`;
  } catch (error) {
    return `options: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function inWords(error: ErrorObject | undefined): string {
  const place = (error?.instancePath ?? '').slice(1).replaceAll('/', '.');
  const key =
    error?.keyword === 'additionalProperties' ? ` (${String((error.params as { additionalProperty?: unknown }).additionalProperty)})` : '';
  const allowed = error?.keyword === 'enum' ? ` (${(error.params as { allowedValues: readonly string[] }).allowedValues.join(', ')})` : '';
  return `${place === '' ? 'it' : place} ${error?.message ?? 'is wrong'}${key}${allowed}`;
}

import { PATTERN_SCHEMA } from './pattern-schema.js';

/**
 * The one description of msa.yaml: the JSON Schema that editors get (docs/json-schema/msa.schema.json) and that ajv
 * enforces, and, inferred from it, the type of the parsed file.
 */
const NAMES = { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true } as const;

const SERVICE = {
  type: 'object',
  description: 'One deployed process.',
  required: ['path'],
  additionalProperties: false,
  properties: {
    path: {
      type: 'string',
      minLength: 1,
      description: 'Folder of the service, relative to the root; of a bought gateway its configuration file.',
    },
    kind: {
      enum: ['service', 'gateway', 'frontend', 'worker'],
      description: 'What it is; gateways and frontends are judged by other measures.',
    },
    team: { type: 'string', description: 'Who owns it.' },
    aliases: { ...NAMES, description: 'Other names it is reached by: host names, compose keys, container names.' },
    entry: { type: 'string', minLength: 1, description: 'File that starts the process, relative to the service folder.' },
    env: {
      type: 'object',
      additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
      description: 'Environment variables that no deployment file tells. They win over every other source.',
    },
    calls: { ...NAMES, description: 'Services it may call synchronously. With this list present every other call is a finding.' },
    publishes: { ...NAMES, description: 'Topics, queues or events it may publish.' },
    consumes: { ...NAMES, description: 'Topics, queues or events it may consume.' },
    datastores: { ...NAMES, description: 'Datastores it may open, by their name under `datastores`.' },
    owns: { ...NAMES, description: 'Tables or collections it owns: `table` or `datastore.table`.' },
    patterns: { ...NAMES, description: 'Patterns the service has chosen to follow.' },
  },
} as const;

const DATASTORE = {
  type: 'object',
  description: 'A database, cache or search index of the system.',
  additionalProperties: false,
  properties: {
    engine: { type: 'string', minLength: 1, description: 'postgres, mysql, mongodb, redis, elasticsearch …' },
    owner: { type: 'string', minLength: 1, description: 'Service that owns it.' },
  },
} as const;

const SEVERITY = { enum: ['off', 'info', 'warning', 'error'] } as const;

const RULE = {
  description: 'A severity, or a map with `severity` and the options of the rule (see `msa explain RULE`).',
  anyOf: [SEVERITY, { type: 'object', properties: { severity: SEVERITY }, additionalProperties: true }],
} as const;

const RULES = { type: 'object', additionalProperties: RULE } as const;

const OVERRIDE = {
  type: 'object',
  description: 'Settings of rules for findings about single services.',
  required: ['services', 'rules'],
  additionalProperties: false,
  properties: {
    services: {
      ...NAMES,
      description: 'Findings about one of these services: names, or globs of names (`*-gateway`) and folders (`services/eu/*`).',
    },
    rules: { ...RULES, description: 'Rule id → severity or options, for them.' },
  },
} as const;

const IGNORE = {
  type: 'object',
  description: 'Findings that are accepted, with the reason.',
  required: ['rule', 'reason'],
  additionalProperties: false,
  properties: {
    rule: { type: 'string', minLength: 1, description: 'Rule id, such as `chatty-communication/call-in-loop`.' },
    services: { ...NAMES, description: 'Only findings about one of these services. Without it: all findings of the rule.' },
    reason: { type: 'string', minLength: 1, pattern: '\\S', description: 'Why this is accepted.' },
    expires: {
      type: 'string',
      pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
      description: 'Last day it holds, as YYYY-MM-DD.',
    },
  },
} as const;

const TEXTS = { type: 'object', additionalProperties: { type: 'string' } } as const;

const LIBRARY = {
  type: 'object',
  description: 'What calls into a package of your own mean, for a client wrapper that msa cannot know.',
  additionalProperties: false,
  properties: {
    types: { ...TEXTS, description: 'Declared types that stand for a call: `{ "@acme/http.Client": "createClient()" }`.' },
    calls: {
      type: 'object',
      description: 'Access path → meaning: `callService: { kind: http, host: arg(0), path: arg(1), method: "\'GET\'" }`.',
      additionalProperties: {
        type: 'object',
        required: ['kind'],
        properties: { kind: { enum: ['http', 'publish', 'subscribe', 'read', 'write', 'open', 'route'] } },
        additionalProperties: { type: 'string' },
      },
    },
  },
} as const;

export const MANIFEST_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'msa.yaml',
  description: 'What msa is told about a system of services, and how it judges it.',
  type: 'object',
  additionalProperties: false,
  properties: {
    version: { const: 1, description: 'Version of this format.' },
    name: { type: 'string', minLength: 1, description: 'Name of the system.' },
    services: { type: 'object', additionalProperties: SERVICE, description: 'Service name → service. Replaces what would be discovered.' },
    datastores: { type: 'object', additionalProperties: DATASTORE, description: 'Datastore name → datastore.' },
    extends: {
      type: ['string', 'array'],
      items: { type: 'string', minLength: 1 },
      minLength: 1,
      description: 'What it builds on: recommended, strict, a file (./shared/msa.yaml) or an installed package; later ones win.',
    },
    rules: { ...RULES, description: 'Rule id → severity or options.' },
    overrides: {
      type: 'array',
      items: OVERRIDE,
      description: 'Other settings for single services; the last one that names a service holds.',
    },
    patterns: {
      type: 'object',
      additionalProperties: PATTERN_SCHEMA,
      description: 'Patterns the system has chosen, and patterns of your own.',
    },
    ignore: { type: 'array', items: IGNORE, description: 'Accepted findings.' },
    exclude: { ...NAMES, description: 'Folders and files to leave out, as globs relative to the root.' },
    plugins: {
      type: 'object',
      additionalProperties: { type: 'string', minLength: 1 },
      description: 'Name → package or file (./msa/plugin.mjs) with rules, libraries and reports of your own. Its code is run.',
    },
    libraries: { type: 'object', additionalProperties: LIBRARY, description: 'Package name → what its calls mean.' },
  },
} as const;

/** The shape of a file that satisfies MANIFEST_SCHEMA. */
export type RawManifest = Infer<typeof MANIFEST_SCHEMA>;
export type RawService = Infer<typeof SERVICE>;
export type RawLibrary = Infer<typeof LIBRARY>;

/** The part of JSON Schema this file uses, as types. */
type Infer<S> = S extends { readonly const: infer C }
  ? C
  : S extends { readonly enum: readonly (infer E)[] }
    ? E
    : S extends { readonly anyOf: readonly (infer A)[] }
      ? A extends unknown
        ? Infer<A>
        : never
      : S extends { readonly type: readonly ['string', 'array'] }
        ? string | readonly string[]
        : S extends { readonly type: 'array'; readonly items: infer I }
          ? readonly Infer<I>[]
          : S extends { readonly type: 'object' }
            ? InferObject<S>
            : S extends { readonly type: infer T }
              ? InferScalar<T extends readonly (infer M)[] ? M : T>
              : never;

type InferObject<S> = InferProperties<S> & InferRest<S>;

type InferProperties<S> = S extends { readonly properties: infer P }
  ? { readonly [K in keyof P as K extends RequiredKeys<S> ? K : never]: Infer<P[K]> } & {
      readonly [K in keyof P as K extends RequiredKeys<S> ? never : K]?: Infer<P[K]>;
    }
  : unknown;

type RequiredKeys<S> = S extends { readonly required: readonly (infer R)[] } ? R : never;

type InferRest<S> = S extends { readonly additionalProperties: infer R }
  ? R extends false
    ? unknown
    : R extends true
      ? Readonly<Record<string, unknown>>
      : Readonly<Record<string, Infer<R>>>
  : unknown;

type InferScalar<T> = T extends 'string'
  ? string
  : T extends 'number'
    ? number
    : T extends 'boolean'
      ? boolean
      : T extends 'null'
        ? null
        : never;

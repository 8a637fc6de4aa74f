const NAME = { type: 'string', pattern: '^[a-z][a-z0-9-]*$' } as const;
const NAMES = { type: 'array', items: NAME, uniqueItems: true } as const;
const TEXTS = { type: 'array', items: { type: 'string', minLength: 1 } } as const;
const PACKAGES = { ...TEXTS, uniqueItems: true } as const;

const ENV = {
  type: 'object',
  required: ['name', 'description'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', pattern: '^[A-Z][A-Z0-9_]*$' },
    description: { type: 'string', minLength: 1 },
    default: { type: ['string', 'number', 'boolean'] },
    secret: { type: 'boolean' },
  },
} as const;

const OPTION = {
  type: 'object',
  required: ['name', 'description'],
  additionalProperties: false,
  properties: {
    name: NAME,
    description: { type: 'string', minLength: 1 },
    default: { type: ['string', 'number', 'boolean'] },
    choices: { type: 'array', minItems: 1, items: { type: ['string', 'number', 'boolean'] } },
    replaces: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' },
  },
} as const;

/** layer.yaml. */
export const LAYER_SCHEMA = {
  type: 'object',
  required: ['summary'],
  additionalProperties: false,
  properties: {
    pattern: NAME,
    summary: { type: 'string', minLength: 1 },
    internal: { type: 'boolean' },
    default: { type: 'boolean' },
    requires: NAMES,
    conflicts: NAMES,
    calls: NAMES,
    callees: NAMES,
    dependencies: PACKAGES,
    devDependencies: PACKAGES,
    env: { type: 'array', items: ENV },
    seed: TEXTS,
    blocks: {
      type: 'object',
      additionalProperties: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
    },
    options: { type: 'array', items: OPTION },
  },
} as const;

/** versions.json. */
export const VERSIONS_SCHEMA = {
  type: 'object',
  required: ['packages'],
  additionalProperties: false,
  properties: {
    packages: { type: 'object', additionalProperties: { type: 'string', minLength: 1 } },
    overrides: { type: 'object' },
  },
} as const;

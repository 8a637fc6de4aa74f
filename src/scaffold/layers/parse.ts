import { Ajv, type ValidateFunction } from 'ajv';

import { closest } from '../../shared/closest.js';
import { UserError } from '../../shared/errors.js';
import { placedYaml } from '../../shared/placed-yaml.js';
import { LAYER_SCHEMA, VERSIONS_SCHEMA } from './schema.js';

type Scalar = string | number | boolean;

/** layer.yaml as it is written. */
export interface RawLayer {
  readonly pattern?: string;
  readonly summary: string;
  readonly internal?: boolean;
  readonly default?: boolean;
  readonly requires?: readonly string[];
  readonly conflicts?: readonly string[];
  readonly calls?: readonly string[];
  readonly callees?: readonly string[];
  readonly dependencies?: readonly string[];
  readonly devDependencies?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly description: string; readonly default?: Scalar; readonly secret?: boolean }[];
  readonly seed?: readonly string[];
  readonly blocks?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly options?: readonly {
    readonly name: string;
    readonly description: string;
    readonly default?: Scalar;
    readonly choices?: readonly Scalar[];
    readonly replaces?: string;
  }[];
}

export interface RawVersions {
  readonly packages: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, unknown>>;
}

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, ownProperties: true });
const isLayer = ajv.compile<RawLayer>(LAYER_SCHEMA);
const isVersions = ajv.compile<RawVersions>(VERSIONS_SCHEMA);

/** Throws a UserError with the place of the first mistake. */
export function parseLayer(text: string, file: string): RawLayer {
  return parseAs(isLayer, text, file);
}

export function parseVersions(text: string, file: string): RawVersions {
  return parseAs(isVersions, text, file);
}

function parseAs<T>(isValid: ValidateFunction<T>, text: string, file: string): T {
  const yaml = placedYaml(text, file);
  if (yaml.broken !== undefined) {
    throw new UserError('E_TEMPLATE', `the template is no valid YAML: ${yaml.broken.message}`, { at: yaml.broken.at });
  }
  if (isValid(yaml.value)) return yaml.value;
  const [error] = isValid.errors ?? [];
  const path = (error?.instancePath ?? '').split('/').slice(1);
  const { additionalProperty } = (error?.params ?? {}) as { readonly additionalProperty?: string };
  const where = [...path, ...(additionalProperty === undefined ? [] : [additionalProperty])];
  throw new UserError('E_TEMPLATE', `the template is not valid: ${where.join('.') || 'it'} ${error?.message ?? ''}`, {
    at: yaml.at(where),
    hint: hintFor(additionalProperty, error?.message),
  });
}

function hintFor(key: string | undefined, message = ''): string {
  if (key === undefined) return `Mend it: ${message}.`;
  const near = closest(key, Object.keys(LAYER_SCHEMA.properties));
  return near === undefined ? `It knows ${Object.keys(LAYER_SCHEMA.properties).join(', ')}.` : `Did you mean ${near}?`;
}

import { Ajv, type ErrorObject } from 'ajv';

import { compareLocations, type Location, placeText } from '../../model/location.js';
import { UserError } from '../../shared/errors.js';
import { closest } from '../../shared/closest.js';
import type { YamlFile, YamlPath } from './parse.js';
import { MANIFEST_SCHEMA, type RawManifest } from './schema.js';

const check = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true, ownProperties: true }).compile<RawManifest>(MANIFEST_SCHEMA);

/** Checks the shape. One UserError tells every mistake, each with its line; the first one leads. */
export function validate(yaml: YamlFile, file: string): RawManifest {
  const value = withoutEmptySections(yaml.value ?? {});
  if (check(value)) return value;
  throw combined(
    relevant(check.errors ?? [])
      .map((error) => explain(error, yaml))
      .sort((a, b) => compareLocations(a.at, b.at)),
    file,
  );
}

interface Mistake {
  readonly at: Location;
  readonly message: string;
  readonly hint?: string;
}

/** A section whose entries are all commented out is a section that is not there. */
function withoutEmptySections(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, section]) => section !== null));
}

/** Of `anyOf` only what went wrong in the alternative that was meant: the one of the value's own type. */
function relevant(errors: readonly ErrorObject[]): ErrorObject[] {
  const alternatives = new Set(errors.filter((error) => error.keyword === 'anyOf').map((error) => error.instancePath));
  return errors.filter((error) => {
    if (!alternatives.has(error.instancePath)) return true;
    if (error.keyword === 'anyOf') return typeof error.data !== 'string' && !isMap(error.data);
    return isMap(error.data)
      ? /^(additionalProperties|required)$/.test(error.keyword)
      : error.keyword === 'enum' && typeof error.data === 'string';
  });
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function explain(error: ErrorObject, yaml: YamlFile): Mistake {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const where = nameOf(path);
  const at = yaml.locate(path);
  const params: Readonly<Record<string, unknown>> = error.params;
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(error, path, yaml);
    case 'enum':
      return wrongValue(error, { where, at });
    case 'const':
      return { at, message: `${where} is ${shown(error.data)}; this msa reads version 1`, hint: 'Write `version: 1`.' };
    case 'required':
      return missingKey(error, yaml.locate(path, 'key'), where);
    case 'type':
      return { at, message: `${where} is ${shown(error.data)}, expected ${typeNames(params.type)}`, ...typeHint(error) };
    case 'minLength':
      return { at, message: `${where} is empty`, hint: 'Write a text, or leave the entry out.' };
    case 'anyOf':
      return {
        at,
        ...(path[0] === 'patterns'
          ? { message: `${where} is ${shown(error.data)}, expected a verdict or a map`, hint: 'Write `adopt` or `trial`.' }
          : {
              message: `${where} is ${shown(error.data)}, expected a severity or a map of options`,
              hint: 'Write `off`, `info`, `warning` or `error`.',
            }),
      };
    case 'uniqueItems':
      return {
        at: yaml.locate([...path, String(Math.max(Number(params.i), Number(params.j)))]),
        message: `${where} lists the same entry twice`,
        hint: 'Leave one of them out.',
      };
    default:
      return { at, message: `${where} is ${shown(error.data)}, which is not valid`, ...description(error.parentSchema) };
  }
}

function missingKey(error: ErrorObject, at: Location, where: string): Mistake {
  const key = String((error.params as { missingProperty?: unknown }).missingProperty);
  const properties = (error.parentSchema as { properties?: Readonly<Record<string, object>> } | undefined)?.properties;
  const { hint = 'Add it.' } = description(properties?.[key]);
  return { at, message: `${where} needs "${key}"`, hint: `\`${key}\`: ${hint}` };
}

function typeHint({ data, params, parentSchema, instancePath }: ErrorObject): { readonly hint?: string } {
  if ((params as { type?: unknown }).type === 'array' && typeof data === 'string') return { hint: `Write [${data}].` };
  if (instancePath === '') return { hint: 'It begins with `services:`; `msa init --dry-run` prints a whole one.' };
  return description(parentSchema);
}

/** What the schema says of the key. */
function description(schema: object | undefined): { readonly hint?: string } {
  const text = (schema as { description?: unknown } | undefined)?.description;
  return typeof text === 'string' ? { hint: text } : {};
}

function unescapePointer(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}

function nameOf(path: YamlPath): string {
  return path.length === 0 ? 'the file' : path.join('.').replaceAll(/\.(\d+)(?=\.|$)/g, '[$1]');
}

function unknownKey(error: ErrorObject, path: YamlPath, yaml: YamlFile): Mistake {
  const key = String((error.params as { additionalProperty?: unknown }).additionalProperty);
  const known = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {});
  const near = closest(key, known);
  return {
    at: yaml.locate([...path, key], 'key'),
    message: `unknown key "${key}"${path.length === 0 ? '' : ` in ${nameOf(path)}`}`,
    hint: near === undefined ? `Known keys: ${known.join(', ')}.` : `Did you mean "${near}"?`,
  };
}

function wrongValue(error: ErrorObject, { where, at }: { readonly where: string; readonly at: Location }): Mistake {
  const allowed = ((error.params as { allowedValues?: readonly unknown[] }).allowedValues ?? []).map(String);
  const near = typeof error.data === 'string' ? closest(error.data, allowed) : undefined;
  const mistake = { at, message: `${where} is ${shown(error.data)}, expected one of ${allowed.join(', ')}` };
  return near === undefined ? mistake : { ...mistake, hint: `Did you mean "${near}"?` };
}

function shown(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return JSON.stringify(value);
}

const TYPE_NAMES: Readonly<Record<string, string>> = { object: 'a map', array: 'a list', string: 'a text' };

function typeNames(type: unknown): string {
  const types = Array.isArray(type) ? type.map(String) : [String(type)];
  return types.map((name) => TYPE_NAMES[name] ?? name).join(' or ');
}

/** Mistakes shown beside the first one. */
const SHOWN = 9;

function combined(mistakes: readonly Mistake[], file: string): UserError {
  const [first, ...others] = mistakes;
  if (first === undefined) return new UserError('E_MANIFEST', `${file} is not valid`, { at: `${file}:1:1` });
  const lines = others
    .slice(0, SHOWN)
    .map((other) => `${placeText(other.at)} ${other.message}${other.hint === undefined ? '' : ` (${other.hint})`}`);
  if (others.length > SHOWN) lines.push(`… and ${others.length - SHOWN} more`);
  return new UserError('E_MANIFEST', [first.message, ...lines].join('\n'), {
    at: placeText(first.at),
    ...(first.hint === undefined ? {} : { hint: first.hint }),
  });
}

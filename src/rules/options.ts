import { Ajv, type ErrorObject } from 'ajv';

import type { Location } from '../model/location.js';
import type { OptionValue, Options, OptionSchemas, Rule } from '../model/rule.js';
import { UserError } from '../shared/errors.js';
import { didYouMean } from '../shared/text.js';

/** The rule's defaults with what msa.yaml says on top; a mistake there is the user's to mend. */
export function readOptions(rule: Rule, given: Readonly<Record<string, unknown>>, at: Location | undefined): Options {
  const { id, options: schemas } = rule.meta;
  const defaults = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schema.default]));
  if (Object.keys(given).length === 0) return defaults;

  const validate = new Ajv({ ownProperties: true }).compile<Record<string, OptionValue>>({
    type: 'object',
    properties: schemas,
    additionalProperties: false,
  });
  if (validate(given)) return { ...defaults, ...given };
  throw mistake(id, schemas, { error: validate.errors?.[0], at });
}

function mistake(
  id: string,
  schemas: OptionSchemas,
  { error, at }: { error: ErrorObject | undefined; at: Location | undefined },
): UserError {
  const params: Readonly<Record<string, unknown>> = error?.params ?? {};
  const place = at === undefined ? {} : { at: placeText(at) };
  const names = Object.keys(schemas);
  if (error?.keyword === 'additionalProperties') {
    const name = String(params.additionalProperty);
    const known = names.length === 0 ? `${id} has no options.` : `Options of ${id}: ${names.join(', ')}.`;
    return new UserError('E_OPTION', `${id} has no option "${name}"`, { ...place, hint: didYouMean(name, names) ?? known });
  }
  const name = error?.instancePath.split('/')[1] ?? '';
  const schema = new Map(Object.entries(schemas)).get(name);
  const hint = schema === undefined ? {} : { hint: `${schema.description} Default: ${JSON.stringify(schema.default)}.` };
  return new UserError('E_OPTION', `option "${name}" of ${id} ${error?.message ?? 'is wrong'}`, { ...place, ...hint });
}

/** `msa.yaml:12:3`. */
export function placeText({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}

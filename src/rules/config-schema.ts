import type { Rule } from '../model/rule.js';

/** A part of a JSON Schema. */
type Schema = Readonly<Record<string, unknown>>;

/** The schema of msa.yaml with every rule and its options in it, so that editors complete and check them. */
export function withRuleSchemas(schema: { readonly properties: object }, rules: readonly Rule[]): Schema {
  const entries = Object.fromEntries(rules.map((rule) => [rule.meta.id, schemaOf(rule)]));
  const properties = new Map<string, Schema>(Object.entries(schema.properties));
  const general = properties.get('rules') ?? {};
  properties.set('rules', { ...general, properties: entries });
  return { ...schema, properties: Object.fromEntries(properties) };
}

const SEVERITIES = ['off', 'info', 'warning', 'error'];

function schemaOf({ meta }: Rule): Schema {
  const { summary, severity, options } = meta;
  return {
    description: `${summary} Default: ${severity}.`,
    anyOf: [
      { enum: SEVERITIES },
      { type: 'object', additionalProperties: false, properties: { severity: { enum: SEVERITIES }, ...options } },
    ],
  };
}

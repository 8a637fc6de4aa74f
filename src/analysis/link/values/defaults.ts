import type { Defaults, ModuleDigest } from '../../../model/module-digest.js';
import type { CallFact, ModuleFacts } from '../../../model/module-facts.js';
import type { Value } from '../../../model/value.js';

/** Texts that the code of these files takes where something else is not set: `a ?? 'x'`, default values; also by the name of a constant. */
export function defaultTexts(files: Iterable<Pick<ModuleDigest, 'defaults'>>): ReadonlySet<string> {
  const all = [...files].map(({ defaults }) => defaults);
  const names = new Set(all.flatMap((one) => one.names));
  const named = all.flatMap(({ constants }) => constants.flatMap(([name, text]) => (names.has(name) ? text : [])));
  return new Set([...all.flatMap(({ texts }) => texts), ...named]);
}

export function defaultsOf(module: ModuleFacts): Defaults {
  const texts = new Set<string>();
  const names = new Set<string>();
  const take = (value: Value): void => {
    if (value.k === 'lit' && typeof value.v === 'string') texts.add(value.v);
    else if (value.k === 'import') names.add(value.name);
    else if (value.k === 'ref') names.add(module.defs[value.def]?.name ?? '');
  };
  for (const value of valuesOf(module)) eachFirst(value, take);
  for (const call of module.calls) for (const value of fallbacksIn(call)) take(value);
  for (const { params } of module.functions) for (const { default: given } of params) if (given !== undefined) take(given);
  const constants = module.defs.flatMap(({ name, value }): Defaults['constants'] =>
    value.k === 'lit' && typeof value.v === 'string' ? [[name, value.v]] : [],
  );
  return { texts: [...texts], names: [...names], constants };
}

/** `env('JWT_SECRET', 'x')`, `Joi.string().default('x')`. */
function fallbacksIn({ callee, args }: CallFact): readonly Value[] {
  if (callee.k === 'prop' && callee.name === 'default') return args;
  const isVariable = args.some((arg) => arg.k === 'lit' && typeof arg.v === 'string' && /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(arg.v));
  return isVariable && args.length > 1 ? args.slice(1) : [];
}

function valuesOf({ defs, calls, functions, classes, writes }: ModuleFacts): Value[] {
  return [
    ...defs.map(({ value }) => value),
    ...writes.map(({ value }) => value),
    ...calls.flatMap(({ args }) => args),
    ...functions.flatMap(({ returns }) => returns),
    ...classes.flatMap(({ assigned, staticAssigned = [], fields }) => [
      ...[...assigned, ...staticAssigned].map(([, value]) => value),
      ...fields.flatMap(({ value }) => value ?? []),
    ]),
  ];
}

/** Values are as deep as the code is written. */
function eachFirst(value: Value, take: (value: Value) => void): void {
  if (value.k === 'first') for (const one of value.of.slice(1)) take(one);
  for (const part of partsOf(value)) eachFirst(part, take);
}

function partsOf(value: Value): readonly Value[] {
  switch (value.k) {
    case 'first':
    case 'any':
      return value.of;
    case 'tpl':
      return value.parts;
    case 'object':
      return value.props.map(([, of]) => of);
    case 'array':
      return value.items;
    case 'prop':
    case 'element':
    case 'spread':
    case 'index':
      return [value.of];
    case 'typed':
      return value.of === undefined ? [] : [value.of];
    default:
      return [];
  }
}

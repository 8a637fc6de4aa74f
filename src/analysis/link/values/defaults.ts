import type { Defaults, ModuleDigest } from '../../../model/module-digest.js';
import type { CallFact, ModuleFacts } from '../../../model/module-facts.js';
import { partsOf, type Value } from '../../../model/value.js';

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
  eachValue(module, (value) => {
    eachFirst(value, take);
  });
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

function eachValue({ defs, calls, functions, classes, writes }: ModuleFacts, take: (value: Value) => void): void {
  for (const { value } of defs) take(value);
  for (const { value } of writes) take(value);
  for (const { args } of calls) args.forEach(take);
  for (const { returns } of functions) returns.forEach(take);
  for (const { assigned, staticAssigned = [], fields } of classes) {
    for (const [, value] of [...assigned, ...staticAssigned]) take(value);
    for (const { value } of fields) if (value) take(value);
  }
}

/** Values are as deep as the code is written. */
function eachFirst(value: Value, take: (value: Value) => void): void {
  if (value.k === 'first') for (const one of value.of.slice(1)) take(one);
  for (const part of partsOf(value)) eachFirst(part, take);
}

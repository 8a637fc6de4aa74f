import type { CallFact, ClassFact, FunctionFact, ModuleFacts } from '../../../model/module-facts.js';
import { partsOf, type TypeRef, type Value } from '../../../model/value.js';

/** All values of the code of functions, each with the function that it is a part of. */
export function valuesByFunction(module: ModuleFacts): (readonly [fn: number, values: readonly Value[]])[] {
  return [
    ...module.functions.map((facts, fn) => [fn, ofFunction(facts)] as const),
    ...module.defs.map(({ fn, value }) => [fn, [value]] as const),
    ...module.calls.map((facts) => [facts.fn, ofCall(module, facts)] as const),
    ...module.classes.map((facts) => [facts.init, ofClass(facts)] as const),
  ];
}

function ofFunction({ params, returns, returnType, decorators }: FunctionFact): Value[] {
  const given = params.flatMap(({ default: value, type, decorators: own }) => [...(value ? [value] : []), ...typesIn(type), ...own]);
  return [...given, ...returns, ...decorators, ...typesIn(returnType)];
}

function ofCall(module: ModuleFacts, { callee, args, typeArgs = [], loop }: CallFact): Value[] {
  const values = [callee, ...args, ...typeArgs.flatMap(typesIn)];
  for (let at = loop; at !== undefined; at = module.loops[at]?.outer) {
    const over = module.loops[at]?.over;
    if (over) values.push(over);
  }
  return values;
}

function ofClass({ extends: base, extendsArgs = [], implements: types, decorators, fields }: ClassFact): Value[] {
  const ofFields = fields.flatMap(({ value, type, decorators: own }) => [...(value ? [value] : []), ...typesIn(type), ...own]);
  return [...(base ? [base] : []), ...[...extendsArgs, ...types].flatMap(typesIn), ...decorators, ...ofFields];
}

function typesIn(type: TypeRef | undefined): Value[] {
  return type ? [type.v, ...(type.args ?? []).flatMap(typesIn)] : [];
}

/** A value and all that it is made of; not what a call or a binding stands for. */
export function eachPart(value: Value, visit: (part: Value) => void): void {
  visit(value);
  for (const part of directParts(value)) eachPart(part, visit);
}

function directParts(value: Value): readonly Value[] {
  switch (value.k) {
    case 'index':
      return [value.of, value.key];
    case 'object':
      return value.props.flatMap(([, of, key]) => (key ? [of, key] : [of]));
    case 'any':
      return value.when ? [...value.of, ...value.when.of] : value.of;
    case 'typed':
      return [...partsOf(value), ...typesIn(value.type)];
    default:
      return partsOf(value);
  }
}

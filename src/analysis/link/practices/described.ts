import type { ExternalCall } from '../../../model/program.js';
import { alternatives, type Residual } from '../../../model/residual.js';

/** What a route says beside its handler of the body that it takes, as Fastify and hapi read it; 'unknown': it cannot be read whole. */
export function describedBy({ args }: ExternalCall): 'body' | 'nothing' | 'unknown' {
  const said = args
    .flatMap(alternatives)
    .flatMap((option) => [
      ...within(option, 'schema'),
      ...within(option, 'validate'),
      ...['options', 'config'].flatMap((name) => within(option, name).flatMap((inner) => within(inner, 'validate'))),
    ]);
  if (said.length === 0) return 'nothing';
  if (said.some((one) => [...within(one, 'body'), ...within(one, 'payload')].length > 0)) return 'body';
  return said.every((one) => one.k === 'object' && one.rest.length === 0) ? 'nothing' : 'unknown';
}

/** Path, options and handler, and nothing that may do something before the handler. */
export function isBare({ args }: ExternalCall): boolean {
  return args
    .flatMap(alternatives)
    .every(
      (arg) =>
        arg.k === 'lit' ||
        arg.k === 'tpl' ||
        arg.k === 'fn' ||
        (arg.k === 'object' && arg.rest.length === 0 && !HOOKS.some((name) => arg.props.has(name))),
    );
}

const HOOKS = ['preParsing', 'preValidation', 'preHandler', 'pre', 'validatorCompiler', 'attachValidation'];

function within(value: Residual, name: string): readonly Residual[] {
  const found = value.k === 'object' ? value.props.get(name) : undefined;
  return found === undefined ? [] : alternatives(found);
}

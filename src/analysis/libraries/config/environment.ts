import { ENVS, env, first, isKnown, object, propertyOf, type Residual } from '../../../model/residual.js';
import { defineLibrary, type ValueRow } from '../define-library.js';
import { text } from '../select.js';

/** `config.get('X', default)`: the environment, then what the application loads, then the default. */
const get: ValueRow = ({ args, application }) => {
  const [asked, fallback] = args;
  const name = text(asked);
  if (name === undefined) return asked && application.provided(asked);
  const loaded = application.setting(name);
  // Only upper case is read from the environment as it is: other names are the application's own.
  const read = loaded && isKnown(loaded) && !/^[A-Z][A-Z0-9_]*$/.test(name) ? [] : [env(name)];
  return first([...read, ...[loaded, fallback?.k === 'object' ? undefined : fallback].flatMap((one) => (one && isKnown(one) ? one : []))]);
};

/** `registerAs('name', factory)` is the factory, with a key under which its result is injected. */
const registered: ValueRow = ({ args }) => args[1];

/** `env.get('X').default('d').required().asString()`. */
const envVar: ValueRow = (call) => {
  const { callee, path } = call;
  const of = callee.k === 'prop' ? callee.of : undefined;
  if (path.endsWith('.get')) return get(call);
  return of;
};

/** `z.object({ X: z.string().default('d') }).parse(process.env)`: each key is a read with its default. What is written out stays so. */
const schemaParse: ValueRow = ({ callee, args }) => {
  const [given] = args;
  if (given?.k !== 'envs' && given?.k !== 'object') return undefined;
  const parsed = given.k === 'object' ? given : environmentOf(callee.k === 'prop' ? callee.of : undefined);
  return callee.k === 'prop' && /^safeParse|^validate/.test(callee.name)
    ? object(
        new Map([
          ['data', parsed],
          ['value', parsed],
          ['env', parsed],
        ]),
      )
    : parsed;
};

/** `cleanEnv(process.env, { X: str({ default }) })`. */
const cleanEnv: ValueRow = ({ args }) => (args[0]?.k === 'envs' ? environmentOf(args[1]) : undefined);

function environmentOf(schema: Residual | undefined): Residual {
  const shape = shapeOf(schema);
  if (!shape) return ENVS;
  return object(new Map([...shape].map(([name, rule]) => [name, withDefault(name, rule)])), [ENVS]);
}

function shapeOf(schema: Residual | undefined): ReadonlyMap<string, Residual> | undefined {
  for (
    let at = schema;
    at;
    at = at.k === 'call' ? (at.args.find((a) => a.k === 'object') ?? at.callee) : at.k === 'prop' ? at.of : undefined
  )
    if (at.k === 'object') return at.props;
  return undefined;
}

function withDefault(name: string, rule: Residual): Residual {
  const fallback = defaultOf(rule);
  return fallback ? first([env(name), fallback]) : env(name);
}

function defaultOf(rule: Residual): Residual | undefined {
  for (let at: Residual | undefined = rule; at; at = at.k === 'call' ? at.callee : at.k === 'prop' ? at.of : undefined) {
    if (at.k !== 'call') continue;
    if (at.callee.k === 'prop' && (at.callee.name === 'default' || at.callee.name === 'catch')) return at.args[0];
    const [options] = at.args;
    if (options?.k === 'object') return options.props.get('default') ?? options.props.get('devDefault');
  }
  return undefined;
}

const same: ValueRow = ({ args }) => args[0];

export const environment = defineLibrary({
  package: '@nestjs/config',
  values: {
    '@nestjs/config.ConfigService().{get,getOrThrow}': get,
    '@nestjs/config.registerAs': registered,
    '@nestjs/core.NestFactory.create().get': ({ args, application }) =>
      args[0]?.k === 'external' ? propertyOf(args[0], 'instance') : args[0] && application.provided(args[0]),
    '@nestjs/config.ConfigService.instance.{get,getOrThrow}': get,
    'env-var.get': envVar,
    'env-var.get().{default,required}': envVar,
    'env-var.get().{asString,asUrlString,asPortNumber,asInt,asIntPositive}': envVar,
    'env-var.get().default().{asString,asUrlString,asPortNumber,asInt,required}': envVar,
    'env-var.get().required().{asString,asUrlString,asPortNumber,asInt,default}': envVar,
    'zod.z.object().{parse,safeParse}': schemaParse,
    'zod.object().{parse,safeParse}': schemaParse,
    '{joi,@hapi/joi}.object().{validate,unknown}': schemaParse,
    '{joi,@hapi/joi}.object().unknown().validate': schemaParse,
    'envalid.cleanEnv': cleanEnv,
    'rxjs.{firstValueFrom,lastValueFrom,from,defer}': same,
  },
});

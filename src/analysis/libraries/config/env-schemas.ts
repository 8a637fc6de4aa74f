import { alternatives, callResult, ENVS, env, first, object, pathOf, type ObjectResidual, type Residual } from '../../../model/residual.js';
import { defineLibrary, type ValueRow } from '../define-library.js';
import { onEach } from '../rows.js';
import { option } from '../select.js';

/** `z.object({ X: z.string().default('d') }).parse(process.env)`: each key is a read with its default. What is written out stays so. */
const parsed: ValueRow = ({ callee, args }) => checked(args[0], callee.k === 'prop' ? callee.of : undefined);

/** The same in a result: `safeParse(process.env).data`, `validate(process.env).value`. */
const result: ValueRow = (call) => {
  const found = parsed(call);
  return found && object(new Map(['data', 'value', 'output'].map((name) => [name, found])));
};

/** `Joi.attempt(process.env, schema)`, `cleanEnv(process.env, { X: str({ default }) })`, `v.parse(schema, process.env)`. */
const given: ValueRow = ({ args }) => checked(args[0], args[1]) ?? checked(args[1], args[0]);

/** `schema.transform((env) => ({ orders: { url: env.X } })).parse(process.env)`: what the function makes of what is read. */
const transformed: ValueRow = ({ callee, args, run }) => {
  for (let at = callee; at.k === 'prop' || at.k === 'call'; at = at.k === 'prop' ? at.of : at.callee) {
    if (at.k !== 'call' || at.callee.k !== 'prop' || at.callee.name !== 'transform') continue;
    const [found, [fn]] = [checked(args[0], at.callee.of), at.args];
    const made = found && fn && run(fn, [found]);
    return made?.k === 'object' ? made : found;
  }
  return undefined;
};

const resultTransformed: ValueRow = (call) => {
  const found = transformed(call);
  return found && object(new Map([['data', found]]));
};

/** io-ts: what is decoded, or `right` of it. What an object literal gives beside the environment stays so. */
const decoded: ValueRow = ({ args: [given] }) => {
  const value = given && (alternatives(given).find(({ k }) => k === 'envs') ?? given);
  if (value?.k === 'envs') return object(new Map([['right', ENVS]]), [ENVS]);
  return value?.k === 'object' && hasEnvironment(value) ? object(new Map([...value.props, ['right', value]]), value.rest) : undefined;
};

function hasEnvironment({ props, rest }: ObjectResidual): boolean {
  return rest.some(({ k }) => k === 'envs') || [...props.values()].some(({ k }) => k === 'env');
}

/** `pipe(errorOrConfig, E.getOrElse(fail))`: the environment, or nothing at all. */
const piped: ValueRow = ({ args: [value, ...steps] }) =>
  value?.k === 'object' && hasEnvironment(value) && steps.length > 0 && steps.every(isFallback) ? value : undefined;

function isFallback(step: Residual): boolean {
  return /^fp-ts(?:\/(?:lib\/)?(?:Task)?Either)?(?:\.\w+)?\.(?:getOrElse\w*|mapLeft|fold|toUnion)\b/.test(pathOf(step) ?? '');
}

function checked(given: Residual | undefined, schema: Residual | undefined): Residual | undefined {
  // `start(env = {})`: what a test or nobody gives instead is no setting.
  const value = given && (alternatives(given).find(({ k }) => k === 'envs') ?? given);
  const shape = shapeOf(schema);
  if (value?.k === 'object' && value.rest.every((rest) => rest.k !== 'envs')) return shape ? withDefaults(value, shape) : value;
  return value?.k === 'envs' || value?.k === 'object' ? environmentOf(schema) : undefined;
}

function withDefaults({ props, rest }: ObjectResidual, shape: ReadonlyMap<string, Residual>): Residual {
  const rule = (name: string): Residual | undefined => defaultOf(shape.get(name) ?? ENVS);
  return object(new Map([...props].map(([name, value]) => [name, first([value, rule(name) ?? value])])), rest);
}

function environmentOf(schema: Residual | undefined): Residual {
  const shape = shapeOf(schema);
  return shape ? object(readsOf(shape), [ENVS]) : ENVS;
}

function readsOf(shape: ReadonlyMap<string, Residual>): Map<string, Residual> {
  return new Map([...shape].map(([name, rule]) => [name, withDefault(name, rule)]));
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
  if (rule.k === 'object') return rule.props.get('default');
  for (let at: Residual | undefined = rule; at; at = at.k === 'call' ? at.callee : at.k === 'prop' ? at.of : undefined) {
    if (at.k !== 'call') continue;
    if (at.callee.k === 'prop' && (at.callee.name === 'default' || at.callee.name === 'catch')) return at.args[0];
    const [options] = at.args;
    if (options?.k === 'object') return options.props.get('default') ?? options.props.get('devDefault');
  }
  return undefined;
}

/** What is added to a schema leaves its shape as it is: the schema again. */
const same: ValueRow = ({ callee }) => (callee.k === 'prop' ? callee.of : undefined);

/** `base.extend({ Y })`, `base.merge(other)`: the shape of both. */
const extended: ValueRow = ({ callee, args }) => {
  const base = callee.k === 'prop' ? callee.of : undefined;
  const [own, more] = [shapeOf(base), shapeOf(args[0])];
  return base?.k === 'call' && own && more
    ? callResult(base.callee, [object(new Map([...own, ...more]))], { site: base.site, isNew: false })
    : undefined;
};

/** `createEnv({ server: { X }, client: { Y }, shared, runtimeEnv })` */
const t3: ValueRow = ({ args: [config] }) => {
  const shapes = ['server', 'client', 'shared'].flatMap((name) => shapeOf(option(config, name)) ?? []);
  return object(readsOf(new Map(shapes.flatMap((shape) => [...shape]))), [ENVS]);
};

/** `envSchema({ schema: { properties: { X: { default } } } })`; TypeBox writes the properties as `Type.Object({ X })`. */
const jsonSchema: ValueRow = ({ args: [config] }) => {
  const schema = option(config, 'schema');
  return environmentOf(option(schema, 'properties') ?? schema);
};

const ZOD = ['zod', 'zod.z', 'zod/v4', 'zod/v4.z', 'zod/mini', 'zod/mini.z'].flatMap((pkg) => [
  `${pkg}.object()`,
  `${pkg}.strictObject()`,
  `${pkg}.looseObject()`,
]);
/** Of several schemas: whose names are those of the environment too. */
const ZODS = ['zod', 'zod.z', 'zod/v4', 'zod/v4.z'].flatMap((pkg) => [
  `${pkg}.union()`,
  `${pkg}.discriminatedUnion()`,
  `${pkg}.intersection()`,
  `${pkg}.preprocess()`,
]);
const JOI = ['joi', '@hapi/joi', 'joi.Joi'].flatMap((pkg) => [`${pkg}.object()`, `${pkg}.object().keys()`]);
const YUP = ['yup.object()', 'yup.object().shape()'];

/** The environment behind a schema: its names are those of the variables. */
export const envSchemas = defineLibrary({
  package: 'zod',
  values: {
    ...onEach([...ZOD, ...ZODS], '{parse,parseAsync}', parsed),
    ...onEach([...ZOD, ...ZODS], '{safeParse,safeParseAsync}', result),
    ...onEach([...ZOD, ...ZODS], '{passthrough,strict,strip,loose,catchall,readonly,required,partial,refine,superRefine,check}', same),
    ...onEach([...ZOD, ...ZODS], '{brand,describe,meta,and,or,pipe,optional,nullable,default}', same),
    ...onEach(ZOD, '{transform().parse,transform().parseAsync,transform().pipe().parse,transform().pipe().parseAsync}', transformed),
    ...onEach(ZOD, '{transform().safeParse,transform().pipe().safeParse}', resultTransformed),
    ...onEach(ZOD, '{extend,merge,safeExtend}', extended),
    ...onEach(JOI, '{validate}', result),
    ...onEach(JOI, '{validateAsync}', parsed),
    ...onEach(JOI, '{unknown,required,options,prefs,preferences,label,append}', same),
    '{joi,@hapi/joi}.{attempt,assert}': given,
    ...onEach(YUP, '{validateSync,validate,cast}', parsed),
    ...onEach(YUP, '{noUnknown,required,defined}', same),
    'io-ts.{type,interface,exact,intersection,strict,partial}().decode': decoded,
    '{fp-ts/function,fp-ts/lib/function,fp-ts/pipeable,fp-ts/lib/pipeable,fp-ts.function}.pipe': piped,
    'valibot.parse': given,
    'envalid.{cleanEnv,customCleanEnv}': given,
    'znv.parseEnv': given,
    '{@t3-oss/env-core,@t3-oss/env-nextjs,@t3-oss/env-nuxt}.createEnv': t3,
    '{env-schema,env-schema.envSchema}': jsonSchema,
  },
});

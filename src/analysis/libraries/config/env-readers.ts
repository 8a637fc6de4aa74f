import { ENVS, env, first, isKnown, object, type Residual } from '../../../model/residual.js';
import { defineLibrary, type ValueRow } from '../define-library.js';
import { calleeName, option, origin, text } from '../select.js';

/** `env.get('X').default('d').required().asString()`: what the chain reads is known at its end. */
const envVar: ValueRow = ({ callee, path }) => {
  if (!/^as[A-Z]/.test(calleeName({ path }))) return undefined;
  const name = text(origin(callee, /\.get$/)?.args[0]);
  const fallback = origin(callee, /\.default$/)?.args[0];
  if (name === undefined) return undefined;
  return fallback && isKnown(fallback) ? first([env(name), fallback]) : env(name);
};

/** `convict({ db: { host: { env: 'DB_HOST', default: 'db' } } }).get('db.host')`. */
const convict: ValueRow = ({ callee, args }) => {
  const schema = origin(callee, /^convict$/)?.args[0];
  const name = args.length === 0 ? '' : text(args[0]);
  if (name === undefined) return undefined;
  const node = name.split('.').reduce<Residual | undefined>((at, key) => (key === '' ? at : option(at, key)), schema);
  return node && setting(node);
};

/** A leaf of the schema has a default; what is above is an object of these. */
function setting(node: Residual): Residual {
  if (node.k !== 'object') return node;
  const fallback = node.props.get('default');
  if (!fallback) return object(new Map([...node.props].map(([name, inner]) => [name, setting(inner)])));
  const name = text(node.props.get('env'));
  return name === undefined ? fallback : first([env(name), fallback]);
}

/** `nconf.get('DATABASE_URL')`; names with a colon are paths into files. */
const nconf: ValueRow = ({ args }) => {
  const name = text(args[0]);
  return name !== undefined && /^[A-Z][A-Z0-9_]*$/.test(name) ? env(name) : undefined;
};

const parsed: ValueRow = () => object(new Map([['parsed', ENVS]]));

/** Libraries that read one variable at a time, or load files into the environment. */
export const envReaders = defineLibrary({
  package: 'env-var',
  values: {
    ...Object.fromEntries(['().*', '().*().*', '().*().*().*'].map((chain) => [`{env-var.get,env-var.from().get}${chain}`, envVar])),
    'convict().{get,getProperties}': convict,
    'nconf.get': nconf,
    '{dotenv,dotenv-safe,dotenv-flow,@dotenvx/dotenvx}.config': parsed,
  },
});

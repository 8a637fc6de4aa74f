import type { EnvEntry } from '../../../model/deployment.js';
import { env } from '../../../model/residual.js';
import type { Context } from '../context.js';
import type { Place } from '../places.js';
import { textOf } from '../values/env.js';
import { known } from '../values/text.js';
import { databaseEngine, engineOfPort } from './engines.js';
import type { Opened } from './identity.js';
import { storeUrl } from './url.js';

/** `DB_HOST`, `PGHOST`, `MYSQL_SERVER`, with what stands beside it under the same prefix. */
const HOST = /^(.*?)_?(?:HOST|HOSTNAME|SERVER|ADDR|ADDRESS)$/i;
const URL = /^(.*?)_?(?:URL|URI|DSN)$/i;
const NAME = /^_?(?:DATABASE|DB|DB_?NAME|DATABASE_NAME|NAME)$/i;
const PORT = /^_?PORT$/i;

/** Files on developers' machines say nothing of what a service in another language really reads. */
const DEPLOYED: readonly EnvEntry['source'][] = ['manifest', 'compose', 'env_file', 'k8s', 'configmap', 'secret'];

/** What the image or the code itself says counts where the code is seen to read it. */
const COMPILED_IN: readonly EnvEntry['source'][] = ['dockerfile', 'code'];

/** Databases that a service is given by its deployment: whole addresses, or host and name. */
export function deployedOpens(place: Place, { directory, foreignReads }: Pick<Context, 'directory' | 'foreignReads'>): Opened[] {
  const read = new Set(foreignReads.flatMap(({ unit, what }) => (unit === place.unit.name && 'variable' in what ? what.variable : [])));
  const entries = Object.entries(place.deployment?.env ?? {}).filter(
    ([name, { source }]) => DEPLOYED.includes(source) || (COMPILED_IN.includes(source) && read.has(name)),
  );
  const names = entries.map(([name]) => name);
  return entries.flatMap(([name, { at }]) => {
    const call = { at, path: '' };
    const whole = urlOf(name, names, place);
    if (whole !== undefined) return { ...whole, call };
    const parts = partsOf(name, names);
    if (parts === undefined) return [];
    const engine = engineAt(parts, place, directory);
    if (engine === undefined) return [];
    const [host, port, database] = [parts.host, parts.port, parts.database].map((variable) => variable && env(variable));
    return { engine, ...(host && { host }), ...(port && { port }), ...(database && { database }), call };
  });
}

/** An address; its database may stand in a variable beside it. */
function urlOf(name: string, names: readonly string[], place: Place): Pick<Opened, 'engine' | 'url' | 'database'> | undefined {
  const text = textOf(env(name), place);
  if (text === undefined) return undefined;
  const { scheme, database: inside } = storeUrl(text);
  const engine = databaseEngine(scheme);
  if (engine === undefined) return undefined;
  const prefix = URL.exec(name)?.[1];
  const database = inside === undefined && prefix !== undefined ? besides(prefix, names)(NAME) : undefined;
  return { engine, url: env(name), ...(database && { database: env(database) }) };
}

/** Names of variables. */
interface Variables {
  readonly host: string;
  readonly port: string | undefined;
  readonly database: string | undefined;
}

function partsOf(host: string, names: readonly string[]): Variables | undefined {
  const prefix = HOST.exec(host)?.[1];
  if (prefix === undefined) return undefined;
  const beside = besides(prefix, names);
  return { host, port: beside(PORT), database: beside(NAME) };
}

function besides(prefix: string, names: readonly string[]): (suffix: RegExp) => string | undefined {
  return (suffix) => names.find((name) => name.startsWith(prefix) && suffix.test(name.slice(prefix.length)));
}

/** What the container at the host runs; of a host outside of the deployment what its name or the port says, if a database is named. */
function engineAt({ host, port, database }: Variables, place: Place, directory: Context['directory']): string | undefined {
  const name = known(textOf(env(host), place));
  if (name === undefined || name === '') return undefined;
  const number = Number(port === undefined ? Number.NaN : known(textOf(env(port), place)));
  const server = directory.infrastructure(name, Number.isNaN(number) ? undefined : number, place);
  if (server !== undefined) return databaseEngine(server.engine);
  return database === undefined
    ? undefined
    : (name.split(/[-_.]/).flatMap((word) => databaseEngine(word) ?? [])[0] ?? engineOfPort(number));
}

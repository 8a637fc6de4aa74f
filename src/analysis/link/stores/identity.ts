import type { OpenSignal } from '../../../model/signal.js';
import { isInside } from '../../../shared/paths.js';
import type { Context } from '../context.js';
import { isLocal } from '../directory.js';
import type { Place } from '../places.js';
import { FUNCTIONS } from '../stacks.js';
import { textOf } from '../values/env.js';
import { holesOf, known, type EnvUse, type Text } from '../values/text.js';
import { engineInstalled, engineOf, isFile } from './engine.js';
import { defaultDatabase, defaultPort, engineName } from './engines.js';
import { fact, holeText, partOf, UNKNOWN, type Part } from './part.js';
import { storeUrl, type StoreUrl } from './url.js';

/** A logical database as one service reaches it in one profile. */
export interface StoreIdentity {
  readonly id: string;
  readonly engine: string;
  readonly host?: string;
  readonly port?: number;
  readonly database?: string;
  readonly schema?: string;
  readonly proven: boolean;
  /** The same name in another profile is another server. */
  readonly isProfileBound: boolean;
  /** Environment entries that decided the address. */
  readonly uses: readonly EnvUse[];
  /** A default for the developer's machine. */
  readonly isAssumed?: true;
}

type Lookup = Pick<Context, 'directory'>;

/** What is told of a connection, by code or by a deployment. */
export type Opened = Omit<OpenSignal, 'kind' | 'call'> & { readonly call: Pick<OpenSignal['call'], 'at' | 'path'> };

/** The database that an opened connection leads to. */
export function identityOf(open: Opened, place: Place, lookup: Lookup): StoreIdentity {
  return identify({ open, place, url: textOf(open.url, place), engine: engineOf(open, place), lookup });
}

interface Opening {
  readonly open: Opened;
  readonly place: Place;
  readonly url: Text | undefined;
  readonly engine: string | undefined;
  readonly lookup: Lookup;
}

function identify(opening: Opening): StoreIdentity {
  const { open, place, url } = opening;
  const parsed: StoreUrl = url === undefined ? { hosts: [], isService: false } : storeUrl(url);
  const engine = opening.engine ?? engineName(parsed.scheme) ?? engineInstalled(place.unit);
  const text = (value: Parameters<typeof textOf>[0]): Text | undefined => textOf(value, place);
  const uses = [url, text(open.host), text(open.port), text(open.database)].flatMap((one) => one?.uses ?? []);
  if (isFile(engine, url)) return ownFile(url ?? text(open.database), place, uses);
  if (url !== undefined && isOneOrigin(url)) return oneOrigin(engine, url, { database: partOf(text(open.database)), uses });
  const host = text(open.host);
  const port = text(open.port);
  const hosts = parsed.hosts.length > 0 ? parsed.hosts : host === undefined ? [] : [{ host, ...(port !== undefined && { port }) }];
  const located = locate({ hosts, engine, isService: parsed.isService, uses }, opening);
  const isLate = open.call.path === '' || /^mongodb(?:\/|\.)/.test(open.call.path);
  const database = databaseOf(engine, { named: text(open.database) ?? parsed.database, user: parsed.user, isLate });
  const schema = partOf(text(open.schema) ?? parsed.schema);
  const identity = build({ engine, located, database, schema, unit: place.unit.name, uses });
  return isAssumed(place, hosts, [url, host, text(open.database)]) ? { ...identity, isAssumed: true } : identity;
}

/** What stands in code for the developer's machine, behind a variable that a deployment sets. */
function isAssumed({ onMachine }: Place, hosts: StoreUrl['hosts'], parts: readonly (Text | undefined)[]): boolean {
  return onMachine && parts.some((part) => part?.unset !== undefined) && hosts.every(({ host }) => isLocal(known(host) ?? ''));
}

/** The whole address is one secret or one entry: whoever has the same has the same database. */
function isOneOrigin(url: Text): boolean {
  const [only, ...more] = url.pieces;
  return only !== undefined && more.length === 0 && typeof only !== 'string' && only.identity !== undefined;
}

/** A database that code names is one of several behind the same address. */
function oneOrigin(
  engine: string,
  url: Text,
  { database, uses }: { readonly database: Part | undefined; readonly uses: readonly EnvUse[] },
): StoreIdentity {
  const [only] = holesOf(url);
  const id = `${engine}://${only === undefined ? '' : holeText(only)}${database === undefined ? '' : `/${database.text}`}`;
  const proven = database?.isKnown !== false;
  return { id, engine, proven, isProfileBound: true, uses, ...(proven && database && { database: database.text }) };
}

/** A file in the service's own folder or container. */
function ownFile(path: Text | undefined, { unit }: Place, uses: readonly EnvUse[]): StoreIdentity {
  const part = partOf(path) ?? UNKNOWN;
  const file = part.text.replace(/^(?:file|sqlite):(?:\/\/)?/, '');
  return {
    id: `sqlite://${unit.name}/${file.replace(/^\.?\//, '')}`,
    engine: 'sqlite',
    database: file,
    proven: part.isKnown,
    isProfileBound: true,
    uses,
  };
}

interface Located {
  readonly host: Part;
  readonly port: Part | undefined;
  /** Same machine or same server for everybody in the profile, but nothing proves that it is the deployed one. */
  readonly isDoubtful: boolean;
  /** A host of its own for each service. */
  readonly isOwn: boolean;
  readonly isProfileBound: boolean;
}

const ACCOUNT: Located = { host: fact('account'), port: undefined, isDoubtful: false, isOwn: false, isProfileBound: true };

/** Functions of stacks run in one account of the cloud; an address for the developer's machine is not used there. */
function isInAccount({ engine, hosts }: Hosts, { profile }: Place): boolean {
  return engine === 'dynamodb' && profile === FUNCTIONS && hosts.every(({ host }) => isLocal(known(host) ?? ''));
}

interface Hosts {
  readonly hosts: StoreUrl['hosts'];
  readonly engine: string;
  readonly isService: boolean;
  readonly uses: readonly EnvUse[];
}

/** Several hosts of one cluster are one server. */
function locate(given: Hosts, opening: Opening): Located {
  if (isInAccount(given, opening.place)) return ACCOUNT;
  const all = given.hosts.map((one) => locateOne(one, given, opening));
  const [first] = all;
  if (first === undefined) return { host: UNKNOWN, port: undefined, isDoubtful: false, isOwn: false, isProfileBound: true };
  if (all.length === 1) return first;
  const sorted = [...all].sort((a, b) => (a.host.text < b.host.text ? -1 : 1));
  const text = sorted.map(({ host, port }) => `${host.text}${port === undefined ? '' : `:${port.text}`}`).join(',');
  return {
    host: { text, isKnown: all.every(({ host, port }) => host.isKnown && port?.isKnown !== false) },
    port: undefined,
    isDoubtful: all.some(({ isDoubtful }) => isDoubtful),
    isOwn: all.some(({ isOwn }) => isOwn),
    isProfileBound: all.some(({ isProfileBound }) => isProfileBound),
  };
}

function locateOne({ host, port }: StoreUrl['hosts'][number], given: Hosts, { place, lookup }: Opening): Located {
  const { engine, isService, uses } = given;
  const rest = { isDoubtful: false, isOwn: false, isProfileBound: true };
  const asked = portNumber(port, engine);
  const name = known(host)?.toLowerCase();
  if (name === '') return { ...rest, host: UNKNOWN, port: portPart(asked, port) };
  if (name === undefined) return { ...rest, host: partOf(host) ?? UNKNOWN, port: portPart(asked, port) };
  const server = lookup.directory.infrastructure(name, asked, place);
  if (server !== undefined) {
    const target = isLocal(name) ? server.ports.find(({ published }) => published === asked)?.target : asked;
    return { ...rest, host: fact(server.name.toLowerCase()), port: portPart(target ?? defaultPort(engine), undefined) };
  }
  const at = { host: fact(name.replace(/\.svc(?:\.cluster\.local)?$/, '')), port: isService ? undefined : portPart(asked, port) };
  return isLocal(name) ? { ...rest, ...at, ...localRule(name, place, uses) } : { ...rest, ...at, isProfileBound: !name.includes('.') };
}

function portNumber(port: Text | undefined, engine: string): number | undefined {
  const text = known(port);
  if (text !== undefined && /^\d+$/.test(text)) return Number(text);
  return port === undefined || isUnset(port) ? defaultPort(engine) : undefined;
}

/** A port from a variable that nobody sets is the driver's own. */
function isUnset(port: Text): boolean {
  const [only] = port.pieces;
  return typeof only === 'object' && only.env !== undefined && only.identity === undefined;
}

/**
 * `localhost` is the own container of a deployed service; on a developer's machine it is one host for all.
 * What stands in a service's own `.env.example` is nobody's deployment; one sample for all of them is one database.
 */
function localRule(host: string, { onMachine, unit }: Place, uses: readonly EnvUse[]): Pick<Located, 'isDoubtful' | 'isOwn'> {
  const sources = new Set(uses.map(({ entry }) => entry.source));
  const samples = uses.filter(({ entry }) => entry.source === 'dotenv-example');
  const isCommon = onMachine && samples.every(({ entry }) => unit.path !== '.' && !isInside(entry.at.file, unit.path));
  if (samples.length > 0 && !isCommon) return { isDoubtful: true, isOwn: true };
  if (onMachine || host.includes('internal')) return { isDoubtful: false, isOwn: false };
  return { isDoubtful: true, isOwn: !sources.has('dotenv') };
}

interface Naming {
  readonly named: Text | undefined;
  readonly user: Text | undefined;
  /** The database is chosen after the connection is there (`client.db(name)`), or by code that is not read. */
  readonly isLate: boolean;
}

function databaseOf(engine: string, { named, user, isLate }: Naming): Part | undefined {
  const fallback = engine === 'sqlite' ? 'none' : defaultDatabase(engine);
  if (named !== undefined && known(named) !== '') return partOf(named);
  if (isLate) return UNKNOWN;
  if (fallback === 'none') return undefined;
  if (fallback === 'user') return partOf(user) ?? UNKNOWN;
  return fallback === undefined ? UNKNOWN : fact(fallback.name);
}

interface Built {
  readonly engine: string;
  readonly located: Located;
  readonly database: Part | undefined;
  readonly schema: Part | undefined;
  readonly unit: string;
  readonly uses: readonly EnvUse[];
}

/** What has any unknown part is a key of its own service: two unknowns are never the same. */
function build({ engine, located, database, schema, unit, uses }: Built): StoreIdentity {
  const { host, port } = located;
  const isKnown = [host, port, database, schema].every((part) => part?.isKnown !== false);
  const address = `${engine}://${host.text}${port === undefined ? '' : `:${port.text}`}`;
  const rest = `${database === undefined ? '' : `/${database.text.replace(/^\//, '')}`}${schema === undefined ? '' : `?schema=${schema.text}`}`;
  const isOwn = !isKnown || located.isOwn;
  return {
    id: `${address}${rest}${isOwn ? ` (${unit})` : ''}`,
    engine,
    proven: isKnown && !located.isDoubtful,
    isProfileBound: located.isProfileBound,
    uses,
    ...(host.isKnown && { host: host.text }),
    ...(port?.isKnown === true && { port: Number(port.text) }),
    ...(database?.isKnown === true && { database: database.text }),
    ...(schema?.isKnown === true && { schema: schema.text }),
  };
}

function portPart(asked: number | undefined, port: Text | undefined): Part | undefined {
  return asked !== undefined ? fact(String(asked)) : partOf(port);
}

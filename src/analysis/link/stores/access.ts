import { compareLocations } from '../../../model/location.js';
import { remembered } from '../../../model/remembered.js';
import { lit, pathOf, type Residual } from '../../../model/residual.js';
import type { AccessSignal, OpenSignal } from '../../../model/signal.js';
import type { Place } from '../places.js';
import { chainOf } from '../values/fields.js';
import { engineOf } from './engine.js';
import { engineName, isKeyValue } from './engines.js';

/** A connection and what goes through it. */
export interface Connection {
  readonly open: OpenSignal;
  readonly accesses: readonly AccessSignal[];
  /** It has accesses that can go through no other connection. */
  readonly isNeeded: boolean;
  /** Accesses that go through this connection or another one. */
  readonly shared: readonly AccessSignal[];
}

/**
 * Which connection each access goes through: the call that made its store, else the only one of its engine. Openings of one
 * database (`data-source.ts` for the command line beside the module of the service) are one.
 */
export function connectionsOf(
  opens: readonly OpenSignal[],
  accesses: readonly AccessSignal[],
  { place, ids }: { readonly place: Place; readonly ids: ReadonlyMap<OpenSignal, string> },
): Connection[] {
  const sorted = withoutBlanks(opens, place).sort((a, b) => compareLocations(a.call.at, b.call.at));
  const own = new Map(sorted.map((open) => [open, { accesses: new Array<AccessSignal>(), shared: new Array<AccessSignal>() }]));
  const homeless: AccessSignal[] = [];
  const alike = openerFor(sorted, place);
  for (const access of accesses) {
    const isOrigin = originsOf(access);
    const traced = sorted.filter(isOrigin);
    const found = traced.length > 0 ? traced : alike(access);
    const isOne = traced.length > 0 || new Set(found.map((open) => ids.get(open))).size === 1;
    for (const open of found) own.get(open)?.[isOne ? 'accesses' : 'shared'].push(access);
    if (found.length === 0) homeless.push(access);
  }
  const needed = neededSites([...own].map(([open, uses]) => ({ open, ...uses })));
  return [...[...own].map(([open, uses]) => ({ open, ...uses, isNeeded: needed.has(open.call.site) })), ...implicit(homeless)].flatMap(
    (connection) => perDatabase(connection),
  );
}

/** A connection of which nothing at all is known, beside one that its own library knows, is that one: a factory that is given options. */
function withoutBlanks(opens: readonly OpenSignal[], place: Place): OpenSignal[] {
  const isBlank = (open: OpenSignal): boolean => engineFor(open, place) === undefined && !open.url && !open.host && !open.database;
  const told = new Set(opens.filter((open) => !isBlank(open)).map(({ call }) => libraryOf(call.path)));
  return opens.filter((open) => !isBlank(open) || !told.has(libraryOf(open.call.path)));
}

/** Opening calls to which some place in the code leads that leads to no other one. */
function neededSites(connections: readonly Omit<Connection, 'isNeeded'>[]): ReadonlySet<string> {
  const reached = new Map<string, Set<string>>();
  for (const { open, accesses, shared } of connections) {
    for (const { call } of [...accesses, ...shared])
      reached.set(call.site, (reached.get(call.site) ?? new Set<string>()).add(open.call.site));
  }
  return new Set([...reached.values()].flatMap((sites) => (sites.size === 1 ? [...sites] : [])));
}

/**
 * The connections that an access may go through, of which nothing tells where it goes: those of its engine, and among them those
 * that its own library has opened. There are thousands of accesses, of few engines and libraries.
 */
function openerFor(opens: readonly OpenSignal[], place: Place): (access: AccessSignal) => readonly OpenSignal[] {
  const engines = opens.map((open) => engineFor(open, place));
  const known = new Map<string, readonly OpenSignal[]>();
  return ({ engine, call }) => {
    const library = libraryOf(call.path);
    const key = JSON.stringify([engine, library]);
    let found = known.get(key);
    if (!found) {
      const fitting = opens.filter((_, at) => isCompatible(engine, engines[at]));
      const same = fitting.filter((open) => libraryOf(open.call.path) === library);
      known.set(key, (found = same.length > 0 ? same : fitting));
    }
    return found;
  };
}

/** `@nestjs/typeorm.TypeOrmModule.forRoot` and `typeorm.Repository().find` are one library. */
const libraryOf = remembered((path) => {
  const [scope = '', name = ''] = path.startsWith('@') ? path.split('/') : ['', path];
  const main = name.split(/[.(-]/)[0] ?? '';
  return scope === '' || scope === '@nestjs' ? main : scope;
});

function engineFor(open: OpenSignal, place: Place): string | undefined {
  return open.engine === 'prisma' ? 'prisma' : engineOf(open, place);
}

/** Was the store of the access made by an opening call? */
function originsOf({ store }: AccessSignal): (open: OpenSignal) => boolean {
  const origins = store ? withArguments(store) : [];
  const hashes = new Set(origins.map(({ hash }) => hash));
  const sites = new Set(origins.flatMap((one) => (one.k === 'call' ? one.site : [])));
  return ({ call }) => hashes.has(call.result.hash) || sites.has(call.site);
}

/** `drizzle(pool).select()`: what a wrapper is given counts as well. */
function withArguments(store: Residual): Residual[] {
  const chain = chainOf(store);
  const given = chain.flatMap((one) =>
    one.k === 'call' ? one.args.filter((arg) => arg.k === 'call' || arg.k === 'prop').flatMap(chainOf) : [],
  );
  return [...chain, ...given];
}

/** Object-relational mappers do not know their engine at the call. */
function isCompatible(access: string | undefined, open: string | undefined): boolean {
  if (access === undefined || open === undefined) return open === undefined || !isKeyValue(open);
  return engineName(access) === open || access === open;
}

/** Data is read, but no connection was seen: one per engine, of which nothing else is known. */
function implicit(accesses: readonly AccessSignal[]): Connection[] {
  const engines = [...new Set(accesses.map(({ engine }) => engine ?? 'database'))].sort();
  return engines.flatMap((engine) => {
    const own = accesses
      .filter((access) => (access.engine ?? 'database') === engine)
      .sort((a, b) => compareLocations(a.call.at, b.call.at));
    const [first] = own;
    return first === undefined ? [] : [{ open: { kind: 'open', engine, call: first.call }, accesses: own, shared: [], isNeeded: true }];
  });
}

/** `client.db('shop')` chooses the database late: one connection, several databases. */
function perDatabase(connection: Connection): Connection[] {
  const { open, accesses } = connection;
  if (engineName(typeof open.engine === 'string' ? open.engine : undefined) !== 'mongodb') return [connection];
  const byName = new Map<string, { database: Residual; accesses: AccessSignal[] }>();
  const rest: AccessSignal[] = [];
  for (const access of accesses) {
    const database = access.store && databaseIn(access.store);
    if (database === undefined) rest.push(access);
    else byName.set(String(database.hash), { database, accesses: [...(byName.get(String(database.hash))?.accesses ?? []), access] });
  }
  const named = [...byName.values()].map(({ database, accesses: own }) => ({ ...connection, open: { ...open, database }, accesses: own }));
  return named.length > 0 && rest.length === 0 ? named : [{ ...connection, accesses: rest }, ...named];
}

function databaseIn(store: Residual): Residual | undefined {
  const call = chainOf(store).find((one) => one.k === 'call' && /\.(?:db|useDb)$/.test(pathOf(one.callee) ?? ''));
  const database = call?.k === 'call' ? call.args[0] : undefined;
  return database === undefined || (database.k === 'lit' && database.v === '')
    ? undefined
    : database.k === 'lit'
      ? lit(String(database.v))
      : database;
}

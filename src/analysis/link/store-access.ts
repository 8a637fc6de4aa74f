import { compareLocations } from '../../model/location.js';
import { lit, pathOf, type Residual } from '../../model/residual.js';
import type { AccessSignal, OpenSignal } from '../../model/signal.js';
import { engineName, isKeyValue } from './engines.js';
import { textOf } from './env.js';
import { chainOf } from './fields.js';
import type { Place } from './places.js';
import { known } from './text.js';

/** A connection and what goes through it. */
export interface Connection {
  readonly open: OpenSignal;
  readonly accesses: readonly AccessSignal[];
  /** Accesses that go through this connection or another one. */
  readonly shared: readonly AccessSignal[];
}

/** Which connection each access goes through: the call that made its store, else the only one of its engine. */
export function connectionsOf(opens: readonly OpenSignal[], accesses: readonly AccessSignal[], place: Place): Connection[] {
  const sorted = [...opens].sort((a, b) => compareLocations(a.call.at, b.call.at));
  const own = new Map<OpenSignal, { accesses: AccessSignal[]; shared: AccessSignal[] }>(
    sorted.map((open) => [open, { accesses: [], shared: [] }]),
  );
  const homeless: AccessSignal[] = [];
  for (const access of accesses) {
    const traced = sorted.filter((open) => isMadeBy(access.store, open));
    const found = traced.length > 0 ? traced : sorted.filter((open) => isCompatible(access.engine, engineOf(open, place)));
    const sites = new Set(found.map(({ call }) => call.site));
    for (const open of found) own.get(open)?.[traced.length > 0 || sites.size === 1 ? 'accesses' : 'shared'].push(access);
    if (found.length === 0) homeless.push(access);
  }
  return [...[...own].map(([open, uses]) => ({ open, ...uses })), ...implicit(homeless)].flatMap((connection) => perDatabase(connection));
}

function isMadeBy(store: Residual | undefined, { call }: OpenSignal): boolean {
  if (store === undefined) return false;
  return withArguments(store).some((one) => one.hash === call.result.hash || (one.k === 'call' && one.site === call.site));
}

/** `drizzle(pool).select()`: what a wrapper is given counts as well. */
function withArguments(store: Residual): Residual[] {
  const chain = chainOf(store);
  const given = chain.flatMap((one) =>
    one.k === 'call' ? one.args.filter((arg) => arg.k === 'call' || arg.k === 'prop').flatMap(chainOf) : [],
  );
  return [...chain, ...given];
}

function engineOf({ engine }: OpenSignal, place: Place): string | undefined {
  return typeof engine === 'string' ? (engine === 'prisma' ? engine : engineName(engine)) : engineName(known(textOf(engine, place)));
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
    return first === undefined ? [] : [{ open: { kind: 'open', engine, call: first.call }, accesses: own, shared: [] }];
  });
}

/** `client.db('shop')` chooses the database late: one connection, several databases. */
function perDatabase(connection: Connection): Connection[] {
  const { open, accesses, shared } = connection;
  if (engineName(typeof open.engine === 'string' ? open.engine : undefined) !== 'mongodb') return [connection];
  const byName = new Map<string, { database: Residual; accesses: AccessSignal[] }>();
  const rest: AccessSignal[] = [];
  for (const access of accesses) {
    const database = access.store && databaseIn(access.store);
    if (database === undefined) rest.push(access);
    else byName.set(String(database.hash), { database, accesses: [...(byName.get(String(database.hash))?.accesses ?? []), access] });
  }
  const named = [...byName.values()].map(({ database, accesses: own }) => ({ open: { ...open, database }, accesses: own, shared }));
  return named.length > 0 && rest.length === 0 ? named : [{ open, accesses: rest, shared }, ...named];
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

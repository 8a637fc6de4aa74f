import { compareLocations, compareText } from '../../../model/location.js';
import type { Accessor, Datastore, TableAccess } from '../../../model/system.js';
import { groupBy } from '../../../shared/group-by.js';
import { isLocal } from '../directory.js';
import { CODE } from '../places.js';
import type { Visit } from './visits.js';

/**
 * Visits as datastores. A database is shared only by services that meet there in one profile: where two profiles have
 * different visitors under one internal name, they are two databases.
 */
export function mergeProfiles(visits: readonly Visit[]): Datastore[] {
  const groups = groupBy(visits, ({ identity, role }) => JSON.stringify([identity.id, role]));
  const stores = [...groups.values()].flatMap(split).map(datastore);
  return uniqueIds(stores.sort((a, b) => compareText(a.id, b.id) || ROLES.indexOf(a.role) - ROLES.indexOf(b.role)));
}

const ROLES: readonly Datastore['role'][] = ['primary', 'session', 'queue', 'files', 'cache'];

/** The largest deployment first; smaller ones whose visitors are all in it are the same database. */
function split(visits: readonly Visit[]): Visit[][] {
  if (visits.every(({ identity }) => !identity.isProfileBound)) return [[...visits]];
  const profiles = [...groupBy(visits, ({ profile }) => profile).values()].sort(
    (a, b) =>
      runsAlone(a) - runsAlone(b) || servicesIn(b).size - servicesIn(a).size || compareText(a[0]?.profile ?? '', b[0]?.profile ?? ''),
  );
  const merged: Visit[][] = [];
  for (const visitors of profiles) {
    const home =
      merged.find((larger) => [...servicesIn(visitors)].every((service) => servicesIn(larger).has(service))) ??
      deployedOf(visitors, merged);
    if (home === undefined) merged.push([...visitors]);
    else home.push(...visitors);
  }
  return merged.map((group, index) => (index === 0 ? group : group.map((visit) => renamed(visit, group[0]?.profile ?? ''))));
}

function runsAlone([first]: readonly Visit[]): number {
  return first?.profile === CODE ? 1 : 0;
}

/** What runs from its folder and yet calls the database by the name that it has in one deployment means that deployment. */
function deployedOf([first]: readonly Visit[], merged: readonly Visit[][]): Visit[] | undefined {
  const isNamed = first?.profile === CODE && first.identity.host !== undefined && !isLocal(first.identity.host);
  return isNamed && merged.length === 1 ? merged[0] : undefined;
}

function servicesIn(visits: readonly Visit[]): ReadonlySet<string> {
  return new Set(visits.map(({ accessor }) => accessor.service));
}

function renamed(visit: Visit, profile: string): Visit {
  const { identity } = visit;
  const host = identity.host === undefined ? {} : { host: `${identity.host}@${profile}` };
  return { ...visit, identity: { ...identity, ...host, id: `${identity.id} @${profile}` } };
}

function datastore(visits: readonly Visit[]): Datastore {
  const [first] = visits;
  if (first === undefined) throw new Error('a group has members');
  const { id, engine, host, port, database, schema } = first.identity;
  const accessors = [...groupBy(visits, ({ accessor }) => accessor.service).values()].map((same) =>
    merged(same.map(({ accessor }) => accessor)),
  );
  return {
    id,
    engine,
    role: first.role,
    proven: visits.every(({ identity }) => identity.proven),
    profiles: [...new Set(visits.map(({ profile }) => profile))].sort(compareText),
    accessors: accessors.sort((a, b) => compareText(a.service, b.service)),
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(database !== undefined && { database }),
    ...(schema !== undefined && { schema }),
  };
}

/** Several connections of one service, and the same one in several profiles. */
function merged(same: readonly Accessor[]): Accessor {
  const sorted = [...same].sort((a, b) => compareEvidence(a, b));
  const [first] = sorted;
  if (first === undefined) throw new Error('a group has members');
  const main = sorted.find((accessor) => accessor.uses) ?? first;
  return {
    ...main,
    access: [...new Set(sorted.flatMap(({ access }) => access))].sort(compareText),
    tables: uniqueTables(sorted.flatMap(({ tables }) => tables)),
    evidence: [...new Map([main, ...sorted].flatMap(({ evidence }) => evidence).map((at) => [JSON.stringify(at), at])).values()],
    uses: sorted.some(({ uses }) => uses),
  };
}

function compareEvidence(a: Accessor, b: Accessor): number {
  const [left, origin] = a.evidence;
  const [right, other] = b.evidence;
  const first = left === undefined || right === undefined ? 0 : compareLocations(left, right);
  return first !== 0 || origin === undefined || other === undefined ? first : compareLocations(origin, other);
}

function uniqueTables(tables: readonly TableAccess[]): TableAccess[] {
  const unique = new Map(tables.map((one) => [JSON.stringify([one.table, one.access, one.at]), one]));
  return [...unique.values()].sort(
    (a, b) => compareText(a.table, b.table) || compareText(a.access, b.access) || compareLocations(a.at, b.at),
  );
}

/** One database used in two roles is two entries: a cache beside it is not the system of record. */
function uniqueIds(stores: readonly Datastore[]): Datastore[] {
  const seen = new Set<string>();
  return stores.map((store) => {
    const id = seen.has(store.id) ? `${store.id} (${store.role})` : store.id;
    seen.add(id);
    return id === store.id ? store : { ...store, id };
  });
}

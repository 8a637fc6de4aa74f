import { groupBy } from '../../../shared/group-by.js';
import type { Visit } from './visits.js';

/**
 * One Prisma schema names one variable for its database, and so does who asks a project of Supabase. Where nothing sets it, services that
 * work on the same tables of that schema are in one database, and so are those of whose rows one needs the other's (a foreign key that may
 * not be empty); who works on tables of its own may have another one.
 */
export function oneSchema(visits: readonly Visit[]): Visit[] {
  const groups = groupBy(visits.filter(isOpen), keyOf);
  return visits.map((visit) => {
    const peers = (isOpen(visit) ? groups.get(keyOf(visit)) : undefined) ?? [];
    return peers.some((peer) => meets(visit, peer) || needs(visit, peer) || needs(peer, visit)) ? together(visit) : visit;
  });
}

function isOpen({ identity, schemaVariable }: Visit): boolean {
  return schemaVariable !== undefined && !identity.proven && identity.uses.length === 0;
}

/** What runs in the cloud of somebody else is the same for all ways of deployment. */
function keyOf({ schemaVariable, identity, profile }: Visit): string {
  return JSON.stringify([schemaVariable, isHosted(identity) ? '' : profile]);
}

function isHosted({ engine }: Visit['identity']): boolean {
  return engine === 'supabase';
}

function meets(one: Visit, other: Visit): boolean {
  const tables = new Set(other.accessor.tables.map(({ table }) => table));
  return one.accessor.service !== other.accessor.service && one.accessor.tables.some(({ table }) => tables.has(table));
}

/** What one writes has foreign keys to what the other writes. */
function needs(one: Visit, other: Visit): boolean {
  const written = new Set(writtenBy(other));
  return (
    one.accessor.service !== other.accessor.service && writtenBy(one).some((table) => one.needs?.get(table)?.some((t) => written.has(t)))
  );
}

function writtenBy({ accessor }: Visit): string[] {
  return accessor.tables.flatMap(({ table, access }) => (access === 'write' ? table : []));
}

function together(visit: Visit): Visit {
  const { identity, schemaVariable } = visit;
  return {
    ...visit,
    identity: {
      engine: identity.engine,
      id: `${identity.engine}://{${schemaVariable?.name ?? ''}}`,
      proven: true,
      isProfileBound: !isHosted(identity),
      uses: [],
    },
  };
}

import type { Related, Violation } from '../../model/finding.js';
import { compareLocations, compareText } from '../../model/location.js';
import { defineRule } from '../../model/rule.js';
import type { System } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';
import { listed } from '../../shared/text.js';
import { type Database, isAccount, isAssumed, provenDatabases } from '../databases.js';
import { peersAmong, servicesByName } from '../services.js';
import { type Owner, ownerOf } from './owner.js';
import { type Access, type Table, tablesOf } from './tables.js';

export const foreignTableAccess = defineRule({
  meta: {
    id: 'database-per-service/foreign-table-access',
    family: 'database-per-service',
    summary: 'A table or collection is read and written by the service that owns it, and by no other.',
    why: 'The owner cannot change its table any more without breaking code that it does not know, and its rules are bypassed.',
    fix: 'Ask the owner through its API, or keep a copy of what you need, fed by its events.',
    severity: 'error',
    sources: ['C. Richardson, Microservices Patterns, ch. 2 (private tables per service)'],
    exempt: [
      'a local copy of the same name in the database of the service itself',
      'a table of which the service that defines it only reads this one and writes a copy of the same name in its own database',
      'a table whose owner could not be told: nobody or several define it and nobody clearly writes it most',
      'a table of DynamoDB that no service defines: that it is shared says shared-datastore',
      'databases whose identity is not proven',
    ],
    example: 'billing runs SELECT … FROM orders.line_item in the database where orders defines the entity line_item.',
    measures: ['tables', 'writes'],
    options: {
      allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Tables that any service may use.' },
    },
  },
  *check(system, { allow }) {
    const services = servicesByName(system);
    for (const database of provenDatabases(system)) {
      if (database.role !== 'primary') continue;
      const visits = foreignVisits(database, system).filter(
        ({ access, owner, table }) =>
          services.has(owner.service) &&
          peersAmong([access.service, owner.service], services).length === 2 &&
          !allow.includes(table.name) &&
          !allow.includes(table.base),
      );
      for (const pair of groupBy(visits, ({ access, owner }) => JSON.stringify([access.service, owner.service])).values()) {
        yield violation(pair, database);
      }
    }
  },
});

interface Visit {
  readonly access: Access;
  readonly table: Table;
  readonly owner: Owner;
}

function foreignVisits(database: Database, system: System): Visit[] {
  return tablesOf(database, system).flatMap((table) => {
    const owner = ownerOf(table, database, system.declared);
    // Tables of an account are made by who deploys it, for all functions that need them: who writes most is no owner.
    if (owner === undefined || (owner.isGuessed && isAccount(database))) return [];
    return table.accesses.filter(({ service }) => service !== owner.service).map((access) => ({ access, table, owner }));
  });
}

/** One finding per visitor and owner, however many tables. */
function violation(visits: readonly Visit[], database: Database): Violation {
  const sorted = [...visits].sort((a, b) => compareText(a.table.name, b.table.name) || compareLocations(a.access.at, b.access.at));
  const [first] = sorted;
  if (first === undefined) throw new Error('a group has members');
  const { service } = first.access;
  const tables = [...new Set(sorted.map(({ table }) => table.name))];
  const sure = sorted.some(({ owner }) => owner.sure) && !isAssumed(database.accessors);
  return {
    message: `${service} ${does(sorted)} ${listed(tables, 3)} of ${first.owner.service} in ${database.id} (${first.owner.because})`,
    services: [service, first.owner.service],
    datastore: database.id,
    subject: `${service} uses tables of ${first.owner.service}`,
    at: first.access.at,
    label: `${service} ${first.access.access}s ${first.table.name}`,
    related: relatedTo(sorted, first),
    ...(sure ? {} : ({ severity: 'warning', confidence: 'medium' } as const)),
    metrics: { tables: tables.length, reads: count(sorted, 'read'), writes: count(sorted, 'write') },
  };
}

function does(visits: readonly Visit[]): string {
  const reads = count(visits, 'read') > 0;
  const writes = count(visits, 'write') > 0;
  return reads && writes ? 'reads and writes' : writes ? 'writes' : 'reads';
}

function count(visits: readonly Visit[], kind: Access['access']): number {
  return visits.filter(({ access }) => access.access === kind).length;
}

/** Where the owner defines the tables, then the first access to each further one. */
function relatedTo(visits: readonly Visit[], first: Visit): Related[] {
  const perTable = [...groupBy(visits, ({ table }) => table.name).values()];
  const defined = perTable.flatMap(([visit]) =>
    (visit?.table.definitions ?? []).flatMap(({ service, at }) =>
      service === visit?.owner.service ? [{ ...at, message: `${service} defines ${visit.table.name}` }] : [],
    ),
  );
  const more = visits
    .filter((visit) => visit !== first)
    .map(({ access, table }) => ({ ...access.at, message: `${access.service} ${access.access}s ${table.name}` }));
  return [...defined, ...more];
}

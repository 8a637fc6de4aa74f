import type { Related, Violation } from '../../model/finding.js';
import { defineRule } from '../../model/rule.js';
import { listed } from '../../shared/text.js';
import {
  type Database,
  type DatabaseAccessor,
  isAccount,
  isAssumed,
  isGivenOnly,
  isKeyValue,
  provenDatabases,
  usersOf,
} from '../databases.js';
import { peersAmong, servicesByName } from '../services.js';

export const sharedDatastore = defineRule({
  meta: {
    id: 'database-per-service/shared-datastore',
    family: 'database-per-service',
    summary: 'Every logical database is used by one service only.',
    why: 'Services that share a database share its schema, its locks and its load: none can change or be released alone.',
    fix: 'Give each service its own database and let the others ask its API or keep a copy fed by its events.',
    severity: 'error',
    sources: [
      'C. Richardson, Microservices Patterns, ch. 2 (database per service)',
      'D. Taibi and V. Lenarduzzi, IEEE Software 35(3), 2018 (shared persistence)',
    ],
    exempt: [
      'the same server with different databases',
      'an environment variable of the same name with different values',
      'a cache, session or queue store (see the option caches)',
      'an account of DynamoDB in which each service has its own tables',
      'message brokers and object storage',
      'migration jobs, admin tools and monitoring beside the service',
      'a worker that starts from the folder of the service',
      'a service that opens the database but has no code that uses it',
    ],
    example: 'orders and billing are both deployed with DATABASE_URL=postgres://db:5432/shop, and both run queries.',
    measures: ['commonTables'],
    options: {
      caches: { type: 'boolean', default: false, description: 'Also report shared caches, session stores and queues, as info.' },
    },
  },
  *check(system, { caches }) {
    const services = servicesByName(system);
    for (const database of provenDatabases(system)) {
      if (database.role !== 'primary' && !caches) continue;
      const users = usersOf(database);
      for (const together of isAccount(database) ? usersOfTables(users) : [users]) {
        const peers = peersAmong(
          together.map(({ service }) => service),
          services,
        );
        if (peers.length >= 2) yield violation(database, together);
      }
    }
  },
});

function violation(database: Database, users: readonly DatabaseAccessor[]): Violation {
  const names = users.map(({ service }) => service);
  const [first] = users;
  const tables = commonTables(users);
  const at = first?.evidence[0];
  return {
    message: messageOf(database, names, { tables, separate: haveOwnSchemas(users) }),
    services: names,
    datastore: database.id,
    ...(at === undefined || first === undefined ? {} : { at, label: opens(first) }),
    related: [...database.accessors.filter((accessor) => accessor !== first).flatMap(places), ...database.accessors.flatMap(origins)],
    ...severityOf(database, users),
    metrics: { services: names.length, commonTables: tables.length },
  };
}

function messageOf(
  { role, id, elsewhere }: Database,
  names: readonly string[],
  { tables, separate }: { readonly tables: readonly string[]; readonly separate: boolean },
): string {
  const what = role === 'primary' ? 'database' : role === 'cache' ? 'cache' : `${role} store`;
  const who = `services ${listed(names, 8)} ${names.length === 2 ? 'both use' : 'all use'} the ${what} ${id}${otherwise(elsewhere)}`;
  if (role === 'primary' && separate) return `${who}, each in its own schema`;
  return tables.length === 0 ? who : `${who}; more than one of them works on ${listed(tables, 3)}`;
}

function otherwise(ids: readonly string[]): string {
  return ids.length === 0 ? '' : ` (deployed otherwise: ${listed(ids, 2)})`;
}

function severityOf(database: Database, users: readonly DatabaseAccessor[]): Pick<Violation, 'severity' | 'confidence'> {
  if (database.role !== 'primary') return { severity: 'info' };
  if (isKeyValue(database) || isAssumed(users) || isGivenOnly(users)) return { severity: 'warning', confidence: 'medium' };
  return haveOwnSchemas(users) ? { severity: 'warning' } : {};
}

/** Every user has schemas that no other has, and none names a table in a schema of another. */
function haveOwnSchemas(users: readonly DatabaseAccessor[]): boolean {
  const all = users.flatMap(({ schemas }) => schemas);
  if (users.some(({ schemas }) => schemas.length === 0) || new Set(all).size !== all.length) return false;
  return users.every(({ schemas, tables }) =>
    tables.every(({ table }) => {
      const schema = /^(.+)\.[^.]+$/.exec(table)?.[1];
      return schema === undefined || schemas.includes(schema) || !all.includes(schema);
    }),
  );
}

/** Of an account every table is a database: who shares tables, each group of services once, without groups that are part of another. */
function usersOfTables(users: readonly DatabaseAccessor[]): (readonly DatabaseAccessor[])[] {
  const groups = commonTables(users)
    .map((table) => users.filter(({ tables }) => tables.some((access) => access.table === table)))
    .sort((a, b) => b.length - a.length);
  return groups.filter((group, at) => !groups.slice(0, at).some((larger) => group.every((user) => larger.includes(user))));
}

function commonTables(users: readonly DatabaseAccessor[]): string[] {
  const counts = new Map<string, number>();
  for (const { tables } of users)
    for (const table of new Set(tables.map((access) => access.table))) counts.set(table, (counts.get(table) ?? 0) + 1);
  return [...counts].flatMap(([table, count]) => (count > 1 ? table : [])).sort();
}

function opens({ service, uses, unread, env }: DatabaseAccessor): string {
  const from = env === undefined ? '' : ` (${env.name} from ${env.entry.at.file}:${env.entry.at.line})`;
  if (unread) return `${service} is deployed with it${from}; its source is not read`;
  return `${service} opens it${from}${uses ? '' : '; no code that uses it was found'}`;
}

function places(accessor: DatabaseAccessor): Related[] {
  return accessor.evidence.slice(0, 1).map((at) => ({ ...at, message: opens(accessor) }));
}

function origins({ service, env }: DatabaseAccessor): Related[] {
  return env === undefined ? [] : [{ ...env.entry.at, message: `${env.name} of ${service}` }];
}

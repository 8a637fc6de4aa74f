import type { Related, Violation } from '../../model/finding.js';
import type { Location } from '../../model/location.js';
import { defineRule } from '../../model/rule.js';
import type { SharedPackage } from '../../model/system.js';
import { listed } from '../../shared/text.js';
import { type Database, type DatabaseAccessor, isAssumed, isKeyValue, provenDatabases, usersOf } from '../databases.js';
import { tableName } from './tables.js';

export const sharedSchemaPackage = defineRule({
  meta: {
    id: 'database-per-service/shared-schema-package',
    family: 'database-per-service',
    summary: 'The schema of a database (entities, models, Prisma schema) belongs to one service, not to a common package.',
    why: 'Every change of the schema is a new version of the package that all its users have to take at once.',
    fix: 'Move the entities into the service that owns the tables; share contracts (DTOs, events, protos) instead.',
    severity: 'warning',
    exempt: [
      'packages with contracts only: DTOs, events, protos',
      'helpers that open whatever database they are told, without entities, when their users open different databases',
      'helpers that only open the database, without entities, when the code of their users names the tables',
      'users of the package that reach no database, or reach it without the package',
      'helpers for caches and other stores of keys and values: they have no schema',
    ],
    example: 'orders and billing both import OrderEntity from @shop/database and run queries with it.',
    measures: ['services', 'entities'],
    options: {},
  },
  *check(system) {
    const databases = provenDatabases(system).filter((database) => database.role === 'primary' && !isKeyValue(database));
    for (const shared of system.packages) {
      const users = shared.entities.length > 0 ? usersOfEntities(shared, system.datastores) : [];
      const together = commonDatabase(shared, databases);
      const names = together === undefined ? users : [...new Set([...users, ...together.services])].sort();
      if (names.length >= 2) yield violation(shared, names, together);
    }
  },
});

type AnyStore = Pick<Database, 'role'> & {
  readonly accessors: readonly Pick<Database['accessors'][number], 'service' | 'uses' | 'tables'>[];
};

/** Users that work on its tables, or on tables that could not be told. The database itself need not be proven. */
function usersOfEntities(shared: SharedPackage, stores: readonly AnyStore[]): string[] {
  const entities = new Set(shared.entities.map(({ name }) => tableName(name).base));
  const accessors = stores.filter(({ role }) => role === 'primary').flatMap((store) => store.accessors);
  const names = serviceNames(shared).filter((service) =>
    accessors.some(
      (accessor) =>
        accessor.service === service &&
        accessor.uses &&
        (accessor.tables.length === 0 || accessor.tables.some(({ table }) => entities.has(tableName(table).base))),
    ),
  );
  return names;
}

interface Together {
  readonly database: Database;
  readonly services: readonly string[];
}

/** The proven database that most users of the package share. */
function commonDatabase(shared: SharedPackage, databases: readonly Database[]): Together | undefined {
  if (shared.entities.length === 0 && shared.dataAccess.length === 0) return undefined;
  const names = serviceNames(shared);
  return databases
    .map((database) => ({
      database,
      services: usersOf(database)
        .filter((accessor) => names.includes(accessor.service) && isThrough(shared, accessor))
        .map(({ service }) => service),
    }))
    .filter(({ services }) => services.length >= 2)
    .sort((a, b) => b.services.length - a.services.length)[0];
}

/** The package runs the queries, holds the entities that they are about, or opens the database for queries that nobody could read. */
function isThrough({ path, entities }: SharedPackage, { evidence, tables }: DatabaseAccessor): boolean {
  const names = new Set(entities.map(({ name }) => tableName(name).base));
  const isInside = ({ file }: Location): boolean => file.startsWith(`${path}/`);
  if (tables.some(({ at, table }) => isInside(at) || names.has(tableName(table).base))) return true;
  return (entities.length > 0 || tables.length === 0) && evidence.some(isInside);
}

function serviceNames({ users }: SharedPackage): string[] {
  return [...new Set(users.map(({ service }) => service))].sort();
}

function violation(shared: SharedPackage, names: readonly string[], together: Together | undefined): Violation {
  const { name, entities, dataAccess } = shared;
  const told = listed(entities.map((entity) => entity.name).sort(), 3);
  const holds = entities.length > 0 ? `entities (${told})` : 'data access';
  const where = together === undefined ? '' : `, in one database ${together.database.id}`;
  const at = entities[0]?.at ?? dataAccess[0];
  return {
    message: `package ${name} holds the ${holds} with which ${listed(names)} reach a database${where}`,
    services: names,
    ...(together === undefined ? {} : { datastore: together.database.id }),
    subject: name,
    ...(at === undefined ? {} : { at, label: entities.length > 0 ? `entity ${entities[0]?.name ?? ''}` : 'opens the database' }),
    related: importsOf(shared, names),
    ...(isSure(shared, together) ? ({ severity: 'error' } as const) : ({ confidence: 'medium' } as const)),
    metrics: { services: names.length, entities: entities.length },
  };
}

/** What only opens a database may be told which one: that its users share it is said of the database. */
function isSure({ path, entities }: SharedPackage, together: Together | undefined): boolean {
  if (together === undefined || isAssumed(usersOf(together.database))) return false;
  const queries = together.database.accessors.flatMap(({ tables }) => tables.map(({ at }) => at.file));
  return entities.length > 0 || queries.some((file) => file.startsWith(`${path}/`));
}

function importsOf({ users }: SharedPackage, names: readonly string[]): Related[] {
  return users.flatMap(({ service, at }) => (names.includes(service) ? [{ ...at, message: `${service} imports it` }] : []));
}

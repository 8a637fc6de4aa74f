import type { Location } from '../../model/location.js';
import { defineRule } from '../../model/rule.js';
import { groupBy } from '../../shared/group-by.js';
import { listed } from '../../shared/text.js';
import { type Database, provenDatabases, usersOf } from '../databases.js';

export const sharedDatabaseServer = defineRule({
  meta: {
    id: 'database-per-service/shared-database-server',
    family: 'database-per-service',
    summary: 'Services that must scale or fail apart have database servers of their own.',
    why: 'Different databases on one server still share its memory, its connections, its upgrades and its outages.',
    fix: 'Nothing, where that is accepted. Else give the service that needs it a server of its own.',
    severity: 'off',
    exempt: ['the same database: that is database-per-service/shared-datastore'],
    example: 'orders opens postgres://db:5432/orders and billing opens postgres://db:5432/billing.',
    measures: ['databases'],
    options: {},
  },
  *check(system) {
    const databases = provenDatabases(system).filter(({ role, host }) => role === 'primary' && host !== undefined);
    for (const group of groupBy(databases, server).values()) {
      const services = [...new Set(group.flatMap((database) => usersOf(database).map(({ service }) => service)))].sort();
      if (group.length < 2 || services.length < 2) continue;
      const [first, ...others] = group.flatMap(openings);
      yield {
        message: `the server ${server(group[0])} holds different databases of ${listed(services)}`,
        services,
        subject: server(group[0]),
        ...(first === undefined ? {} : { at: first.at, label: first.message }),
        related: others.map(({ at, message }) => ({ ...at, message })),
        metrics: { databases: group.length },
      };
    }
  },
});

function server(database: Database | undefined): string {
  return `${database?.engine ?? ''}://${database?.host ?? ''}${database?.port === undefined ? '' : `:${database.port}`}`;
}

function openings(database: Database): { readonly at: Location; readonly message: string }[] {
  return usersOf(database).flatMap(({ service, evidence }) =>
    evidence.slice(0, 1).map((at) => ({ at, message: `${service} opens ${database.id}` })),
  );
}

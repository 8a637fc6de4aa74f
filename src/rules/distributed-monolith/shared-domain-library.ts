import type { Related, Violation } from '../../model/finding.js';
import { defineRule } from '../../model/rule.js';
import type { Service, SharedPackage, System } from '../../model/system.js';
import { listed, plural } from '../../shared/text.js';
import { ownsData } from '../services.js';

export const sharedDomainLibrary = defineRule({
  meta: {
    id: 'distributed-monolith/shared-domain-library',
    family: 'distributed-monolith',
    summary: 'Domain logic and entities live in one service; services share contracts and utilities only.',
    why: 'A change of a business rule in the library is a change of all services that use it, and has to be released in step.',
    fix: 'Move the logic into the service it belongs to and let the others call it; keep contracts and technical helpers shared.',
    severity: 'warning',
    sources: ['D. Taibi and V. Lenarduzzi, IEEE Software 35(3), 2018 (shared libraries)'],
    exempt: [
      'contracts: DTOs, events, protos, types',
      'technical packages: logging, configuration, errors, testing, clients',
      'a package that only one service uses for its domain',
    ],
    example: '@shop/domain has the entity Order with its price rules, and orders and billing both import it.',
    measures: ['services', 'entities', 'logic'],
    options: {
      logic: {
        type: 'integer',
        minimum: 1,
        default: 3,
        description: 'From this many classes with business logic, or modules that change tables, where the package has no entities.',
      },
      technical: {
        type: 'array',
        items: { type: 'string' },
        default: [
          'api',
          'auth',
          'client',
          'clients',
          'config',
          'contract',
          'contracts',
          'dal',
          'data',
          'database',
          'db',
          'dto',
          'dtos',
          'error',
          'errors',
          'event',
          'events',
          'grpc',
          'health',
          'logger',
          'logging',
          'message',
          'messages',
          'messaging',
          'mock',
          'mocks',
          'proto',
          'protos',
          'persistence',
          'queue',
          'repositories',
          'repository',
          'storage',
          'store',
          'telemetry',
          'test',
          'testing',
          'tests',
          'tracing',
          'types',
          'ui',
          'util',
          'utilities',
          'utils',
        ],
        description: 'Words in the name of a package without entities that say that it is technical or a contract.',
      },
    },
  },
  *check(system, { logic, technical }) {
    const services = new Set(system.services.flatMap((service) => (hasDomain(system, service) ? service.name : [])));
    for (const shared of system.packages) {
      const users = usersOf(shared, services);
      const isDomain = shared.entities.length > 0 || (shared.logic.length >= logic && !isTechnical(shared, technical));
      if (users.length >= 2 && isDomain) yield violation(shared, users);
    }
  },
});

/** What a frontend shares with a back end is a type or a validation; it has no domain of its own, unless it works on a database. */
function hasDomain(system: System, service: Service): boolean {
  return service.kind !== 'frontend' || ownsData(system, service);
}

function usersOf({ users }: SharedPackage, services: ReadonlySet<string>): string[] {
  const names = users.flatMap(({ service, besidesDomain }) => (besidesDomain ? [] : service)).filter((name) => services.has(name));
  return [...new Set(names)].sort();
}

function isTechnical({ name, path }: SharedPackage, words: readonly string[]): boolean {
  const last = (text: string): string[] => (text.split('/').at(-1) ?? '').toLowerCase().split(/[^a-z0-9]+/);
  return [...last(name), ...last(path)].some((word) => words.includes(word));
}

function violation(shared: SharedPackage, users: readonly string[]): Violation {
  const { name, entities, logic } = shared;
  const parts = [
    ...(entities.length === 0 ? [] : [plural(entities.length, 'entity')]),
    ...(logic.length === 0 ? [] : [plural(logic.length, 'part') + ' with business logic']),
  ];
  const first = entities[0] ?? logic[0];
  const more = logic.filter((item) => item !== first).map((item): Related => ({ ...item.at, message: `${item.name} has business logic` }));
  return {
    message: `package ${name} has ${listed(parts)} (${listed([...new Set([...entities, ...logic].map((item) => item.name))], 3)}) and is used by ${listed(users)}`,
    services: users,
    subject: name,
    ...(first === undefined ? {} : { at: first.at, label: `${first.name} of ${name}` }),
    related: [
      ...shared.users.flatMap(({ service, at }) => (users.includes(service) ? [{ ...at, message: `${service} imports it` }] : [])),
      ...more,
    ],
    confidence: entities.length > 0 ? 'high' : 'medium',
    metrics: { services: users.length, entities: entities.length, logic: logic.length },
  };
}

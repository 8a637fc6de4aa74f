import type { Violation } from '../../model/finding.js';
import { defineRule } from '../../model/rule.js';
import type { DeclaredName, DeclaredService, System } from '../../model/system.js';
import { isUnclear } from '../../model/unclear.js';
import { callsOf, isTopic, matchStores, type Statement, statements, storesOf, topicsOf } from './compare.js';

export const unusedDeclaration = defineRule({
  meta: {
    id: 'manifest/unused-declaration',
    family: 'manifest',
    summary: 'What msa.yaml says that a service uses, it uses.',
    why: 'A permission that nobody needs hides the day on which somebody begins to use it.',
    fix: 'Remove the name from the list of the service in msa.yaml.',
    severity: 'warning',
    exempt: [
      'runs for one deployment profile: another one may use it',
      'services in languages that msa does not read',
      'services with an address of the same kind that could not be told: what is missing may just not be seen',
    ],
    example: 'msa.yaml lists `calls: [payments]` for orders, and no code of orders calls payments.',
    options: {},
  },
  *check(system, _options, { analysis }) {
    if (analysis.profile !== undefined) return;
    for (const { what, kind, isUsed } of LISTS) {
      for (const { service, names } of statements(system, what)) {
        if (isUnclear(service.name, system, kind)) continue;
        const used = isUsed(service.name, system, names);
        for (const declared of names) if (!used.includes(declared.name)) yield violation(service, what, declared);
      }
    }
  },
});

interface List {
  readonly what: Statement;
  readonly kind: 'call' | 'datastore' | 'topic';
  readonly isUsed: (service: string, system: System, names: readonly DeclaredName[]) => readonly string[];
}

const LISTS: readonly List[] = [
  { what: 'calls', kind: 'call', isUsed: (service, system) => callsOf(service, system).map(({ to }) => to) },
  { what: 'publishes', kind: 'topic', isUsed: topicsUsed('publishers') },
  { what: 'consumes', kind: 'topic', isUsed: topicsUsed('consumers') },
  {
    what: 'datastores',
    kind: 'datastore',
    isUsed: (service, system, names) => [
      ...matchStores(
        names.map(({ name }) => name),
        storesOf(service, system),
        system.declared,
      ).keys(),
    ],
  },
];

function topicsUsed(role: 'publishers' | 'consumers'): List['isUsed'] {
  return (service, system, names) => {
    const topics = topicsOf(service, system, role);
    return names.flatMap(({ name }) => (topics.some((topic) => isTopic(name, topic.name)) ? [name] : []));
  };
}

function violation(service: DeclaredService, what: Statement, { name, at }: DeclaredName): Violation {
  return {
    message: `msa.yaml lists ${name} in the \`${what}\` of ${service.name}, but nothing in its code uses it`,
    services: [service.name],
    subject: `${what} ${name}`,
    at,
    label: 'not used',
  };
}

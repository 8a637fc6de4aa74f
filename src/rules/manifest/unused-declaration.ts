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
      'types of messages (SNS, SQS, EventBridge) and keys by which a queue is bound: they are seen only where both ends are',
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
    const brokers = new Set(
      system.topics.filter((topic) => topic[role].some((end) => end.service === service)).map(({ broker }) => broker),
    );
    const isUsed = (name: string): boolean => topics.some((topic) => isTopic(name, topic.name)) || isSeenInPairs(name, role, brokers);
    return names.flatMap(({ name }) => (isUsed(name) ? [name] : []));
  };
}

/** Brokers whose messages go by what they say they are. */
const BY_TYPE = ['sns', 'sqs', 'eventbridge'];

/** A name that code gives to one end alone, and that is a topic only where the other end has it too: its absence proves nothing. */
function isSeenInPairs(name: string, role: 'publishers' | 'consumers', brokers: ReadonlySet<string>): boolean {
  return BY_TYPE.some((broker) => brokers.has(broker)) || (role === 'consumers' && brokers.has('amqp') && name.includes('/'));
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

import { defineRule } from '../../model/rule.js';
import { groupBy } from '../../shared/group-by.js';
import { listed } from '../../shared/text.js';
import { practises } from '../practised.js';
import { eventsOf } from './topics.js';

export const eventKindUndeclared = defineRule({
  meta: {
    id: 'event-driven/event-kind-undeclared',
    family: 'event-driven',
    summary: 'Of each event it is said whether it is for the inside, for other services or for operations.',
    why: 'A domain event that others listen to is a contract that nobody knows of: a change inside breaks them. An integration event without an outbox is lost.',
    fix: 'Say it where the event is defined: a kind in its definition, or its name (`OrderPlacedIntegrationEvent`).',
    severity: 'warning',
    patterns: ['domain-events', 'integration-events', 'system-events'],
    onlyIfChosen: true,
    cure: 'integration-events',
    sources: [
      'V. Vernon, Implementing Domain-Driven Design, ch. 8',
      '.NET Microservices: Architecture for Containerized .NET Applications (domain events, integration events)',
    ],
    exempt: [
      'services in whose code anything is called a domain, an integration or a system event, or has a `kind`',
      'jobs that are put into a queue (Bull)',
      'CloudEvents, requests that are sent by a broker, and events whose name is not known',
    ],
    example: "`channel.publish('shop', 'order.placed', content)`, and nothing in the service tells whom it is for.",
    measures: ['events'],
    options: {},
  },
  *check(system) {
    const told = eventsOf(system)
      .filter(({ broker }) => broker !== 'bull' && broker !== 'jobs')
      .flatMap(({ name, publishers }) => publishers.map(({ service, at }) => ({ name, service, at })));
    for (const [service, all] of groupBy(told, (one) => one.service)) {
      const [first, ...others] = all;
      if (first === undefined || practises(system, service, 'event-kinds')) continue;
      const names = [...new Set(all.map(({ name }) => name))];
      yield {
        message: `${service} publishes ${listed(names, 3)}, and does not say what kind of ${names.length === 1 ? 'event it is' : 'events they are'}`,
        services: [service],
        at: first.at,
        label: `publishes ${first.name}`,
        related: others.map(({ at, name }) => ({ ...at, message: `publishes ${name}` })),
        metrics: { events: names.length },
      };
    }
  },
});

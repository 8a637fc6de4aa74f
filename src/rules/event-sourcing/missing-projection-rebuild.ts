import { defineRule } from '../../model/rule.js';
import { practises } from '../practised.js';
import { eventStores } from './stores.js';

export const missingProjectionRebuild = defineRule({
  meta: {
    id: 'event-sourcing/missing-projection-rebuild',
    family: 'event-sourcing',
    summary: 'What queries read can be made again from the events.',
    why: 'A view that cannot be rebuilt is a second truth: an error in it stays, and a new view begins empty.',
    fix: 'Let each projection note how far it has read, and give it a way to begin again from the first event.',
    severity: 'warning',
    patterns: ['event-sourcing'],
    onlyIfChosen: true,
    cure: 'event-sourcing',
    sources: ['G. Young, CQRS Documents', 'C. Richardson, Microservices Patterns, ch. 6 and 7'],
    exempt: ['services in whose code anything is called after rebuilding, replaying or checkpoints', 'services without a table of events'],
    example: 'accounts updates `account_view` with each event it stores; nothing reads the events from the beginning.',
    options: {},
  },
  *check(system) {
    for (const { service, at } of eventStores(system)) {
      if (practises(system, service, 'projection-rebuild')) continue;
      yield {
        message: `${service} stores events, and nothing builds what queries read from the first of them again`,
        services: [service],
        at,
        label: 'its events',
      };
    }
  },
});

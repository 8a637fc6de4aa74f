import { defineRule } from '../../model/rule.js';
import { practises } from '../practised.js';
import { eventStores } from './stores.js';

export const unversionedEvent = defineRule({
  meta: {
    id: 'event-sourcing/unversioned-event',
    family: 'event-sourcing',
    summary: 'An event that was stored years ago can still be read.',
    why: 'Events are never changed, the code is: without a version nobody can tell which shape a stored event has, and old aggregates no longer load.',
    fix: 'Store a version of its schema with each event, and bring old versions up to the present when they are read.',
    severity: 'warning',
    patterns: ['event-sourcing'],
    onlyIfChosen: true,
    cure: 'event-sourcing',
    sources: ['G. Young, Versioning in an Event Sourced System', 'M. Overeem et al., The dark side of event sourcing, 2017'],
    exempt: [
      'services in whose code anything is called after upcasting or versions of events or schemas',
      'services without a table of events; the version of a stream is not the version of an event',
    ],
    example: 'accounts inserts `{ type, data }` into `event_store`, and reads it back with the types of today.',
    options: {},
  },
  *check(system) {
    for (const { service, at } of eventStores(system)) {
      if (practises(system, service, 'event-versions')) continue;
      yield {
        message: `${service} stores events without the version of their shape`,
        services: [service],
        at,
        label: 'its events',
      };
    }
  },
});

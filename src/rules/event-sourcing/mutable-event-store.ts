import { defineRule } from '../../model/rule.js';
import { writesToStore } from './stores.js';

export const mutableEventStore = defineRule({
  meta: {
    id: 'event-sourcing/mutable-event-store',
    family: 'event-sourcing',
    summary: 'Events that are stored are never changed and never deleted.',
    why: 'The events are the truth: who changes one changes what has happened, and every view that was built from it is wrong.',
    fix: 'Append an event that corrects the earlier one; for personal data, encrypt it and throw the key away.',
    severity: 'error',
    patterns: ['event-sourcing'],
    onlyIfChosen: true,
    cure: 'event-sourcing',
    sources: ['G. Young, CQRS Documents (the event log is append-only)'],
    exempt: ['tables beside the store: snapshots, outboxes, checkpoints', 'what runs at the start only'],
    example: '`update stored_event set data = $1 where id = $2` in the handler of `PUT /accounts/{}`.',
    options: {},
  },
  *check(system) {
    for (const effects of system.effects) {
      if (effects.entry.kind === 'startup') continue;
      const changed = writesToStore(effects).find(({ how }) => how === 'update' || how === 'delete');
      if (changed === undefined) continue;
      const { service, entry } = effects;
      yield {
        message: `${entry.name} of ${service} ${changed.how}s events that are stored in ${changed.table}`,
        services: [service],
        subject: entry.name,
        at: changed.at,
        label: `${changed.how}s ${changed.table}`,
      };
    }
  },
});

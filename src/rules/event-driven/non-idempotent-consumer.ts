import { defineRule } from '../../model/rule.js';
import { practises } from '../practised.js';

export const nonIdempotentConsumer = defineRule({
  meta: {
    id: 'event-driven/non-idempotent-consumer',
    family: 'event-driven',
    summary: 'A message that comes twice is handled once.',
    why: 'Every broker delivers again when an acknowledgement is lost: then the row is there twice, and the customer pays twice.',
    fix: 'Note the id of each message in the transaction that handles it, and pass over those that are there; or write under an id of the event.',
    severity: 'warning',
    patterns: ['integration-events', 'message-queue', 'event-streaming'],
    onlyIfChosen: true,
    cure: 'integration-events',
    sources: ['C. Richardson, Microservices Patterns, ch. 3 (idempotent message handlers)', 'G. Hohpe, B. Woolf (Idempotent Receiver)'],
    exempt: [
      'updates, deletions and upserts',
      'rows that are written under an id of the message',
      'services in whose code anything is called after idempotency, duplicates or an inbox',
    ],
    example: 'mails handles `order-placed` by `insert into mails (text) values ($1)`.',
    options: {},
  },
  *check(system) {
    for (const { service, entry, writes } of system.effects) {
      const adding = writes.find(({ addsAgain }) => addsAgain);
      if (entry.kind !== 'consumer' || adding === undefined || practises(system, service, 'deduplication')) continue;
      yield {
        message: `${service} adds to ${adding.table} again when ${entry.name} is delivered twice`,
        services: [service],
        subject: entry.name,
        at: adding.at,
        label: `adds to ${adding.table}`,
        related: [{ ...entry.at, message: entry.name }],
      };
    }
  },
});

import type { Violation } from '../../model/finding.js';
import type { Effects } from '../../model/practice.js';
import { defineRule } from '../../model/rule.js';
import type { System } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';
import { plural } from '../../shared/text.js';
import { readsTheLog } from './topics.js';

export const dualWrite = defineRule({
  meta: {
    id: 'event-driven/dual-write',
    family: 'event-driven',
    summary: 'What is stored and what is told about it cannot come apart.',
    why: 'A crash between the write and the publishing loses the event, or tells of something that was never stored; nothing notices.',
    fix: 'Write the event into an outbox table in the transaction of the change, and publish it from there.',
    severity: 'warning',
    patterns: ['transactional-outbox', 'integration-events'],
    cure: 'transactional-outbox',
    sources: [
      'C. Richardson, Microservices Patterns, ch. 3 (transactional outbox)',
      'M. Kleppmann, Designing Data-Intensive Applications, ch. 11',
    ],
    exempt: [
      'messages to a log, of an undoing, answers, and what is put aside to be tried again',
      'services with an outbox',
      'systems that publish from the log of the database (Debezium)',
      'caches',
    ],
    example: 'POST /orders inserts the order, then publishes `order.created` to RabbitMQ.',
    measures: ['operations'],
    options: {},
  },
  *check(system) {
    if (readsTheLog(system)) return;
    const both = system.effects
      .map((one) => ({ ...one, publishes: one.publishes.filter(({ name }) => !ASIDE.test(name)) }))
      .filter(
        ({ service, entry, writes, publishes }) =>
          writes.length > 0 && publishes.length > 0 && REQUESTED.has(entry.kind) && !hasOutbox(system, service),
      );
    for (const all of groupBy(both, ({ service }) => service).values()) yield* violation(all);
  },
});

/** What could not be handled is put aside, what failed is taken back, who asked is answered, what was done is logged: no other data depend on it. */
const ASIDE =
  /dlq|dlx|dead.?letter|retry|reply.?to|^["'`]?parking(?:.?lot)?["'`]?$|(?:^|[^a-z])(?:logs?|logging|rollback|revert|undo|compensat\w*)(?:$|[^a-z])/i;
const REQUESTED: ReadonlySet<string> = new Set(['route', 'rpc', 'consumer']);

function* violation(all: readonly Effects[]): Generator<Violation> {
  const [first, ...others] = all;
  const [write, publish] = [first?.writes[0], first?.publishes[0]];
  if (first === undefined || write === undefined || publish === undefined) return;
  yield {
    message: `${first.service} writes its database and publishes in one operation without an outbox, in ${plural(all.length, 'operation')}: ${first.entry.name}`,
    services: [first.service],
    at: publish.at,
    label: `publishes ${publish.name}`,
    related: [
      { ...write.at, message: `writes ${write.table}` },
      ...others.flatMap(({ entry, publishes: [told] }) =>
        told === undefined ? [] : [{ ...told.at, message: `${entry.name} publishes ${told.name}` }],
      ),
    ],
    metrics: { operations: all.length },
  };
}

/** A table for events to be sent, by the name that everybody gives it. */
function hasOutbox({ services, datastores, effects }: System, name: string): boolean {
  const OUTBOX = /outbox/i;
  const own = services.find((one) => one.name === name);
  return (
    own?.entities.some((entity) => OUTBOX.test(entity.name)) === true ||
    datastores.some(({ accessors }) =>
      accessors.some(({ service, tables }) => service === name && tables.some(({ table }) => OUTBOX.test(table))),
    ) ||
    effects.some(({ service, writes }) => service === name && writes.some(({ table }) => OUTBOX.test(table)))
  );
}

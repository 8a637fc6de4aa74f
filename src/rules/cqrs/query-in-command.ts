import type { Effects } from '../../model/practice.js';
import { defineRule } from '../../model/rule.js';
import { groupBy } from '../../shared/group-by.js';
import { isCommand, isQuery } from './sides.js';

export const queryInCommand = defineRule({
  meta: {
    id: 'cqrs/query-in-command',
    family: 'cqrs',
    summary: 'A command decides by the model that commands write.',
    why: 'A model for queries lags behind: a command that decides by it decides by what was, and two of them may both be allowed where one may be.',
    fix: 'Read what the decision needs from the write model, in the transaction of the command.',
    severity: 'warning',
    patterns: ['cqrs', 'cqrs-separate-store'],
    onlyIfChosen: true,
    cure: 'cqrs',
    sources: ['G. Young, CQRS Documents', 'M. Fowler, CQRS (bliki)'],
    exempt: ['tables that a command of the service writes too', 'tables that no consumer, schedule or projection fills'],
    example: '`POST /orders` looks the customer up in `order_view`, which a consumer of events fills for `GET /orders`.',
    options: {},
  },
  *check(system) {
    for (const [service, own] of groupBy(system.effects, (one) => one.service)) {
      const views = readModel(own);
      for (const { entry, reads } of own.filter(isCommand)) {
        const read = reads.find(({ table }) => views.has(table));
        if (read === undefined) continue;
        yield {
          message: `${entry.name} of ${service} changes data, and decides by ${read.table}, which is made for queries`,
          services: [service],
          subject: entry.name,
          at: read.at,
          label: `reads ${read.table}`,
          related: [{ ...entry.at, message: entry.name }],
        };
      }
    }
  },
});

/** Tables that queries read, and that something else than a command fills. */
function readModel(own: readonly Effects[]): ReadonlySet<string> {
  const commanded = new Set(own.filter(isCommand).flatMap(({ writes }) => writes.map(({ table }) => table)));
  const projected = new Set(own.filter(isBehind).flatMap(({ writes }) => writes.map(({ table }) => table)));
  const asked = own.filter(isQuery).flatMap(({ reads }) => reads.map(({ table }) => table));
  return new Set(asked.filter((table) => projected.has(table) && !commanded.has(table)));
}

/** What goes on behind requests: consumers, schedules, loops that were started. */
function isBehind({ entry }: Effects): boolean {
  return entry.kind === 'consumer' || entry.kind === 'schedule' || entry.kind === 'startup';
}

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
    exempt: [
      'tables that a command of the service writes too',
      'tables that are not called a view and that no event of the service itself fills: copies of what another service owns, results of jobs',
    ],
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

/** Tables that queries read, that no command fills, and that are called a view or filled by the events of the service's own commands. */
function readModel(own: readonly Effects[]): ReadonlySet<string> {
  const commands = own.filter(isCommand);
  const commanded = new Set(commands.flatMap(({ writes }) => writes.map(({ table }) => table)));
  const events = new Set(commands.flatMap(({ publishes }) => publishes.map(({ name }) => `event ${name.replace(/^["'`]|["'`]$/g, '')}`)));
  const projected = new Set(
    own
      .filter(isBehind)
      .flatMap(({ entry, writes }) => writes.flatMap(({ table }) => (events.has(entry.name) || VIEW.test(table) ? table : []))),
  );
  const asked = own.filter(isQuery).flatMap(({ reads }) => reads.map(({ table }) => table));
  return new Set(asked.filter((table) => projected.has(table) && !commanded.has(table)));
}

/** A copy of what another service owns, and what jobs keep up, has no such name. */
const VIEW = /(?<!re)views?$|projection|read_?model|summar(?:y|ies)$/i;

/** What goes on behind requests: consumers, schedules, loops that were started. */
function isBehind({ entry }: Effects): boolean {
  return entry.kind === 'consumer' || entry.kind === 'schedule' || entry.kind === 'startup';
}

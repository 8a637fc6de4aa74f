import { defineRule } from '../../model/rule.js';
import { groupBy } from '../../shared/group-by.js';
import { listed } from '../../shared/text.js';
import { isBookkeeping, isCommand, isQuery } from './sides.js';

export const sharedReadWriteModel = defineRule({
  meta: {
    id: 'cqrs/shared-read-write-model',
    family: 'cqrs',
    summary: 'Queries read a model that was made for them.',
    why: 'Two sides on the same tables pay for the split and get nothing of it: no shape of its own for the question, no scaling of its own.',
    fix: 'Keep a view for the queries, fed by the changes; or give the pattern up where one model is enough.',
    severity: 'warning',
    patterns: ['cqrs', 'cqrs-separate-store'],
    onlyIfChosen: true,
    cure: 'cqrs',
    sources: ['G. Young, CQRS Documents', 'M. Fowler, CQRS (bliki)'],
    exempt: ['services of whose queries any reads a table that no command writes', 'services without queries or without commands'],
    example: '`GET /orders` and `POST /orders` both use the table `orders`, and there is no other.',
    measures: ['tables'],
    options: {},
  },
  *check(system) {
    for (const [service, own] of groupBy(system.effects, (one) => one.service)) {
      const read = new Map(
        own.filter(isQuery).flatMap(({ reads }) => reads.flatMap((one) => (isBookkeeping(one.table) ? [] : [[one.table, one] as const]))),
      );
      const written = new Set(own.filter(isCommand).flatMap(({ writes }) => writes.map(({ table }) => table)));
      const [first] = read.values();
      if (first === undefined || written.size === 0 || ![...read.keys()].every((table) => written.has(table))) continue;
      yield {
        message: `queries of ${service} read nothing but what its commands write: ${listed([...read.keys()], 4)}`,
        services: [service],
        at: first.at,
        label: `reads ${first.table}`,
        metrics: { tables: read.size },
      };
    }
  },
});

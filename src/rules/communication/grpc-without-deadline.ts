import { defineRule } from '../../model/rule.js';
import { groupBy } from '../../shared/group-by.js';
import { plural } from '../../shared/text.js';

export const grpcWithoutDeadline = defineRule({
  meta: {
    id: 'communication/grpc-without-deadline',
    family: 'communication',
    summary: 'Every gRPC call says how long it may take.',
    why: 'gRPC waits for ever unless it is told otherwise, and the deadline is what stops the work of all services behind the one that is called.',
    fix: 'Give each call a deadline, and pass on what is left of the one that came in.',
    severity: 'warning',
    patterns: ['grpc'],
    onlyIfChosen: true,
    cure: 'grpc',
    sources: ['gRPC documentation, Deadlines'],
    exempt: ['calls whose options or interceptors are not known', 'streams that an operator of rxjs ends'],
    example: '`client.getCrew({ id }, callback)` without `{ deadline }`.',
    measures: ['calls'],
    options: {},
  },
  *check(system) {
    const bare = system.callSites.filter(({ protocol, ends, from, to }) => protocol === 'grpc' && ends === 'never' && from !== to);
    for (const sites of groupBy(bare, ({ from, to }) => `${from} ${to}`).values()) {
      const [first, ...others] = sites;
      if (first === undefined) continue;
      yield {
        message: `${first.from} calls ${first.to} by gRPC without a deadline, in ${plural(sites.length, 'call')}`,
        services: [first.from, first.to],
        subject: `${first.from} calls ${first.to}`,
        at: first.at,
        label: first.name,
        related: others.map(({ at, name }) => ({ ...at, message: name })),
        metrics: { calls: sites.length },
      };
    }
  },
});

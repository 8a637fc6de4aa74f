import { defineRule } from '../../model/rule.js';
import type { System } from '../../model/system.js';
import { listed } from '../../shared/text.js';
import { practises } from '../practised.js';

export const missingCompensation = defineRule({
  meta: {
    id: 'saga/missing-compensation',
    family: 'saga',
    summary: 'Each step of a saga can be undone.',
    why: 'A saga has no rollback: when a later step fails, what the earlier ones have done stays, unless somebody undoes it.',
    fix: 'Write for each step what takes it back, and call that in the reverse order when a later one fails.',
    severity: 'warning',
    patterns: ['saga-orchestration', 'saga-choreography'],
    onlyIfChosen: true,
    cure: 'saga-orchestration',
    sources: ['H. Garcia-Molina, K. Salem, Sagas, 1987', 'C. Richardson, Microservices Patterns, ch. 4'],
    exempt: [
      'services in whose code anything is called after compensation, cancelling, refunds or another undoing',
      'services that change nothing in others',
    ],
    example: 'orders creates a payment, then a shipment; nothing in orders cancels, refunds or undoes.',
    options: {},
  },
  *check(system) {
    for (const { name, analysed } of system.services) {
      const changed = changedBy(system, name);
      const [first] = changed;
      if (!analysed || first === undefined || practises(system, name, 'compensation')) continue;
      const others = [...new Set(changed.map(({ to }) => to))];
      if (others.length < 2) continue;
      yield {
        message: `${name} changes data in ${listed(others)}, and has nothing that undoes it`,
        services: [name, ...others],
        subject: name,
        at: first.at,
        label: `${first.to}: ${first.name}`,
      };
    }
  },
});

/** Calls of operations of others that are seen to write. */
function changedBy({ flows, effects }: System, service: string) {
  const writing = new Set(effects.flatMap((one) => (one.writes.length > 0 ? `${one.service}\n${one.entry.name}` : [])));
  return flows
    .filter((flow) => flow.service === service)
    .flatMap(({ calls }) => calls)
    .filter(
      ({ to, style, operation, confidence }) =>
        to !== service && style === 'sync' && confidence !== 'inferred' && operation !== undefined && writing.has(`${to}\n${operation}`),
    );
}

import { defineRule } from '../../model/rule.js';
import type { RemoteCall, System } from '../../model/system.js';
import { listed } from '../../shared/text.js';
import { ownGateways } from '../gateways.js';
import { practises } from '../practised.js';
import { changesData } from './changes.js';

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
      'gateways, and what is done while a request is waiting: that is a distributed transaction',
    ],
    example: 'orders charges when an order was placed, and sends when it was paid; nothing in orders cancels, refunds or undoes.',
    options: {},
  },
  *check(system) {
    const gateways = new Set(ownGateways(system).map(({ name }) => name));
    const isChange = changesData(system);
    for (const { name, analysed } of system.services) {
      if (!analysed || gateways.has(name) || practises(system, name, 'compensation')) continue;
      const changed = afterwards(system, name).filter((call) => call.to !== name && isChange(call));
      const others = [...new Set(changed.map(({ to }) => to))];
      const [first] = changed;
      if (first === undefined || others.length < 2) continue;
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

/** What goes on when the request is answered, message by message and by the clock: steps that belong together. */
function afterwards({ flows }: System, service: string): RemoteCall[] {
  return flows
    .filter((flow) => flow.service === service && flow.entry.kind !== 'route' && flow.entry.kind !== 'rpc')
    .flatMap(({ calls }) => calls);
}

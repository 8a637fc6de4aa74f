import type { Related } from '../../model/finding.js';
import { defineRule } from '../../model/rule.js';
import type { System } from '../../model/system.js';
import { edgesBetween, isBackend } from '../services.js';
import { measure } from './measures.js';

export const hubService = defineRule({
  meta: {
    id: 'god-service/hub-service',
    family: 'god-service',
    summary: 'No service stands between most of the others.',
    why: 'A service that many call and that calls many passes every change and every outage on, in both directions.',
    fix: 'Split what it offers from what it orchestrates, or let it publish events instead of calling.',
    severity: 'warning',
    exempt: ['frontends, and gateways that own no data'],
    example: 'customers is called by seven services and calls eight.',
    measures: ['fanIn', 'fanOut'],
    options: {
      fanIn: { type: 'integer', minimum: 1, default: 6, description: 'From this many services that call it.' },
      fanOut: { type: 'integer', minimum: 1, default: 6, description: 'From this many services that it calls.' },
    },
  },
  *check(system, limits) {
    for (const service of system.services) {
      const { fanIn, fanOut } = measure(service, system);
      if (fanIn < limits.fanIn || fanOut < limits.fanOut || !isBackend(system, service)) continue;
      yield {
        message: `${service.name} is called by ${fanIn} services and calls ${fanOut}`,
        services: [service.name],
        at: service.at,
        label: service.name,
        related: edgesOf(service.name, system),
        metrics: { fanIn, fanOut },
      };
    }
  },
});

/** One place for each neighbour. */
function edgesOf(name: string, system: System): Related[] {
  const seen = new Set<string>();
  return edgesBetween(system).flatMap(({ from, to, name: call, evidence }) => {
    const key = `${from} ${to}`;
    const at = evidence[0];
    if (at === undefined || seen.has(key) || (from !== name && to !== name)) return [];
    seen.add(key);
    return [{ ...at, message: `${from} → ${to}: ${call}` }];
  });
}

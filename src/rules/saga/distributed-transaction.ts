import { defineRule } from '../../model/rule.js';
import type { Flow, System } from '../../model/system.js';
import { listed } from '../../shared/text.js';
import { changesData } from './changes.js';

export const distributedTransaction = defineRule({
  meta: {
    id: 'saga/distributed-transaction',
    family: 'saga',
    summary: 'An operation that changes data in several services can be undone when one of them fails.',
    why: 'When the second call fails, the first change stays: the services contradict each other, and nobody puts it right.',
    fix: 'Make it a saga: for every step a compensation, and a place that knows how far it got.',
    severity: 'warning',
    patterns: ['saga-orchestration', 'saga-choreography'],
    cure: 'saga-orchestration',
    sources: ['C. Richardson, Microservices Patterns, ch. 4 (sagas)', 'H. Garcia-Molina, K. Salem, Sagas, 1987'],
    exempt: [
      'operations that call something by the name of an undoing or of a failure',
      'gateways that only forward',
      'calls of which nothing is known to be written',
    ],
    example: 'POST /checkout creates a payment, then a shipment; when the shipment fails, the payment stays.',
    measures: ['services'],
    options: {
      services: { type: 'integer', minimum: 2, default: 2, description: 'From this many other services in which data is changed.' },
    },
  },
  *check(system, { services: limit }) {
    const isChange = changesData(system);
    const told = new Set<string>();
    for (const flow of system.flows) {
      const changes = flow.calls.filter(isChange);
      const others = [...new Set(changes.map(({ to }) => to))].filter((to) => to !== flow.service);
      if (others.length < limit || isUndone(flow) || !isRequested(flow) || isGateway(system, flow)) continue;
      const [first, ...rest] = others.flatMap((to) => changes.find((call) => call.to === to) ?? []);
      // One function that several routes lead to is told once.
      const place = JSON.stringify([flow.service, first?.asked]);
      if (first === undefined || told.has(place)) continue;
      told.add(place);
      yield {
        message: `${flow.entry.name} of ${flow.service} changes data in ${listed(others)}, and nothing undoes it when one of them fails`,
        services: [flow.service, ...others],
        subject: flow.entry.name,
        at: first.asked,
        label: `${first.to}: ${first.name}`,
        related: [
          ...rest.map(({ asked, to, name }) => ({ ...asked, message: `${to}: ${name}` })),
          { ...flow.entry.at, message: flow.entry.name },
        ],
        metrics: { services: others.length },
      };
    }
  },
});

const UNDOING = /abort|cancel|compensat|fail|revert|rollback|refund|release|undo|restore|delete|remove|void/i;

/** What takes a change back, among the calls of the same operation. */
function isUndone({ calls, entry }: Flow): boolean {
  return !UNDOING.test(entry.name) && calls.some(({ name, operation = '' }) => UNDOING.test(name) || UNDOING.test(operation));
}

function isRequested({ entry }: Flow): boolean {
  return entry.kind === 'route' || entry.kind === 'rpc' || entry.kind === 'consumer';
}

/** It offers each operation of others as its own. */
function isGateway({ services }: System, { service, calls }: Flow): boolean {
  return services.some(({ name, kind }) => name === service && kind === 'frontend') || calls.every(({ protocol }) => protocol === 'proxy');
}

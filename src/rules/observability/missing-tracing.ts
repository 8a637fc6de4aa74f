import { defineRule } from '../../model/rule.js';
import type { System } from '../../model/system.js';
import { practises } from '../practised.js';

export const missingTracing = defineRule({
  meta: {
    id: 'observability/missing-tracing',
    family: 'observability',
    summary: 'A request can be followed through all services that it passes.',
    why: 'A request is slow or fails, and nobody can tell in which of the services: each has a log of its own.',
    fix: 'Set up OpenTelemetry before anything else is imported, and send its spans to a collector.',
    severity: 'warning',
    patterns: ['tracing'],
    onlyIfChosen: true,
    cure: 'tracing',
    sources: ['C. Richardson, Microservices Patterns, ch. 11 (distributed tracing)', 'W3C Trace Context'],
    exempt: [
      'services that import OpenTelemetry, an agent of a vendor, or code that is called after tracing',
      'containers into which the cluster puts an agent',
      'frontends, services that are alone, and those whose source is not read',
    ],
    example: 'orders calls payments and stock; only payments sets up OpenTelemetry.',
    options: {},
  },
  *check(system) {
    for (const { name, kind, analysed, at } of system.services) {
      if (!analysed || kind === 'frontend' || practises(system, name, 'tracing') || isInjected(system, name)) continue;
      if (!isConnected(system, name)) continue;
      yield { message: `${name} leaves no trace of the requests that pass it`, services: [name], at, label: name };
    }
  },
});

function isConnected({ edges }: System, name: string): boolean {
  return edges.some(({ from, to }) => from !== to && (from === name || to === name));
}

/** By an operator in the cluster. */
function isInjected({ deployed }: System, name: string): boolean {
  return deployed.some(({ service, running }) => service === name && running?.isTraced === true);
}

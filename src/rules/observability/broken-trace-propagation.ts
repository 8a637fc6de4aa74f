import { defineRule } from '../../model/rule.js';
import { listed } from '../../shared/text.js';
import { practises } from '../practised.js';

export const brokenTracePropagation = defineRule({
  meta: {
    id: 'observability/broken-trace-propagation',
    family: 'observability',
    summary: 'A service that traces tells those whom it calls which trace they are part of.',
    why: 'Without the context in headers and messages every service begins a trace of its own, and what belongs together is not found.',
    fix: 'Use the instrumentation of the clients, or call `propagation.inject` for the headers of every call and message.',
    severity: 'warning',
    patterns: ['tracing'],
    onlyIfChosen: true,
    cure: 'tracing',
    sources: ['W3C Trace Context', 'OpenTelemetry specification, context propagation'],
    exempt: [
      'services with automatic instrumentation or an agent of a vendor',
      'services in whose code anything is called after propagation or `traceparent`',
      'services that call nobody and publish nothing',
    ],
    example: 'orders makes spans with `@opentelemetry/sdk-trace-node` and calls payments with bare headers.',
    options: {},
  },
  *check(system) {
    for (const { name } of system.services) {
      const traced = system.practised.find(({ service, practice }) => service === name && practice === 'tracing');
      if (traced === undefined || practises(system, name, 'trace-propagation')) continue;
      const called = [...new Set(system.edges.flatMap(({ from, to }) => (from === name && to !== name ? to : [])))];
      if (called.length === 0) continue;
      yield {
        message: `${name} traces what it does, and does not tell ${listed(called)} of the trace`,
        services: [name],
        at: traced.at,
        label: 'traces begin here',
      };
    }
  },
});

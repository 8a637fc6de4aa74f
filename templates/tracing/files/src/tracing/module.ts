import { setTimeout as sleep } from 'node:timers/promises';

import type { SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { z } from 'zod';

import { defineModule } from '../module.js';
import { createProvider, otlp } from './provider.js';
import { incomingSpans, outgoingSpans, traceFields } from './spans.js';

/** How long the collector may take to accept the last spans, in milliseconds. */
const LAST_SPANS = 2000;

/** `more` processors are for tests, and for exporters of another kind. */
export function tracingWith(...more: SpanProcessor[]) {
  return defineModule({
    name: 'tracing',
    stage: 'foundation',
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
      OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
    },
    start(service, { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio }) {
      if (endpoint === undefined && service.production) service.log.warn('traces are not exported: OTEL_EXPORTER_OTLP_ENDPOINT is not set');
      const provider = createProvider(service.name, ratio, [...(endpoint === undefined ? [] : [otlp(endpoint)]), ...more]);
      // Gives the context that follows asynchronous calls, and `trace.getTracer` for spans of your own.
      provider.register();
      const tracer = provider.getTracer(service.name);
      service.calls.onIncoming(incomingSpans(tracer));
      service.calls.onOutgoing(outgoingSpans(tracer));
      service.addLogFields(traceFields);
      service.onStop(async () => {
        // The last spans are worth a moment, not a shutdown that fails.
        const lost = (error: unknown): void => {
          service.log.warn({ err: error }, 'the last spans are lost');
        };
        await Promise.race([provider.shutdown().catch(lost), sleep(LAST_SPANS, undefined, { ref: false })]);
      });
    },
  });
}

export const tracing = tracingWith();

import {
  context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';

import type { Interceptor, OpenScope, Outcome } from '../calls.js';

const propagator = new W3CTraceContextPropagator();

/** Probes and scrapes would be most of the traces. */
const OPERATIONS = /^GET \/(health|metrics|openapi\.json)/;

/** A span around each call that comes in, as the child of the caller's. */
export function incomingSpans(tracer: Tracer): OpenScope {
  return ({ carrier, operation, headers }) => {
    if (OPERATIONS.test(operation)) return { run: (work) => work() };
    const parent = propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
    const kind = carrier === 'message' ? SpanKind.CONSUMER : SpanKind.SERVER;
    const span = tracer.startSpan(operation, { kind, attributes: { 'call.carrier': carrier } }, parent);
    const inside = trace.setSpan(parent, span);
    return {
      run: (work) => context.with(inside, work),
      end: (outcome) => {
        finish(span, outcome);
      },
    };
  };
}

/** A span around each call that goes out; what is called gets it as its parent. */
export function outgoingSpans(tracer: Tracer): Interceptor {
  return async ({ carrier, peer, operation, headers }, next) => {
    const kind = carrier === 'message' ? SpanKind.PRODUCER : SpanKind.CLIENT;
    const attributes = { 'call.carrier': carrier, 'peer.service': peer };
    const span = tracer.startSpan(operation, { kind, attributes });
    const inside = trace.setSpan(context.active(), span);
    propagator.inject(inside, headers, defaultTextMapSetter);
    try {
      const result = await context.with(inside, next);
      finish(span, { ok: true });
      return result;
    } catch (error) {
      finish(span, { ok: false, error });
      throw error;
    }
  };
}

/** The ids of the span that is open, for the log. */
export function traceFields(): { traceId?: string; spanId?: string } {
  const span = trace.getActiveSpan()?.spanContext();
  return span === undefined ? {} : { traceId: span.traceId, spanId: span.spanId };
}

function finish(span: Span, { ok, status, error }: Outcome): void {
  if (status !== undefined) span.setAttribute('response.status_code', status);
  if (error instanceof Error) span.recordException(error);
  if (!ok) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

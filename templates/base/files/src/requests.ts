import type { FastifyRequest } from 'fastify';
import { Histogram, type Registry } from 'prom-client';

import type { Calls, Scope } from './calls.js';
import { CORRELATION_HEADER, correlationId } from './correlation.js';
import type { Http } from './http.js';

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

declare module 'fastify' {
  interface FastifyRequest {
    scope: Required<Scope>;
  }
}

/** Every request runs inside the scopes of `calls`, is measured, and leaves one line in the log. */
export function watchRequests(http: Http, calls: Calls, metrics: Registry): void {
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [metrics],
  });

  http.addHook('onRequest', (request, reply, done) => {
    request.scope = calls.enter({ carrier: 'http', operation: operationOf(request), headers: headersOf(request) });
    request.scope.run(() => {
      void reply.header(CORRELATION_HEADER, correlationId());
      done();
    });
  });
  // Reading the body leaves the asynchronous context of onRequest.
  http.addHook('preValidation', (request, _reply, done) => {
    request.scope.run(done);
  });
  http.addHook('onResponse', (request, reply, done) => {
    const status = reply.statusCode;
    const route = request.routeOptions.url ?? 'none';
    duration.observe({ method: request.method, route, status: String(status) }, reply.elapsedTime / 1000);
    request.scope.run(() => {
      const line = { method: request.method, route, status, ms: Math.round(reply.elapsedTime) };
      if (request.routeOptions.config.open === true) request.log.debug(line, 'request');
      else request.log.info(line, 'request');
    });
    request.scope.end({ ok: status < 500, status });
    done();
  });
}

function operationOf(request: FastifyRequest): string {
  return `${request.method} ${request.routeOptions.url ?? 'none'}`;
}

function headersOf(request: FastifyRequest): Record<string, string | undefined> {
  const entries = Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]);
  return Object.fromEntries(entries) as Record<string, string | undefined>;
}

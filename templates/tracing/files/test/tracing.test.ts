import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { beforeEach, expect, test } from 'vitest';

import type { Module } from '../src/module.js';
import { tracingWith } from '../src/tracing/module.js';
import { logLines, testApp } from './support.js';

let exporter: InMemorySpanExporter;

beforeEach(() => {
  exporter = new InMemorySpanExporter();
});

async function appWith(module: Omit<Module, 'name' | 'stage' | 'env'>, log = logLines(), env: Record<string, string> = {}) {
  const modules: Module[] = [tracingWith(new SimpleSpanProcessor(exporter)), { name: 'own', stage: 'feature', env: {}, ...module }];
  return testApp({ env: { LOG_LEVEL: 'info', ...env }, modules, logTo: log });
}

/** The spans from the first to the last, each the child of the one before. */
function chain(spans: readonly ReadableSpan[]): ReadableSpan[] {
  const next = (parent: string | undefined): ReadableSpan[] => {
    const span = spans.find(({ parentSpanContext }) => parentSpanContext?.spanId === parent);
    return span === undefined ? [] : [span, ...next(span.spanContext().spanId)];
  };
  return next(undefined);
}

test('one trace goes over two services and one event', async () => {
  const log = logLines();
  const events: Readonly<Record<string, string>>[] = [];
  const second = await appWith({
    start({ http, calls }) {
      http.get('/stock', async () =>
        calls.send({ carrier: 'message', peer: 'broker', operation: 'stock.read' }, async (headers) => {
          events.push(headers);
          return Promise.resolve({ ok: true });
        }),
      );
    },
  });
  const url = await second.listen();
  const first = await appWith(
    {
      start({ http, calls, log: ownLog }) {
        http.get('/order', async () => {
          ownLog.info('ordering');
          return calls.send({ carrier: 'http', peer: 'stock', operation: 'GET /stock' }, async (headers) =>
            (await fetch(`${url}/stock`, { headers })).json(),
          );
        });
      },
    },
    log,
  );

  await first.service.http.inject('/order');
  const [headers = {}] = events;
  await first.service.calls.receive({ carrier: 'message', operation: 'stock.read', headers }, async () => Promise.resolve());

  const spans = chain(exporter.getFinishedSpans());
  expect(spans.map(({ name, kind }) => `${SpanKind[kind]} ${name}`)).toEqual([
    'SERVER GET /order',
    'CLIENT GET /stock',
    'SERVER GET /stock',
    'PRODUCER stock.read',
    'CONSUMER stock.read',
  ]);
  const traces = new Set(spans.map((span) => span.spanContext().traceId));
  expect(traces.size).toBe(1);
  expect(log.lines.find(({ msg }) => msg === 'ordering')).toMatchObject({ traceId: [...traces][0] });
});

test('a failure is seen in the span', async () => {
  const app = await appWith({
    start({ http, calls }) {
      http.get('/order', async () =>
        calls.send({ carrier: 'http', peer: 'stock', operation: 'GET /stock' }, async () => Promise.reject(new Error('gone'))),
      );
    },
  });

  await app.service.http.inject('/order');

  const [client, server] = exporter.getFinishedSpans();
  expect(client).toMatchObject({ status: { code: SpanStatusCode.ERROR }, events: [{ name: 'exception' }] });
  expect(server).toMatchObject({ status: { code: SpanStatusCode.ERROR }, attributes: { 'response.status_code': 500 } });
});

test('probes leave no trace, and a caller that does not sample is followed', async () => {
  const app = await appWith({ start: ({ http }) => void http.get('/order', () => ({})) });

  await app.service.http.inject('/health/ready');
  await app.service.http.inject({ url: '/order', headers: { traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-00` } });

  expect(exporter.getFinishedSpans()).toEqual([]);
});

test('a collector that is away disturbs nobody', async () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' };
  const app = await appWith({ start: ({ http }) => void http.get('/order', () => ({})) }, logLines(), env);

  expect((await app.service.http.inject('/order')).statusCode).toBe(200);
  await expect(app.stop()).resolves.toBeUndefined();
});

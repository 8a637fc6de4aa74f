// A collector of traces that keeps what it gets: in production this is Jaeger, Tempo, or a service of your cloud.
import { createServer } from 'node:http';

/** Speaks OTLP over HTTP. */
export async function startCollector() {
  const spans = [];
  const server = createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      if (request.url === '/v1/traces') spans.push(...spansOf(JSON.parse(Buffer.concat(parts).toString())));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    spans,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function spansOf({ resourceSpans = [] }) {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue;
    return scopeSpans.flatMap(({ spans }) =>
      spans.map(({ traceId, spanId, parentSpanId, name, status, startTimeUnixNano, endTimeUnixNano }) => ({
        service,
        traceId,
        spanId,
        parentSpanId,
        name,
        failed: status.code === 2,
        begin: Number(BigInt(startTimeUnixNano) / 1000n) / 1000,
        end: Number(BigInt(endTimeUnixNano) / 1000n) / 1000,
      })),
    );
  });
}

/** One trace as an indented list: service, what it does, when it began and how long it took, in milliseconds. */
export function traceLines(spans) {
  const first = Math.min(...spans.map(({ begin }) => begin));
  const known = new Set(spans.map(({ spanId }) => spanId));
  const width = Math.max(...spans.map(({ service }) => service.length));
  const below = (parent, depth) =>
    spans
      .filter(({ parentSpanId }) => (known.has(parentSpanId) ? parentSpanId === parent : parent === undefined))
      .sort((a, b) => a.begin - b.begin)
      .flatMap((span) => [lineOf(span, { depth, first, width }), ...below(span.spanId, depth + 1)]);
  return below(undefined, 0);
}

function lineOf({ service, name, failed, begin, end }, { depth, first, width }) {
  const time = `${(begin - first).toFixed(0).padStart(6)} ms ${`+${(end - begin).toFixed(0)}`.padStart(6)}`;
  return `${time}  ${service.padEnd(width)}  ${'  '.repeat(depth)}${name}${failed ? '  ✗' : ''}`;
}

import type { System } from '../../model/system.js';
import type { Span } from '../../model/trace.js';

/** A call from one service of the system to another, as a trace has it. */
export interface RecordedCall {
  readonly span: Span;
  readonly caller: string;
  readonly peer: string;
  /** `GET /orders/{}`, `shop.Orders/Get`. */
  readonly template: string;
  /** What it asked for in full; undefined where the trace does not tell: a message of gRPC. */
  readonly asked?: string;
}

/** The calls between services of the system, by the names that they have in traces. */
export function recordedCalls(spans: readonly Span[], system: System): RecordedCall[] {
  const named = new Map(system.services.map(({ name }) => [plain(name), name]));
  const answers = new Map(
    spans.flatMap((span) => (span.kind === 'server' && span.parent !== undefined ? [[keyOf(span.trace, span.parent), span] as const] : [])),
  );
  return spans.flatMap((span) => {
    if (span.kind !== 'client' || OTHERS.some((name) => span.attributes.has(name))) return [];
    const caller = named.get(plain(span.service));
    const peer = named.get(plain(answers.get(keyOf(span.trace, span.id))?.service ?? hostOf(span) ?? ''));
    return caller === undefined || peer === undefined || caller === peer ? [] : [{ span, caller, peer, ...whatOf(span) }];
  });
}

/** Calls of databases and brokers. */
const OTHERS = ['db.system', 'db.system.name', 'messaging.system'];

function keyOf(trace: string, span: string): string {
  return `${trace} ${span}`;
}

/** `Order_Service`, `orders-service` and `orders.shop.svc.cluster.local` are told apart by nobody. */
function plain(name: string): string {
  const [host = ''] = name.toLowerCase().split('.');
  return host.replace(/[-_\s]/g, '').replace(/(?<=.)(?:service|svc|api)$/, '');
}

function hostOf({ attributes }: Span): string | undefined {
  const url = attributes.get('url.full') ?? attributes.get('http.url');
  return (
    attributes.get('peer.service') ??
    (url === undefined ? undefined : partsOf(url)?.host) ??
    attributes.get('server.address') ??
    attributes.get('net.peer.name')
  );
}

function whatOf({ attributes, name }: Span): Pick<RecordedCall, 'template' | 'asked'> {
  const method = attributes.get('http.request.method') ?? attributes.get('http.method');
  const url = attributes.get('url.full') ?? attributes.get('http.url') ?? attributes.get('http.target');
  const parts = url === undefined ? undefined : partsOf(url);
  if (parts !== undefined)
    return {
      template: [...(method === undefined ? [] : [method]), templateOf(parts.path)].join(' '),
      asked: `${parts.path}?${parts.query}`,
    };
  const [service, rpc] = [attributes.get('rpc.service'), attributes.get('rpc.method')];
  return { template: service === undefined || rpc === undefined ? templateOf(name) : `${service}/${rpc}` };
}

function partsOf(url: string): { readonly host: string | undefined; readonly path: string; readonly query: string } | undefined {
  const [, host, path = '/', query = ''] =
    /^(?:[a-z][\w+.-]*:\/\/(?:[^/@]*@)?([^/:?#]+)(?::\d+)?)?(\/[^?#]*)?(?:\?([^#]*))?/i.exec(url) ?? [];
  return { host, path, query };
}

/** Segments that tell one thing from another: numbers, ids, long keys. */
function templateOf(path: string): string {
  return path
    .split('/')
    .map((segment) => (/^(?:\d+|[0-9a-f]{8,}(?:-[0-9a-f]+)*|(?=.*\d)[\w-]{12,})$/i.test(segment) ? '{}' : segment))
    .join('/');
}

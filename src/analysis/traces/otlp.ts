import type { Span } from '../../model/trace.js';
import { fieldsOf, type Fields, listIn, own, textIn } from './fields.js';

/** OTLP as JSON: `{ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] }`, as exporters and collectors write it. */
export function otlpSpans(root: Fields, file: string): Span[] {
  return listIn(root, 'resourceSpans').flatMap((group) => {
    const service = attributesOf(fieldsOf(own(group, 'resource'))).get('service.name') ?? '';
    const scopes = [...listIn(group, 'scopeSpans'), ...listIn(group, 'instrumentationLibrarySpans')];
    return scopes.flatMap((scope) => listIn(scope, 'spans').flatMap((span) => spanOf(span, { service, file }) ?? []));
  });
}

function spanOf(span: Fields, { service, file }: { readonly service: string; readonly file: string }): Span | undefined {
  const [trace, id, parent] = ['traceId', 'spanId', 'parentSpanId'].map((name) => textIn(span, name));
  const start = Number(textIn(span, 'startTimeUnixNano')) / 1e6;
  if (trace === undefined || id === undefined || !Number.isFinite(start)) return undefined;
  const kind = kindOf(textIn(span, 'kind'));
  const name = textIn(span, 'name') ?? '';
  return {
    trace,
    id,
    service,
    name,
    kind,
    start,
    attributes: attributesOf(span),
    file,
    ...(parent !== undefined && parent !== '' && { parent }),
  };
}

/** Numbers of the protocol, or their names. */
function kindOf(kind: string | undefined): Span['kind'] {
  if (kind === '3' || kind === 'SPAN_KIND_CLIENT') return 'client';
  return kind === '2' || kind === 'SPAN_KIND_SERVER' ? 'server' : 'other';
}

/** `{ key, value: { stringValue } }`; lists and maps are left out. */
function attributesOf(of: Fields | undefined): Map<string, string> {
  const pairs = listIn(of, 'attributes').flatMap((attribute) => {
    const [key, value] = [textIn(attribute, 'key'), fieldsOf(own(attribute, 'value'))];
    const text = ['stringValue', 'intValue', 'doubleValue', 'boolValue']
      .map((name) => textIn(value, name))
      .find((one) => one !== undefined);
    return key === undefined || text === undefined ? [] : [[key, text] as const];
  });
  return new Map(pairs);
}

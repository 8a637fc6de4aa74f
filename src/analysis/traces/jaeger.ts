import type { Span } from '../../model/trace.js';
import { fieldsOf, type Fields, listIn, own, textIn } from './fields.js';

/** What Jaeger's page and API give: `{ data: [{ traceID, spans, processes }] }`. */
export function jaegerSpans(root: Fields, file: string): Span[] {
  const traces = own(root, 'spans') === undefined ? listIn(root, 'data') : [root];
  return traces.flatMap((trace) => {
    const processes = fieldsOf(own(trace, 'processes'));
    const serviceOf = (span: Fields): string =>
      textIn(fieldsOf(own(span, 'process')) ?? fieldsOf(own(processes, textIn(span, 'processID') ?? '')), 'serviceName') ?? '';
    return listIn(trace, 'spans').flatMap((span) => spanOf(span, { service: serviceOf(span), file }) ?? []);
  });
}

function spanOf(span: Fields, { service, file }: { readonly service: string; readonly file: string }): Span | undefined {
  const [trace, id] = ['traceID', 'spanID'].map((name) => textIn(span, name));
  const start = Number(textIn(span, 'startTime')) / 1e3;
  if (trace === undefined || id === undefined || !Number.isFinite(start)) return undefined;
  const attributes = new Map(
    listIn(span, 'tags').flatMap((tag) => {
      const [key, value] = [textIn(tag, 'key'), textIn(tag, 'value')];
      return key === undefined || value === undefined ? [] : [[key, value] as const];
    }),
  );
  const parent = parentOf(span);
  const name = textIn(span, 'operationName') ?? '';
  return {
    trace,
    id,
    service,
    name,
    kind: kindOf(attributes.get('span.kind')),
    start,
    attributes,
    file,
    ...(parent !== undefined && { parent }),
  };
}

function parentOf(span: Fields): string | undefined {
  const references = listIn(span, 'references');
  return textIn(references.find((one) => textIn(one, 'refType') === 'CHILD_OF') ?? references[0], 'spanID') ?? textIn(span, 'parentSpanID');
}

function kindOf(kind: string | undefined): Span['kind'] {
  return kind === 'client' || kind === 'server' ? kind : 'other';
}

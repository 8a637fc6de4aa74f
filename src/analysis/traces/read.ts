import type { Span } from '../../model/trace.js';
import { UserError } from '../../shared/errors.js';
import { fieldsOf, own } from './fields.js';
import { jaegerSpans } from './jaeger.js';
import { otlpSpans } from './otlp.js';

/** Spans of a file of traces: OTLP or Jaeger, one JSON text or one on each line. Throws UserError for what is neither. */
export function readTraces(file: string, text: string): Span[] {
  const roots = documentsOf(file, text).flatMap((root): readonly unknown[] => (Array.isArray(root) ? root : [root]));
  const found = roots.map((root: unknown) => spansOf(root, file));
  if (found.every((spans) => spans === undefined)) throw notTraces(file, 'holds neither OTLP (resourceSpans) nor Jaeger (data, spans)');
  return found.flatMap((spans) => spans ?? []);
}

function spansOf(root: unknown, file: string): Span[] | undefined {
  const fields = fieldsOf(root);
  if (fields === undefined) return undefined;
  if (own(fields, 'resourceSpans') !== undefined) return otlpSpans(fields, file);
  return own(fields, 'data') === undefined && own(fields, 'spans') === undefined ? undefined : jaegerSpans(fields, file);
}

/** The file exporter of the collector writes one text on each line. */
function documentsOf(file: string, text: string): unknown[] {
  const whole = parsed(text);
  if (!(whole instanceof Error)) return [whole];
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const documents = lines.length > 1 ? lines.map(parsed) : [whole];
  const broken = documents.findIndex((one) => one instanceof Error);
  if (broken >= 0)
    throw notTraces(file, broken === 0 ? `is no JSON: ${whole.message}` : `is no JSON from its text ${String(broken + 1)} on`);
  return documents;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function notTraces(file: string, why: string): UserError {
  return new UserError('E_TRACES', `the traces ${file}: the file ${why}`, {
    hint: 'Export traces as OTLP JSON (file exporter of the collector) or as JSON from the page of Jaeger.',
  });
}

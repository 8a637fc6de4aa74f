import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { readTraces } from '../../../src/analysis/traces/read.js';
import type { Span } from '../../../src/model/trace.js';
import { UserError } from '../../../src/shared/errors.js';

const seed = (name: string): string => readFileSync(new URL(`../../fuzz/seeds/${name}`, import.meta.url), 'utf8');

/** `orders client 2 < 1 http://customers/customers/1`: service, kind, span, parent, address. */
function told({ service, kind, id, parent, attributes }: Span): string {
  return [service, kind, id, '<', parent ?? '-', attributes.get('url.full') ?? attributes.get('http.url') ?? ''].join(' ').trim();
}

describe('traces', () => {
  it('are read from OTLP', () => {
    const spans = readTraces('a.json', seed('traces-otlp.json'));
    expect(spans).toHaveLength(7);
    expect(spans.slice(0, 2).map(told)).toEqual([
      'orders server aa00 < -',
      'orders client ab01 < aa00 http://customers:3000/customers/1?full=1',
    ]);
    expect((spans[2]?.start ?? 0) - (spans[1]?.start ?? 0)).toBeCloseTo(10, 0);
    expect(spans[1]).toMatchObject({ file: 'a.json', trace: '5b8efff798038103d269b633813fc60c' });
    expect(spans[1]?.attributes.get('server.port')).toBe('3000');
  });

  it('are read from OTLP, one text on each line, with the names of kinds', () => {
    const text = JSON.stringify(JSON.parse(seed('traces-otlp.json'))).replaceAll('"kind":3', '"kind":"SPAN_KIND_CLIENT"');
    const spans = readTraces('a.json', `${text}\n${text}\n`);
    expect(spans).toHaveLength(14);
    expect(spans.filter(({ kind }) => kind === 'client')).toHaveLength(12);
  });

  it('are read from Jaeger', () => {
    expect(readTraces('a.json', seed('traces-jaeger.json')).map(told)).toEqual([
      'orders server 1 < -',
      'orders client 2 < 1 http://customers/customers/1',
      'customers server 3 < 2',
    ]);
  });

  it.each([
    ['no JSON', 'spans: []', /is no JSON/],
    ['a broken line', '{"resourceSpans":[]}\n{"resourceSpans":', /from its text 2 on/],
    ['something else', '{"name":"orders"}', /neither OTLP/],
    ['a text', '"spans"', /neither OTLP/],
  ])('refuses %s', (_, text, message) => {
    const read = (): unknown => readTraces('a.json', text);
    expect(read).toThrow(UserError);
    expect(read).toThrow(message);
  });

  it('leaves out what is no span', () => {
    const spans = [null, 7, {}, { traceId: 'a' }, { traceId: 'a', spanId: 'b', startTimeUnixNano: 'x' }];
    expect(readTraces('a.json', JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }, { scopeSpans: {} }, 'x'] }))).toEqual([]);
    expect(readTraces('a.json', JSON.stringify({ data: [{ spans, processes: [] }], constructor: 1 }))).toEqual([]);
  });
});

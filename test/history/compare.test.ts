import { describe, expect, it } from 'vitest';

import { compare } from '../../src/history/compare.js';
import type { Finding } from '../../src/model/finding.js';
import type { System } from '../../src/model/system.js';
import { accessor, datastore, edge, system, writes } from '../support/system.js';

describe('what a state adds', () => {
  it('is told by identity: lines and messages may have changed', () => {
    const before = [finding('1', 3), finding('2', 4), finding('4', 9)];
    const { findings, change } = compare(
      { system: system({}), findings: [finding('1', 30), finding('3', 4), finding('4', 9)] },
      state(system({}), before),
    );
    expect(findings.map(({ id }) => id)).toEqual(['3']);
    expect(change).toMatchObject({ known: 2, gone: 1 });
  });

  it('keeps what was accepted before and is no more, and what is accepted now', () => {
    const before = [{ ...finding('1', 1), state: 'suppressed' as const }, finding('2', 1)];
    const now = [finding('1', 1), { ...finding('2', 1), state: 'baselined' as const }];
    expect(compare({ system: system({}), findings: now }, state(system({}), before)).findings).toEqual(now);
  });

  it('are edges, once each', () => {
    const old = edge('orders', 'billing', { name: 'GET /a' });
    const { change } = compare(
      state(system({ edges: [old, edge('orders', 'billing', { name: 'GET /b' })] })),
      state(system({ edges: [old] })),
    );
    expect(change.edges).toEqual([{ from: 'orders', to: 'billing', protocol: 'http', name: 'GET /b' }]);
  });

  it('are tables that are shared now, or by one more', () => {
    const now = system({ datastores: [store('orders', 'billing', 'freight')] });
    const shared = { datastore: 'postgres://db/shop', table: 'item', services: ['billing', 'freight', 'orders'] };
    expect(compare(state(now), state(system({ datastores: [store('orders')] }))).change.sharedTables).toEqual([shared]);
    expect(compare(state(now), state(system({ datastores: [store('orders', 'billing')] }))).change.sharedTables).toEqual([shared]);
    expect(compare(state(now), state(now)).change.sharedTables).toEqual([]);
  });

  it('are circles that are closed now; one that shrank is none', () => {
    const ring = (...names: readonly string[]): System =>
      system({ edges: names.map((from, at) => edge(from, names[(at + 1) % names.length] ?? '')) });
    const two = ring('a', 'b');
    expect(compare(state(two), state(system({ edges: [edge('a', 'b')] }))).change.cycles).toEqual([['a', 'b']]);
    expect(compare(state(ring('a', 'b', 'c')), state(two)).change.cycles).toEqual([['a', 'b', 'c']]);
    expect(compare(state(two), state(ring('a', 'b', 'c'))).change.cycles).toEqual([]);
  });

  it('is everything where there was nothing', () => {
    const now = state(system({ edges: [edge('a', 'b')] }), [finding('1', 1)]);
    expect(compare(now, undefined)).toMatchObject({ findings: now.findings, change: { known: 0, gone: 0, edges: [{ from: 'a' }] } });
  });
});

function state(of: System, findings: readonly Finding[] = []) {
  return { system: of, findings };
}

function store(...services: readonly string[]) {
  const accessors = services.map((service) => accessor(service, { tables: [writes('item')] }));
  return datastore(accessors, { id: 'postgres://db/shop' });
}

function finding(id: string, line: number): Finding {
  return {
    id,
    rule: 'x/y',
    antipattern: 'god-service',
    severity: 'error',
    confidence: 'high',
    message: `at ${String(line)}`,
    why: '',
    fix: '',
    docs: '',
    services: [],
    datastore: null,
    location: { file: 'a.ts', line, column: 1 },
    related: [],
    metrics: {},
    state: 'new',
  };
}

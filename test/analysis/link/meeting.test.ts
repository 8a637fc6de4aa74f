import { describe, expect, it } from 'vitest';

import { collect, loose, places, settled, type MetNobody, type MetPeer } from '../../../src/analysis/link/meeting.js';
import { unitAt } from '../../support/program.js';
import { at } from '../../support/system.js';

const caller = { profile: 'compose', unit: unitAt('orders') };

function met(parts: Partial<MetPeer> = {}): MetPeer {
  return {
    kind: 'edge',
    from: 'orders',
    to: 'billing',
    protocol: 'http',
    style: 'sync',
    name: 'GET /invoices',
    tier: 'static',
    at: at('a.ts', 1),
    profile: 'compose',
    ...parts,
  };
}

function nobody(line: number, why: MetNobody['why'], text = 'GET /x'): MetNobody {
  return loose(caller, { at: at('a.ts', line) }, { what: 'call', text, why });
}

describe('meetings', () => {
  it('of one name are one edge with all its places, in the surest tier', () => {
    const { edges } = collect([
      met({ at: at('b.ts', 2), tier: 'inferred', profile: 'k8s' }),
      met(),
      met({ at: at('b.ts', 2), operation: 'GET /invoices' }),
    ]);
    expect(edges).toEqual([
      {
        from: 'orders',
        to: 'billing',
        protocol: 'http',
        style: 'sync',
        name: 'GET /invoices',
        confidence: 'static',
        evidence: [at('a.ts', 1), at('b.ts', 2)],
        profiles: ['compose', 'k8s'],
        operation: 'GET /invoices',
      },
    ]);
  });

  it('of another name, target or protocol are edges of their own, in order', () => {
    const { edges } = collect([met({ name: 'POST /x' }), met({ to: 'carts' }), met({ protocol: 'grpc' }), met()]);
    expect(edges.map(({ to, protocol, name }) => [to, protocol, name])).toEqual([
      ['billing', 'grpc', 'GET /invoices'],
      ['billing', 'http', 'GET /invoices'],
      ['billing', 'http', 'POST /x'],
      ['carts', 'http', 'GET /invoices'],
    ]);
  });

  it('that found somebody under one deployment are not loose under another', () => {
    const { loose: ends, counts } = collect([met(), nobody(1, 'unresolved'), nobody(2, 'unresolved')]);
    expect(ends.map(({ evidence }) => evidence[0]?.line)).toEqual([2]);
    expect(counts.get('orders')).toEqual({ resolved: 1, unresolved: 1 });
  });

  it('that know whom they do not reach are resolved', () => {
    const { loose: ends, counts } = collect([nobody(1, 'external'), nobody(2, 'no-peer'), nobody(3, 'unresolved'), nobody(3, 'external')]);
    expect(ends.map(({ why }) => why)).toEqual(['external', 'no-peer']);
    expect(counts.get('orders')).toEqual({ resolved: 3, unresolved: 0 });
  });

  it('that are settled count, and leave nothing', () => {
    const { edges, loose: ends, counts } = collect([settled(caller, { at: at('a.ts', 1) })]);
    expect([edges, ends]).toEqual([[], []]);
    expect(counts.get('orders')).toEqual({ resolved: 1, unresolved: 0 });
  });

  it('with the same loose text are one end with all its places', () => {
    const { loose: ends } = collect([nobody(2, 'external'), nobody(1, 'external'), nobody(1, 'external', 'GET /a')]);
    expect(ends.map(({ text, evidence }) => [text, evidence.map(({ line }) => line)])).toEqual([
      ['GET /a', [1]],
      ['GET /x', [1, 2]],
    ]);
  });
});

it('places are sorted, each once', () => {
  expect(places([at('b.ts', 1), at('a.ts', 2), at('a.ts', 2), at('a.ts', 1)])).toEqual([at('a.ts', 1), at('a.ts', 2), at('b.ts', 1)]);
});

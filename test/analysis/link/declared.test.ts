import { describe, expect, it } from 'vitest';

import { withDeclared } from '../../../src/analysis/link/declared.js';
import { at, declared, edge, service, services, system } from '../../support/system.js';

const loose = (kind: 'call' | 'topic') => ({ service: 'orders', kind, text: 'GET ${url}', why: 'unresolved' as const, evidence: [] });
const two = services('orders', 'payments');
const calls = declared({ orders: { calls: ['payments', 'nobody', 'orders'] } });
const events = declared({ orders: { publishes: ['paid', 'sent'] }, payments: { consumes: ['paid'] } });
const unclear = { broker: 'amqp', name: 'events', isPartial: true as const };
const told = { ...unclear, publishers: [{ service: 'orders', at: at('a.ts') }], consumers: [] };
const inferred = edge('orders', 'payments', { style: 'async', protocol: 'event', name: 'events', confidence: 'inferred' });

const says = (parts: Parameters<typeof system>[0], manifest: ReturnType<typeof declared> | undefined) =>
  withDeclared(system(parts), manifest).map(({ from, to, style, name, confidence }) => `${from} -> ${to} ${style} ${name} [${confidence}]`);

describe('calls that msa.yaml lists', () => {
  it('stand in for those that could not be told', () => {
    expect(says({ services: two, loose: [loose('call')] }, calls)).toEqual(['orders -> payments sync calls payments [declared]']);
  });

  it('stand in for the code of a service that is not read', () => {
    const unread = [service('orders', { analysed: false }), service('payments')];
    expect(says({ services: unread }, calls)).toEqual(['orders -> payments sync calls payments [declared]']);
  });

  it('add nothing to what is seen', () => {
    const edges = [edge('orders', 'payments')];
    expect(says({ services: two, edges, loose: [loose('call')] }, calls)).toEqual(['orders -> payments sync GET /payments [static]']);
  });

  it('are no calls where all of the code is known', () => {
    expect(says({ services: two, loose: [loose('topic')] }, calls)).toEqual([]);
  });
});

describe('topics that msa.yaml lists', () => {
  it('connect who tells with who listens', () => {
    expect(says({ services: two, topics: [told] }, events)).toEqual(['orders -> payments async paid [declared]']);
  });

  it('connect nobody where all topics are known', () => {
    expect(
      says({ services: two, topics: [{ broker: told.broker, name: told.name, publishers: told.publishers, consumers: [] }] }, events),
    ).toEqual([]);
  });

  it('are seen also where the edge has the key of an exchange alone', () => {
    const edges = [edge('orders', 'payments', { style: 'async', protocol: 'event', name: 'paid', confidence: 'inferred' })];
    const both = declared({ orders: { publishes: ['shop/paid'] }, payments: { consumes: ['shop/paid'] } });
    const parts = { services: two, edges, loose: [loose('topic')] };
    expect(says(parts, both)).toEqual(['orders -> payments async paid [inferred]']);
  });

  it('decide what was only inferred, when both sides are listed', () => {
    const parts = { services: two, topics: [told], edges: [inferred] };
    expect(says(parts, events)).toEqual(['orders -> payments async paid [declared]']);
    expect(says(parts, declared({ orders: { publishes: ['paid'] }, payments: { consumes: [] } }))).toEqual([]);
    expect(says(parts, declared({ orders: { publishes: ['paid'] } }))).toEqual(['orders -> payments async events [inferred]']);
    const key = { ...parts, topics: [{ ...told, name: 'shop/events' }] };
    const both = declared({ orders: { publishes: ['shop/events'] }, payments: { consumes: ['shop/events'] } });
    expect(says(key, both)).toContain('orders -> payments async events [inferred]');
    const clear = { ...parts, topics: [{ broker: 'amqp', name: 'events', publishers: told.publishers, consumers: [] }] };
    expect(says(clear, events)).toEqual(['orders -> payments async events [inferred]']);
    expect(says(parts, undefined)).toEqual(['orders -> payments async events [inferred]']);
  });

  it('decide about a topic that is known, when who listens is only assumed', () => {
    const listener = { service: 'payments', at: at('b.ts') };
    const heard = {
      broker: 'mqtt',
      name: 'events/paid',
      publishers: told.publishers,
      consumers: [{ ...listener, isAssumed: true as const }],
    };
    const parts = { services: two, topics: [heard], edges: [{ ...inferred, name: 'events/paid' }] };
    const nobody = declared({ orders: { publishes: ['paid'] }, payments: { consumes: [] } });

    expect(says(parts, nobody)).toEqual([]);
    expect(says(parts, events)).toEqual(['orders -> payments async events/paid [inferred]']);
    expect(says({ ...parts, topics: [{ ...heard, consumers: [listener] }] }, nobody)).toEqual([
      'orders -> payments async events/paid [inferred]',
    ]);
  });
});

import { describe, expect, it } from 'vitest';

import { withAnswersFrom } from '../../src/advise/from-system.js';
import type { Edge, Flow, Operation, System } from '../../src/model/system.js';
import { at, service, services, system } from '../support/system.js';

const place = at('services/orders/src/main.ts');

function read(parts: Partial<System>): Readonly<Record<string, readonly string[]>> {
  return withAnswersFrom(system(parts), { answers: {} }).answers;
}

function edge(style: Edge['style'], from = 'orders', to = 'billing'): Edge {
  return {
    from,
    to,
    protocol: style === 'sync' ? 'http' : 'event',
    style,
    name: 'GET /',
    confidence: 'static',
    evidence: [],
    profiles: [],
  };
}

function flow(...calls: readonly (readonly [to: string, name: string])[]): Flow {
  return {
    service: 'orders',
    entry: { kind: 'route', name: 'POST /orders', at: place },
    calls: calls.map(([to, name]) => ({
      to,
      name,
      protocol: 'http',
      style: 'sync',
      confidence: 'static',
      at: place,
      asked: place,
      chain: [],
      loops: [],
    })),
  };
}

function operations(method: string, count: number, technical = false): Operation[] {
  return Array.from({ length: count }, (_, index) => ({ name: `${method} /${index}`, protocol: 'http', method, technical, at: place }));
}

it('nothing is read from nothing', () => {
  expect(read({})).toEqual({});
});

it.each([
  [2, 'few'],
  [3, 'some'],
  [10, 'many'],
  [11, 'most'],
])('%i services are %s capabilities; gateways and frontends are none', (count, answer) => {
  const own = Array.from({ length: count }, (_, index) => service(`s${index}`));
  expect(read({ services: [...own, service('edge', { kind: 'gateway' }), service('web', { kind: 'frontend' })] }).capabilities).toEqual([
    answer,
  ]);
});

it('teams are those of msa.yaml; a single one says nothing about its size', () => {
  const teams = (...names: string[]) => read({ services: names.map((team, index) => service(`s${index}`, { team })) }).teams;
  expect(teams('a')).toBeUndefined();
  expect(teams('a', 'b', 'a')).toEqual(['two-three']);
  expect(teams('a', 'b', 'c', 'd')).toEqual(['four-eight']);
});

describe('the platform', () => {
  const on = (...texts: string[]) =>
    read({ services: [service('orders', { evidence: texts.map((text) => ({ at: place, text })) })] }).platform;

  it.each([
    [['Deployment orders', 'service orders of docker-compose.yml'], 'kubernetes'],
    [['service orders of infra/serverless.yml'], 'serverless'],
    [['service orders of docker-compose.dev.yml'], 'containers'],
  ])('%j is %s', (texts, answer) => {
    expect(on(...texts)).toEqual([answer]);
  });

  it('is not told by a Dockerfile', () => {
    expect(on('Dockerfile', 'package with a start script')).toBeUndefined();
  });
});

it.each([
  [['amqp'], ['queue']],
  [['amqp', 'kafka'], ['log']],
  [['sqs', 'sns'], ['managed']],
  [['seneca'], undefined],
])('brokers %j', (brokers, answer) => {
  expect(read({ topics: brokers.map((broker) => ({ broker, name: 'order.created', publishers: [], consumers: [] })) }).broker).toEqual(
    answer,
  );
});

it('languages are stacks; JavaScript and TypeScript are one', () => {
  expect(read({ services: [service('a', { language: 'js' }), service('b')] }).stacks).toEqual(['one']);
  expect(read({ services: [service('a', { language: 'go' }), service('b')] }).stacks).toEqual(['several']);
});

it.each([
  [5, 4, undefined],
  [5, 5, ['equal']],
  [9, 3, ['more']],
  [12, 1, ['most']],
])('%i operations that read and %i that write', (gets, posts, answer) => {
  const all = [...operations('GET', gets), ...operations('POST', posts), ...operations('GET', 50, true)];
  expect(read({ services: [service('orders', { operations: all })] }).reads).toEqual(answer);
});

it('what waits and how often decides how the parts work together', () => {
  expect(read({ edges: [edge('sync')] }).interaction).toEqual(['few-calls']);
  expect(read({ edges: [edge('sync'), edge('async'), edge('async'), edge('async')] }).interaction).toEqual(['messages']);
  const three = flow(['billing', 'GET /a'], ['stock', 'GET /b'], ['billing', 'GET /c']);
  expect(read({ edges: [edge('sync')], flows: [three] }).interaction).toEqual(['chains']);
  expect(read({ services: services('orders') }).interaction).toBeUndefined();
});

it('operations span services when they change data of two and more', () => {
  expect(read({ flows: [flow(['billing', 'POST /a'], ['stock', 'GET /b'])] }).spanning).toBeUndefined();
  expect(read({ flows: [flow(['billing', 'POST /a'], ['stock', 'PUT /b'])] }).spanning).toEqual(['few']);
  expect(read({ flows: [flow(['billing', 'POST /a'], ['stock', 'PUT /b'], ['mail', 'POST /c'])] }).spanning).toEqual(['many']);
});

it('what somebody answered stays, and is not marked as read', () => {
  const profile = withAnswersFrom(system({ services: services('a', 'b') }), { answers: { capabilities: ['most'] } });
  expect(profile.answers).toEqual({ capabilities: ['most'], stacks: ['one'] });
  expect(profile.read).toEqual({ stacks: 'JavaScript and TypeScript' });
});

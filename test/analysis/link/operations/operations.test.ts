import { describe, expect, it } from 'vitest';

import { uniqueOperations, type Offered } from '../../../../src/analysis/link/operations/operations.js';
import type { Operation } from '../../../../src/model/system.js';
import { contextFor } from '../../../support/link.js';

function offered(code: string): readonly Offered[] {
  return contextFor({ units: { orders: code } }).offered.get('orders') ?? [];
}

function told({ name, resource, technical }: Operation): string {
  return `${name} (${resource ?? '-'})${technical ? ' technical' : ''}`;
}

describe('operations', () => {
  it.each([
    ['/orders/:id', 'GET /orders/{} (order)'],
    ['/api/v1/orders', 'GET /api/v1/orders (order)'],
    ['/:tenant/orders', 'GET /{}/orders (order)'],
    ['/', 'GET / (-)'],
    ['/health', 'GET /health (health) technical'],
    ['/openapi.json', 'GET /openapi.json (openapi.json) technical'],
    ['/api/health/ready', 'GET /api/health/ready (health) technical'],
    ['/healthy-food', 'GET /healthy-food (healthy-food)'],
    ['/status/orders', 'GET /status/orders (status)'],
  ])('the route %s is %s', (path, expected) => {
    const [one] = offered(`import express from 'express'; express().get('${path}', (req, res) => res.end());`);
    expect(one && told(one.operation)).toBe(expected);
  });

  it.each([
    [`@MessagePattern({ cmd: 'orders.create' })`, 'rpc {"cmd":"orders.create"} (order)'],
    [`@MessagePattern('find_order')`, 'rpc find_order (find)'],
    [`@EventPattern('order.created')`, 'event order.created (-)'],
    [`@MessagePattern('health')`, 'rpc health (health) technical'],
  ])('the handler %s is %s', (decorator, expected) => {
    const [one] = offered(
      `import { EventPattern, MessagePattern } from '@nestjs/microservices'; import { Controller } from '@nestjs/common'; @Controller() export class C { ${decorator} on() {} }`,
    );
    expect(one && told(one.operation)).toBe(expected);
  });

  it('a subscription is one, by its topic, where that is known', () => {
    const code = `import { connect } from 'nats'; const nc = await connect(); nc.subscribe('orders.paid'); nc.subscribe(process.argv[2]);`;
    expect(offered(code).map(({ operation }) => told(operation))).toEqual(['event orders.paid (-)']);
  });

  it('are each told once', () => {
    const all = offered(
      `import express from 'express'; const app = express(); const h = (req, res) => res.end(); app.get('/a', h); app.get('/a', h);`,
    );
    expect(all).toHaveLength(2);
    expect(uniqueOperations(all)).toHaveLength(1);
  });
});

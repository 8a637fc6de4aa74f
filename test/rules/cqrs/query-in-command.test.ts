import { expect } from 'vitest';

import { queryInCommand } from '../../../src/rules/cqrs/query-in-command.js';
import type { Effects } from '../../../src/model/practice.js';
import { testRule } from '../../support/rule-tester.js';
import { at, effects, services, system } from '../../support/system.js';

const place = at('services/orders/src/orders.ts', 7);
const entry = (kind: Effects['entry']['kind'], name: string) => ({ entry: { kind, name, at: place } });
const query = effects('orders', { ...entry('route', 'GET /orders'), reads: [{ table: 'order_view', at: place }] });
const projection = effects('orders', {
  ...entry('consumer', 'event order.placed'),
  writes: [{ table: 'order_view', how: 'write', at: place }],
});
const command = (table: string, written = 'orders') =>
  effects('orders', { reads: [{ table, at: place }], writes: [{ table: written, how: 'insert', at: place }] });
const shop = (...all: readonly Effects[]) => system({ services: services('orders'), effects: all });

testRule(queryInCommand, {
  valid: [
    { name: 'a command that reads what commands write', system: shop(query, projection, command('orders')) },
    { name: 'a table that commands write too', system: shop(query, projection, command('order_view', 'order_view')) },
    { name: 'a table that nothing fills', system: shop(query, command('order_view')) },
    {
      name: 'a copy of what another service owns, and what jobs keep up',
      system: shop(
        { ...query, reads: [{ table: 'customers', at: place }] },
        { ...projection, writes: [{ table: 'customers', how: 'write', at: place }] },
        command('customers'),
      ),
    },
    { name: 'a table that no query reads', system: shop(projection, command('order_view')) },
  ],
  invalid: [
    {
      name: 'a decision by what the events of the service itself fill',
      system: shop(
        { ...query, reads: [{ table: 'open_orders', at: place }] },
        { ...projection, writes: [{ table: 'open_orders', how: 'write', at: place }] },
        { ...command('open_orders'), publishes: [{ name: '"order.placed"', at: place }] },
      ),
      says: ['warning: POST /orders of orders changes data, and decides by open_orders, which is made for queries'],
    },
    {
      name: 'a decision by the view',
      system: shop(query, projection, command('order_view')),
      says: ['warning: POST /orders of orders changes data, and decides by order_view, which is made for queries'],
      more: ([finding]) => {
        expect(finding?.fix).toContain('`msa add cqrs orders`');
      },
    },
  ],
});

import { expect } from 'vitest';

import { dualWrite } from '../../../src/rules/event-driven/dual-write.js';
import { testRule } from '../../support/rule-tester.js';
import { accessor, at, datastore, effects, service, services, system, writes } from '../../support/system.js';

const writesOrder = { table: 'orders', how: 'insert' as const, at: at('src/orders.ts', 8) };
const tells = { name: 'order.created', at: at('src/orders.ts', 12) };
const both = effects('orders', { writes: [writesOrder], publishes: [tells] });
const shop = { services: services('orders'), effects: [both] };

testRule(dualWrite, {
  valid: [
    { name: 'a write alone', system: system({ ...shop, effects: [{ ...both, publishes: [] }] }) },
    { name: 'an event alone', system: system({ ...shop, effects: [{ ...both, writes: [] }] }) },
    {
      name: 'the table of an outbox',
      system: system({ ...shop, datastores: [datastore([accessor('orders', { tables: [writes('outbox_messages')] })])] }),
    },
    {
      name: 'the entity of an outbox',
      system: system({ ...shop, services: [service('orders', { entities: [{ name: 'OutboxEvent', at: at('src/outbox.ts') }] })] }),
    },
    {
      name: 'a write into an outbox',
      system: system({ ...shop, effects: [{ ...both, writes: [writesOrder, { ...writesOrder, table: 'Outbox' }] }] }),
    },
    {
      name: 'a system that publishes from the log of its database',
      system: system({ ...shop, infrastructure: [{ name: 'connect', image: 'debezium/connect:2.7', profile: 'x', at: at('x.yml') }] }),
    },
    {
      name: 'what is put aside as a dead letter',
      system: system({ ...shop, effects: [{ ...both, publishes: [{ ...tells, name: 'orders.dlq' }] }] }),
    },
    {
      name: 'what is taken back, logged, answered or parked',
      system: system({
        ...shop,
        effects: [
          { ...both, publishes: [{ ...tells, name: 'order.rollback' }] },
          { ...both, publishes: [{ ...tells, name: 'create-log' }] },
          { ...both, publishes: [{ ...tells, name: 'amqplib.ConsumeMessage().properties.replyTo' }] },
          { ...both, publishes: [{ ...tells, name: '"parking-lot"' }] },
        ],
      }),
    },
    { name: 'the relay of a schedule', system: system({ ...shop, effects: [{ ...both, entry: { ...both.entry, kind: 'schedule' } }] }) },
  ],
  invalid: [
    {
      name: 'a word that only ends like a log',
      system: system({ ...shop, effects: [{ ...both, publishes: [{ ...tells, name: 'catalog.changed' }] }] }),
      says: ['warning: orders writes its database and publishes in one operation without an outbox, in 1 operation: POST /orders'],
    },
    {
      name: 'a write and an event in one operation, one finding for the service',
      system: system({ ...shop, effects: [both, { ...both, entry: { ...both.entry, name: 'PUT /orders/{}' } }] }),
      says: ['warning: orders writes its database and publishes in one operation without an outbox, in 2 operations: POST /orders'],
      more: ([finding]) => {
        expect(finding).toMatchObject({ label: 'publishes order.created', location: { line: 12 }, metrics: { operations: 2 } });
        expect(finding?.related.map(({ message }) => message)).toEqual(['writes orders', 'PUT /orders/{} publishes order.created']);
      },
    },
    {
      name: 'the outbox of another service',
      system: system({ ...shop, effects: [both, effects('billing', { writes: [{ ...writesOrder, table: 'outbox' }] })] }),
      says: ['warning: orders writes its database and publishes in one operation without an outbox, in 1 operation: POST /orders'],
    },
  ],
});

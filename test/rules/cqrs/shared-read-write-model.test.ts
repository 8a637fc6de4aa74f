import { sharedReadWriteModel } from '../../../src/rules/cqrs/shared-read-write-model.js';
import { testRule } from '../../support/rule-tester.js';
import { at, effects, system } from '../../support/system.js';

const command = effects('orders', { writes: [{ table: 'orders', how: 'insert', at: at('src/store.ts', 9) }] });
const query = (...tables: readonly string[]) =>
  effects('orders', {
    entry: { kind: 'route', name: 'GET /orders', at: at('src/routes.ts', 7) },
    reads: tables.map((table) => ({ table, at: at('src/views.ts', 4) })),
  });

testRule(sharedReadWriteModel, {
  valid: [
    { name: 'a view', system: system({ effects: [command, query('orders', 'order_view')] }) },
    { name: 'no commands', system: system({ effects: [query('orders')] }) },
    { name: 'no queries', system: system({ effects: [command] }) },
    { name: 'the commands of another service', system: system({ effects: [{ ...command, service: 'carts' }, query('orders')] }) },
    {
      name: 'a view that a command for operators makes again',
      system: system({
        effects: [
          command,
          query('order_view'),
          effects('orders', {
            entry: { kind: 'route', name: 'POST /operations/projections/order-view/rebuild', at: at('src/routes.ts', 9) },
            writes: [{ table: 'order_view', how: 'delete', at: at('src/views.ts', 9) }],
          }),
        ],
      }),
    },
  ],
  invalid: [
    {
      name: 'one model for both, beside how far something got',
      system: system({ effects: [command, query('orders', 'projection_checkpoint')] }),
      says: ['warning: queries of orders read nothing but what its commands write: orders'],
    },
    {
      name: 'one model for both',
      system: system({ effects: [command, query('orders')] }),
      says: ['warning: queries of orders read nothing but what its commands write: orders'],
    },
  ],
});

import { writeInQuery } from '../../../src/rules/cqrs/write-in-query.js';
import { testRule } from '../../support/rule-tester.js';
import { at, effects, system } from '../../support/system.js';

const operation = (name: string, table: string) =>
  effects('orders', {
    entry: { kind: 'route', name, at: at('src/routes.ts', 3) },
    writes: [{ table, how: 'update', at: at('src/store.ts', 9) }],
  });

testRule(writeInQuery, {
  valid: [
    { name: 'a command', system: system({ effects: [operation('POST /orders', 'orders')] }) },
    { name: 'a log of questions', system: system({ effects: [operation('GET /orders', 'access_log')] }) },
  ],
  invalid: [
    {
      name: 'a question that changes',
      system: system({ effects: [operation('GET /orders/{}', 'orders'), operation('GetOrderQueryHandler.execute', 'orders')] }),
      says: [
        'warning: GET /orders/{} of orders asks, and writes orders',
        'warning: GetOrderQueryHandler.execute of orders asks, and writes orders',
      ],
    },
  ],
});

import { expect } from 'vitest';

import { logicInGateway } from '../../../src/rules/api-gateway/logic-in-gateway.js';
import { testRule } from '../../support/rule-tester.js';
import { at, effects, service, system } from '../../support/system.js';

const services = [service('edge', { kind: 'gateway' }), service('orders')];
const writing = (table: string) => effects('edge', { writes: [{ table, how: 'insert', at: at('src/orders.ts', 9) }] });

testRule(logicInGateway, {
  valid: [
    { name: 'keys of clients', system: system({ services, effects: [writing('api_keys')] }) },
    {
      name: 'a service that writes',
      system: system({ services, effects: [{ ...writing('orders'), service: 'orders' }] }),
    },
    {
      name: 'what is written at the start',
      system: system({ services, effects: [{ ...writing('regions'), entry: { kind: 'startup', name: 'main', at: at('src/main.ts') } }] }),
    },
  ],
  invalid: [
    {
      name: 'orders that the gateway stores',
      system: system({
        services,
        effects: [writing('orders'), { ...writing('carts'), entry: { kind: 'route', name: 'PUT /cart', at: at('src/cart.ts') } }],
      }),
      says: ['warning: edge changes data itself in 2 operations: POST /edge writes orders'],
      more: ([finding]) => {
        expect(finding?.related).toMatchObject([{ message: 'PUT /cart writes carts' }]);
      },
    },
  ],
});

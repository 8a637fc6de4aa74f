import { missingCompensation } from '../../../src/rules/saga/missing-compensation.js';
import { testRule } from '../../support/rule-tester.js';
import { at, call, effects, flow, practised, services, system } from '../../support/system.js';

const shop = services('orders', 'payments', 'parcels');
const changes = ['payments', 'parcels'].map((name) => effects(name, { writes: [{ table: name, how: 'insert', at: at('src/store.ts') }] }));
const calls = ['payments', 'parcels'].map((to) => call(to, { name: `POST /${to}`, operation: `POST /${to}` }));

testRule(missingCompensation, {
  valid: [
    {
      name: 'something that undoes',
      system: system({ services: shop, effects: changes, flows: [flow('orders', calls)], practised: practised('orders', 'compensation') }),
    },
    { name: 'one step', system: system({ services: shop, effects: changes, flows: [flow('orders', calls.slice(0, 1))] }) },
    { name: 'questions', system: system({ services: shop, flows: [flow('orders', calls)] }) },
  ],
  invalid: [
    {
      name: 'steps of several operations that stay',
      system: system({ services: shop, effects: changes, flows: calls.map((one) => flow('orders', [one])) }),
      says: ['warning: orders changes data in payments and parcels, and has nothing that undoes it'],
    },
  ],
});

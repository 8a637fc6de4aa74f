import { missingCompensation } from '../../../src/rules/saga/missing-compensation.js';
import { testRule } from '../../support/rule-tester.js';
import { at, call, effects, flow, practised, service, services, system } from '../../support/system.js';

const shop = services('orders', 'payments', 'parcels');
const changes = ['payments', 'parcels'].map((name) => effects(name, { writes: [{ table: name, how: 'insert', at: at('src/store.ts') }] }));
const calls = ['payments', 'parcels'].map((to) => call(to, { name: `POST /${to}`, operation: `POST /${to}` }));

testRule(missingCompensation, {
  valid: [
    {
      name: 'something that undoes',
      system: system({
        services: shop,
        effects: changes,
        flows: [flow('orders', calls, { kind: 'schedule' })],
        practised: practised('orders', 'compensation'),
      }),
    },
    {
      name: 'one step',
      system: system({ services: shop, effects: changes, flows: [flow('orders', calls.slice(0, 1), { kind: 'consumer' })] }),
    },
    {
      name: 'one request, which is a distributed transaction',
      system: system({ services: shop, effects: changes, flows: [flow('orders', calls)] }),
    },
    {
      name: 'a gateway',
      system: system({
        services: [service('orders', { kind: 'gateway' }), ...services('payments', 'parcels')],
        effects: changes,
        flows: [flow('orders', calls, { kind: 'consumer' })],
      }),
    },
    { name: 'questions', system: system({ services: shop, flows: [flow('orders', calls, { kind: 'consumer' })] }) },
  ],
  invalid: [
    {
      name: 'steps that messages lead to, one after the other',
      system: system({
        services: shop,
        effects: changes,
        flows: calls.map((one) => flow('orders', [one], { kind: 'consumer', name: `event ${one.to}` })),
      }),
      says: ['warning: orders changes data in payments and parcels, and has nothing that undoes it'],
    },
  ],
});

import { expect } from 'vitest';

import { distributedTransaction } from '../../../src/rules/saga/distributed-transaction.js';
import { testRule } from '../../support/rule-tester.js';
import { at, call, effects, flow, services, system } from '../../support/system.js';

const shop = services('orders', 'payments', 'shipping');
const written = ['payments', 'shipping'].map((name) =>
  effects(name, {
    writes: [{ table: name, how: 'insert', at: at('src/store.ts') }],
    entry: { kind: 'route', name: `POST /${name}`, at: at('src/routes.ts') },
  }),
);
const change = (to: string, line: number) => call(to, { name: `POST /${to}`, operation: `POST /${to}`, at: at('src/checkout.ts', line) });
const checkout = [change('payments', 20), change('shipping', 24)];

testRule(distributedTransaction, {
  valid: [
    { name: 'one other service', system: system({ services: shop, effects: written, flows: [flow('orders', checkout.slice(1))] }) },
    {
      name: 'operations that write nothing',
      system: system({ services: shop, effects: written.slice(1), flows: [flow('orders', checkout)] }),
    },
    {
      name: 'a step that is taken back',
      system: system({
        services: shop,
        effects: written,
        flows: [flow('orders', [...checkout, call('payments', { name: 'POST /payments/{}/refund' })])],
      }),
    },
    {
      name: 'a step that is told to have failed',
      system: system({
        services: shop,
        effects: written,
        flows: [flow('orders', [...checkout, call('payments', { name: 'handle_failed_payment' })])],
      }),
    },
    {
      name: 'events',
      system: system({
        services: shop,
        effects: written,
        flows: [
          flow(
            'orders',
            checkout.map((one) => ({ ...one, style: 'async' })),
          ),
        ],
      }),
    },
    {
      name: 'calls whose target is a guess',
      system: system({
        services: shop,
        effects: written,
        flows: [
          flow(
            'orders',
            checkout.map((one) => ({ ...one, confidence: 'inferred' })),
          ),
        ],
      }),
    },
    { name: 'a start', system: system({ services: shop, effects: written, flows: [flow('orders', checkout, { kind: 'startup' })] }) },
    {
      name: 'a proxy',
      system: system({
        services: shop,
        effects: written,
        flows: [
          flow(
            'orders',
            checkout.map((one) => ({ ...one, protocol: 'proxy' })),
          ),
        ],
      }),
    },
  ],
  invalid: [
    {
      name: 'changes in two services, once for all routes that lead there',
      system: system({
        services: shop,
        effects: written,
        flows: [flow('orders', checkout), flow('orders', checkout, { name: 'POST /v2/checkout' })],
      }),
      says: ['warning: POST /checkout of orders changes data in payments and shipping, and nothing undoes it when one of them fails'],
      more: ([finding]) => {
        expect(finding).toMatchObject({ services: ['orders', 'payments', 'shipping'], location: { line: 20 }, metrics: { services: 2 } });
      },
    },
  ],
});

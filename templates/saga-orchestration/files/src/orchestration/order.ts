import { z } from 'zod';

import type { Participant } from './participants.js';
import { defineSaga } from './saga.js';

export const orderInput = z.object({ widget: z.uuid(), quantity: z.number().int().min(1).max(100), amount: z.number().positive() });

const orderState = orderInput.extend({ confirmedAt: z.iso.datetime().optional() });

/** Ordering a widget: take it from the stock, take the money, confirm. */
export function orderWidget(others: { readonly inventory: Participant; readonly payment: Participant }) {
  return defineSaga({
    kind: 'order-widget',
    state: orderState,
    steps: [
      {
        name: 'reserve',
        run: async ({ widget, quantity }, { key }) => others.inventory.make(key, { widget, quantity }).then(() => undefined),
        compensate: async (_state, { key }) => others.inventory.undo(key),
      },
      {
        name: 'charge',
        run: async ({ amount }, { key }) => others.payment.make(key, { amount }).then(() => undefined),
        compensate: async (_state, { key }) => others.payment.undo(key),
      },
      {
        name: 'confirm',
        run: async () => Promise.resolve({ confirmedAt: new Date().toISOString() }),
        compensate: 'nothing to undo',
      },
    ],
  });
}

import { z } from 'zod';

import type { Participant } from './participants.js';
import { defineSaga } from './saga.js';

export const fulfilmentInput = z.object({ widget: z.uuid(), quantity: z.number().int().min(1).max(100), amount: z.number().positive() });

const fulfilmentState = fulfilmentInput.extend({ confirmedAt: z.iso.datetime().optional() });

/** Somebody wants a widget: take it from the stock, take the money, confirm. */
export function fulfilWidget({ inventory, payment }: { readonly inventory: Participant; readonly payment: Participant }) {
  return defineSaga({
    kind: 'fulfil-widget',
    state: fulfilmentState,
    steps: [
      {
        name: 'reserve',
        run: async ({ widget, quantity }, { key }) => inventory.make(key, { widget, quantity }).then(() => undefined),
        compensate: async (_state, { key }) => inventory.undo(key),
      },
      {
        name: 'charge',
        run: async ({ amount }, { key }) => payment.make(key, { amount }).then(() => undefined),
        compensate: async (_state, { key }) => payment.undo(key),
      },
      {
        name: 'confirm',
        run: async () => Promise.resolve({ confirmedAt: new Date().toISOString() }),
        compensate: 'nothing to undo',
      },
    ],
  });
}

import { z } from 'zod';

import { inventoryClient } from '../clients/inventory.js';
import { events } from '../events/bus.js';
import { defineEvent } from '../events/event.js';
import { newOrder } from '../orders/order.js';
import { ordersOf } from '../orders/repository.js';
import type { Service } from '../service.js';
import type { Participant } from './participants.js';
import { defineSaga, Refused } from './saga.js';

export const fulfilmentInput = z.object({
  order: z.uuid(),
  article: z.uuid(),
  quantity: z.number().int().min(1).max(100),
  account: z.uuid(),
  amount: z.number().positive(),
});

/** Told when the goods are reserved and paid. It may be told twice: whoever listens knows the order again. */
export const orderConfirmed = defineEvent({
  kind: 'integration',
  type: 'order.confirmed',
  version: 1,
  summary: 'An order is reserved and paid: send it.',
  data: z.object({ order: z.uuid() }),
});

interface Parts {
  readonly service: Service;
  readonly inventory: Participant;
  readonly payment: Participant;
}

/** An order: written down, its goods reserved, its price taken, confirmed. What cannot go on is undone in the other direction. */
export function fulfilOrder({ service, inventory, payment }: Parts) {
  const orders = ordersOf(service);
  const articles = inventoryClient(service);
  const bus = service.use(events);
  bus.announce([orderConfirmed]);

  return defineSaga({
    kind: 'fulfil-order',
    state: fulfilmentInput,
    steps: [
      {
        name: 'open',
        async run({ order, article, quantity }) {
          const found = await articles.find(article);
          if (found === undefined) throw new Refused('There is no such article.');
          await orders.add(newOrder({ name: `${quantity} × ${found.name}` }, order));
          return undefined;
        },
        compensate: async ({ order }) => void (await orders.remove(order)),
      },
      {
        name: 'reserve',
        run: async ({ order, article, quantity }, { key }) => inventory.make(key, { order, article, quantity }).then(() => undefined),
        compensate: async (_state, { key }) => inventory.undo(key),
      },
      {
        name: 'charge',
        run: async ({ account, amount }, { key }) => payment.make(key, { account, amount }).then(() => undefined),
        compensate: async (_state, { key }) => payment.undo(key),
      },
      {
        name: 'confirm',
        run: async ({ order }) => bus.publish(orderConfirmed, { key: order, data: { order } }).then(() => undefined),
        compensate: 'nothing to undo',
      },
    ],
  });
}

import type { Db } from '../database/db.js';
import type { Events } from '../events/bus.js';
import type { EventDefinition } from '../events/event.js';
import { type Order, orderCancelled, orderPlaced, paymentRefused, paymentTaken, stockRefused, stockReserved } from './contract.js';
import { playStep, Refused } from './step.js';

/** The most that one customer may spend, and that is in stock: put your own rules here. */
const MAX_AMOUNT = 1000;
const MAX_QUANTITY = 10;

export const ROLES = ['order', 'payment', 'inventory'] as const;
export type Role = (typeof ROLES)[number];

/** What each role tells others. */
export const TELLS: Readonly<Record<Role, readonly EventDefinition[]>> = {
  order: [orderPlaced, orderCancelled],
  payment: [paymentTaken, paymentRefused],
  inventory: [stockReserved, stockRefused],
};

/** Second step: takes the money, gives it back when the order fails later. */
export function playPayment(db: Db, events: Events): void {
  playStep(db, events, {
    name: 'payment',
    on: orderPlaced,
    async perform(order) {
      if (order.amount > MAX_AMOUNT) throw new Refused(`more than ${MAX_AMOUNT}`);
      await book(db, order.saga, 'money', order.amount);
      await events.publish(paymentTaken, { key: order.saga, data: order });
    },
    refuse: async (order, reason) => events.publish(paymentRefused, { key: order, data: { saga: order, reason } }),
    undoOn: [stockRefused, orderCancelled],
    undo: async (order) => unbook(db, order, 'money'),
  });
}

/** Last step: reserves the widgets, releases them when the order fails. */
export function playInventory(db: Db, events: Events): void {
  playStep(db, events, {
    name: 'inventory',
    on: paymentTaken,
    async perform(order: Order) {
      await book(db, order.saga, 'stock', order.quantity);
      if (order.quantity > MAX_QUANTITY) throw new Refused(`only ${MAX_QUANTITY} are there`);
      await events.publish(stockReserved, { key: order.saga, data: order });
    },
    refuse: async (order, reason) => events.publish(stockRefused, { key: order, data: { saga: order, reason } }),
    undoOn: [orderCancelled],
    undo: async (order) => unbook(db, order, 'stock'),
  });
}

async function book(db: Db, saga: string, kind: string, amount: number): Promise<void> {
  await db.query('insert into saga_booking (saga, kind, amount) values ($1, $2, $3)', [saga, kind, amount]);
}

async function unbook(db: Db, saga: string, kind: string): Promise<void> {
  await db.query('delete from saga_booking where saga = $1 and kind = $2', [saga, kind]);
}

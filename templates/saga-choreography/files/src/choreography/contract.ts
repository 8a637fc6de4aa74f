import { z } from 'zod';

import { defineEvent } from '../events/event.js';

/** Events of one saga have its id as their key: they arrive in their order. */
const order = z.object({ saga: z.uuid(), widget: z.uuid(), quantity: z.number().int().min(1), amount: z.number().positive() });
const failure = z.object({ saga: z.uuid(), reason: z.string() });

const define = <Data extends z.ZodType>(type: string, summary: string, data: Data) =>
  defineEvent({ kind: 'integration', type, version: 1, summary, data });

export const orderPlaced = define('widget-order.placed', 'Somebody wants widgets: take the money.', order);
export const paymentTaken = define('widget-order.paid', 'The money is there: reserve the widgets.', order);
export const paymentRefused = define('widget-order.payment-refused', 'There is no money: the order has failed.', failure);
export const stockReserved = define('widget-order.reserved', 'The widgets are reserved: the order is complete.', order);
export const stockRefused = define('widget-order.stock-refused', 'There are no widgets: the order has failed.', failure);
export const orderCancelled = define('widget-order.cancelled', 'The order was not settled in time: it has failed.', failure);

export type Order = z.output<typeof order>;

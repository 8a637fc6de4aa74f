import { z } from 'zod';

import { count, milliseconds } from '../config.js';
import { db as databaseToken } from '../database/db.js';
import { events as eventsToken } from '../events/bus.js';
import { loop } from '../loop.js';
import { defineModule } from '../module.js';
import { playInventory, playPayment, ROLES, TELLS } from './order.js';
import { Orders } from './orders.js';
import { addOrderRoutes } from './routes.js';

export const sagaChoreography = defineModule({
  name: 'saga-choreography',
  stage: 'feature',
  env: {
    SAGA_ROLES: z
      .string()
      .default(ROLES.join(','))
      .transform((roles) => roles.split(',').map((role) => role.trim()))
      .pipe(z.array(z.enum(ROLES)).min(1)),
    SAGA_DEADLINE_MS: count(60_000),
    SAGA_POLL_MS: milliseconds(500),
  },
  start(service, { SAGA_ROLES: roles, SAGA_DEADLINE_MS: deadline, SAGA_POLL_MS: poll }) {
    const db = service.use(databaseToken);
    const events = service.use(eventsToken);
    for (const role of roles) events.announce(TELLS[role]);
    if (roles.includes('payment')) playPayment(db, events);
    if (roles.includes('inventory')) playInventory(db, events);
    if (!roles.includes('order')) return;

    const orders = new Orders(db, events, deadline);
    orders.listen();
    addOrderRoutes(service.http, orders);
    const late = loop('orders past their deadline', poll, service.log, async () => orders.cancelLate());
    service.onListening(() => {
      late.start();
    });
    service.onStop(async () => late.stop());
  },
});

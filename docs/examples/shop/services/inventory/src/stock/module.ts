import { z } from 'zod';

import { db } from '../database/db.js';
import { events } from '../events/bus.js';
import { defineEvent } from '../events/event.js';
import { defineModule } from '../module.js';
import { Problem, problemSchema } from '../problem.js';
import { stockIn } from './stock.js';

const READ = { permission: 'articles:read' };
const WRITE = { permission: 'articles:write' };

const article = z.object({ id: z.uuid() });
const key = z.object({ key: z.string().min(1).max(200) });
const quantity = z.number().int().min(1);
const level = z.object({ available: z.number(), reserved: z.number(), shipped: z.number() });

/** What this service needs of the event; its whole contract is in /asyncapi.json of order. */
const orderConfirmed = defineEvent({
  kind: 'integration',
  type: 'order.confirmed',
  version: 1,
  summary: 'An order is reserved and paid: send it.',
  data: z.object({ order: z.uuid() }),
});

export const stock = defineModule({
  name: 'stock',
  stage: 'feature',
  env: {},
  start(service) {
    const { http } = service;
    const goods = stockIn(service.use(db));

    http.get(
      '/v1/articles/:id/stock',
      { config: READ, schema: { params: article, response: { 200: level, 404: problemSchema } } },
      async ({ params: { id } }) => {
        const found = await goods.level(id);
        if (found === undefined) throw new Problem(404, 'Not found', 'Nothing is known of the stock of this article.');
        return found;
      },
    );

    const available = z.object({ available: z.number().int().min(0) });
    http.put(
      '/v1/articles/:id/stock',
      { config: WRITE, schema: { params: article, body: available, response: { 204: z.null() } } },
      async ({ params: { id }, body }, reply) => {
        await goods.set(id, body.available);
        return reply.code(204).send(null);
      },
    );

    const reservation = z.object({ order: z.uuid(), article: z.uuid(), quantity });
    http.put(
      '/v1/reservations/:key',
      { config: WRITE, schema: { params: key, body: reservation, response: { 204: z.null(), 409: problemSchema } } },
      async ({ params, body }, reply) => {
        await goods.reserve({ ...params, ...body });
        return reply.code(204).send(null);
      },
    );

    http.delete(
      '/v1/reservations/:key',
      { config: WRITE, schema: { params: key, response: { 204: z.null() } } },
      async ({ params }, reply) => {
        await goods.release(params.key);
        return reply.code(204).send(null);
      },
    );

    service.use(events).subscribe(orderConfirmed, { name: 'ship', handle: async ({ data }) => goods.ship(data.order) });
  },
});

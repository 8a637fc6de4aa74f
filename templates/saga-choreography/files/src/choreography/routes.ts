import { randomUUID } from 'node:crypto';

import { z } from 'zod';

import type { Http } from '../http.js';
import { Problem, problemSchema } from '../problem.js';
import type { Orders } from './orders.js';

const ids = z.object({ id: z.uuid() });
const input = z.object({ widget: z.uuid(), quantity: z.number().int().min(1), amount: z.number().positive() });
const state = z.object({ id: z.uuid(), status: z.enum(['open', 'completed', 'failed']), reason: z.string().nullable() });

export function addOrderRoutes(http: Http, orders: Orders): void {
  // The key of the caller becomes the id: a request that is sent twice is one order.
  http.post(
    '/v1/widgets/fulfilments',
    {
      config: { permission: 'widgets:write' },
      schema: { headers: z.object({ 'idempotency-key': z.uuid().optional() }), body: input, response: { 202: ids } },
    },
    async ({ body, headers }, reply) => {
      const id = headers['idempotency-key'] ?? randomUUID();
      await orders.place({ saga: id, ...body });
      return reply.code(202).header('location', `/v1/widgets/fulfilments/${id}`).send({ id });
    },
  );

  http.get(
    '/v1/widgets/fulfilments/:id',
    { config: { permission: 'widgets:read' }, schema: { params: ids, response: { 200: state, 404: problemSchema } } },
    async ({ params: { id } }) => {
      const order = await orders.find(id);
      if (order === undefined) throw new Problem(404, 'Not found', 'There is no such order.');
      return order;
    },
  );
}

import { randomUUID } from 'node:crypto';

import { z } from 'zod';

import type { Http } from '../http.js';
import { Problem, problemSchema } from '../problem.js';
import { type fulfilWidget, fulfilmentInput } from './fulfilment.js';
import type { Orchestrator } from './orchestrator.js';

const READ = { permission: 'widgets:read' };
const WRITE = { permission: 'widgets:write' };
const OPERATE = { permission: 'sagas:operate' };

const ids = z.object({ id: z.uuid() });
const status = z.object({
  id: z.uuid(),
  status: z.enum(['running', 'compensating', 'completed', 'compensated', 'stuck']),
  reason: z.string().nullable(),
  history: z.array(z.object({ step: z.string(), outcome: z.string(), at: z.string() })),
});

export function addSagaRoutes(http: Http, sagas: Orchestrator, fulfilment: ReturnType<typeof fulfilWidget>): void {
  // The key of the caller becomes the id: a request that is sent twice is done once.
  http.post(
    '/v1/widgets/fulfilments',
    {
      config: WRITE,
      schema: { headers: z.object({ 'idempotency-key': z.uuid().optional() }), body: fulfilmentInput, response: { 202: ids } },
    },
    async ({ body, headers }, reply) => {
      const id = headers['idempotency-key'] ?? randomUUID();
      await sagas.begin(fulfilment, id, body);
      return reply.code(202).header('location', `/v1/widgets/fulfilments/${id}`).send({ id });
    },
  );

  http.get(
    '/v1/widgets/fulfilments/:id',
    { config: READ, schema: { params: ids, response: { 200: status, 404: problemSchema } } },
    async ({ params: { id } }) => {
      const saga = await sagas.find(id);
      if (saga === undefined) throw new Problem(404, 'Not found', 'There is no such fulfilment.');
      return { id, status: saga.status, reason: saga.reason, history: [...saga.history] };
    },
  );

  http.post(
    '/operations/sagas/:id/retry',
    { config: OPERATE, schema: { params: ids, response: { 202: z.null(), 404: problemSchema } } },
    async ({ params: { id } }, reply) => {
      if (!(await sagas.retry(id))) throw new Problem(404, 'Not found', 'No saga of this id is stuck.');
      return reply.code(202).send(null);
    },
  );
}

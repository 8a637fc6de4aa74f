import { Gauge, type Registry } from 'prom-client';
import { z } from 'zod';

import type { Http } from '../http.js';
import { Problem, problemSchema } from '../problem.js';
import type { JobStore } from './store.js';

const OPERATE = { permission: 'queue:operate' };

const deadJob = z.object({ id: z.uuid(), kind: z.string(), attempts: z.number().int(), error: z.string() });

/** Dead letters: to look at, and to try again. */
export function addQueueRoutes(http: Http, store: JobStore): void {
  http.get(
    '/operations/dead-jobs',
    { config: OPERATE, schema: { response: { 200: z.object({ items: z.array(deadJob) }) } } },
    async () => ({ items: await store.dead(100) }),
  );

  http.post(
    '/operations/dead-jobs/:id/retry',
    { config: OPERATE, schema: { params: z.object({ id: z.uuid() }), response: { 202: z.null(), 404: problemSchema } } },
    async ({ params: { id } }, reply) => {
      if (!(await store.retry(id))) throw new Problem(404, 'Not found', 'There is no such dead job.');
      return reply.code(202).send(null);
    },
  );
}

/** Alarm on dead ones, and on waiting ones that grow. */
export function watchQueue(registry: Registry, store: JobStore): void {
  new Gauge({
    name: 'queue_jobs',
    help: 'Jobs that wait or are dead.',
    labelNames: ['kind', 'state'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { kind, state, count } of await store.counts()) this.set({ kind, state }, count);
    },
  });
}

import { Gauge, type Registry } from 'prom-client';
import { z } from 'zod';

import type { Http } from '../http.js';
import { Problem, problemSchema } from '../problem.js';
import type { StreamLog } from './log.js';

const group = z.object({ stream: z.string().max(100), group: z.string().max(100) });
const place = z.union([z.object({ position: z.number().int().min(0) }), z.object({ at: z.iso.datetime({ offset: true }) })]);

/** Reads a group from another place on: replay, or skip what cannot be handled. */
export function addStreamRoutes(http: Http, log: StreamLog): void {
  http.post(
    '/operations/streams/:stream/groups/:group/seek',
    {
      config: { permission: 'streams:operate' },
      schema: { params: group, body: place, response: { 204: z.null(), 404: problemSchema } },
    },
    async ({ params, body }, reply) => {
      const to = 'at' in body ? { at: new Date(body.at) } : body;
      if (!(await log.seek(params.stream, params.group, to))) throw new Problem(404, 'Not found', 'There is no such group.');
      return reply.code(204).send(null);
    },
  );
}

/** Alarm on a lag that grows: too few consumers, or a record that cannot be handled. */
export function watchStreams(registry: Registry, log: StreamLog): void {
  new Gauge({
    name: 'stream_lag',
    help: 'Records that a group has not handled.',
    labelNames: ['stream', 'group'],
    registers: [registry],
    async collect() {
      for (const { stream, group: name, lag } of await log.lags()) this.set({ stream, group: name }, lag);
    },
  });
}

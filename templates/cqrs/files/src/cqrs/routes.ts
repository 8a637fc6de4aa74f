import { z } from 'zod';

import type { Http } from '../http.js';
import { Problem, problemSchema } from '../problem.js';
import { widgetCommand, type WidgetCommands } from './commands.js';
import type { Projector } from './projection.js';
import type { WidgetQueries } from './widget-view.js';

const view = z.object({ id: z.uuid(), name: z.string(), changes: z.number().int(), changedAt: z.iso.datetime() });

const question = z.object({
  search: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  /** The position that a command has answered: what is read has it in it. */
  after: z.coerce.number().int().min(0).optional(),
});

interface Sides {
  readonly commands: WidgetCommands;
  readonly queries: WidgetQueries;
  readonly projector: Projector;
  /** How long a query waits for the position that it names, in milliseconds. */
  readonly wait: number;
}

export function addCqrsRoutes(http: Http, { commands, queries, projector, wait }: Sides): void {
  http.post(
    '/v1/widgets/commands',
    {
      config: { permission: 'widgets:write' },
      schema: { body: widgetCommand, response: { 200: z.object({ position: z.number().int() }), 409: problemSchema } },
    },
    async ({ body }) => commands.handle(body),
  );

  http.get(
    '/v1/widgets/views',
    {
      config: { permission: 'widgets:read' },
      schema: { querystring: question, response: { 200: z.object({ items: z.array(view) }), 503: problemSchema } },
    },
    async ({ query: { after, ...rest } }) => {
      if (after !== undefined && !(await projector.hasSeen(after, wait)))
        throw new Problem(503, 'Not yet', 'The view does not have this change yet: ask again.');
      return { items: await queries.latest(rest) };
    },
  );

  http.post(
    '/operations/projections/widget-view/rebuild',
    { config: { permission: 'projections:operate' }, schema: { response: { 204: z.null() } } },
    async (_request, reply) => {
      await projector.rebuild();
      return reply.code(204).send(null);
    },
  );
}

import { z } from 'zod';

import type { Http } from '../http.js';
import { Problem, problemSchema } from '../problem.js';
import type { WidgetRepository } from '../widgets/repository.js';
import { newWidget, type Widget, widgetInput, widgetSchema } from '../widgets/widget.js';

const ids = z.object({ id: z.uuid() });
const pages = z.object({ limit: z.coerce.number().int().min(1).max(100).default(20), after: z.uuid().optional() });
const READ = { permission: 'widgets:read' };
const WRITE = { permission: 'widgets:write' };

/** Header names in the contract are in lower case. */
const creation = z.object({ 'idempotency-key': z.uuid().optional() });
const versioned = z.object({ 'if-match': z.string().regex(/^"\d+"$/) });

export function addWidgetRoutes(http: Http, widgets: WidgetRepository): void {
  const found = (widget: Widget | undefined): Widget => {
    if (widget === undefined) throw new Problem(404, 'Not found', 'There is no such widget.');
    return widget;
  };

  http.get(
    '/v1/widgets',
    {
      config: READ,
      schema: { querystring: pages, response: { 200: z.object({ items: z.array(widgetSchema), next: z.uuid().optional() }) } },
    },
    async ({ query }) => {
      const items = await widgets.list(query);
      const next = items.length === query.limit ? items.at(-1)?.id : undefined;
      return { items, ...(next === undefined ? {} : { next }) };
    },
  );

  http.get(
    '/v1/widgets/:id',
    { config: READ, schema: { params: ids, response: { 200: widgetSchema, 404: problemSchema } } },
    async ({ params }, reply) => {
      const widget = found(await widgets.find(params.id));
      return reply.header('etag', tagOf(widget)).send(widget);
    },
  );

  // The key of the caller becomes the id: a request that is sent twice makes one widget.
  http.post(
    '/v1/widgets',
    { config: WRITE, schema: { headers: creation, body: widgetInput, response: { 201: widgetSchema, 409: problemSchema } } },
    async ({ body, headers }, reply) => {
      const widget = newWidget(body, headers['idempotency-key']);
      const added = await widgets.add(widget);
      const kept = added ? widget : found(await widgets.find(widget.id));
      if (kept.name !== widget.name) throw new Problem(409, 'Conflict', 'This key was used for another widget.');
      return reply.code(201).header('location', `/v1/widgets/${kept.id}`).header('etag', tagOf(kept)).send(kept);
    },
  );

  http.patch(
    '/v1/widgets/:id',
    {
      config: WRITE,
      schema: {
        params: ids,
        headers: versioned,
        body: widgetInput,
        response: { 200: widgetSchema, 404: problemSchema, 412: problemSchema },
      },
    },
    async ({ params: { id }, headers, body }, reply) => {
      const version = Number(headers['if-match'].slice(1, -1));
      const updated = await widgets.update({ id, version, name: body.name });
      if (updated === undefined) {
        found(await widgets.find(id));
        throw new Problem(412, 'Precondition failed', 'It has changed since: read it again.');
      }
      return reply.header('etag', tagOf(updated)).send(updated);
    },
  );

  http.delete('/v1/widgets/:id', { config: WRITE, schema: { params: ids, response: { 204: z.null() } } }, async ({ params }, reply) => {
    // Removing twice is removing: the caller may have missed the first answer.
    await widgets.remove(params.id);
    return reply.code(204).send(null);
  });
}

function tagOf({ version }: Widget): string {
  return `"${version}"`;
}

import { z } from 'zod';

import type { Http } from '../http.js';
import { Problem, problemSchema } from '../problem.js';
import { widgetSchema } from '../widgets/widget.js';
import type { HistoricWidgets } from './repository.js';

const READ = { permission: 'widgets:read' };

const ids = z.object({ id: z.uuid() });
const moment = z.object({ at: z.iso.datetime({ offset: true }).optional(), version: z.coerce.number().int().min(1).optional() });
const entry = z.object({ type: z.string(), version: z.number().int(), at: z.iso.datetime(), data: z.record(z.string(), z.unknown()) });

export function addHistoryRoutes(http: Http, widgets: HistoricWidgets): void {
  http.get(
    '/v1/widget-history/:id',
    { config: READ, schema: { params: ids, response: { 200: z.object({ items: z.array(entry) }) } } },
    async ({ params: { id } }) => ({ items: (await widgets.history(id)).map((event) => ({ ...event, at: event.at.toISOString() })) }),
  );

  http.get(
    '/v1/widget-history/:id/state',
    { config: READ, schema: { params: ids, querystring: moment, response: { 200: widgetSchema, 404: problemSchema } } },
    async ({ params: { id }, query: { at, version } }) => {
      const widget = await widgets.asOf(id, { version, at: at === undefined ? undefined : new Date(at) });
      if (widget === undefined) throw new Problem(404, 'Not found', 'There was no such widget then.');
      return widget;
    },
  );
}

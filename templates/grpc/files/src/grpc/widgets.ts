import { z } from 'zod';

import { Problem } from '../problem.js';
import type { WidgetRepository } from '../widgets/repository.js';
import { newWidget, type Widget, widgetInput } from '../widgets/widget.js';
import { type Method, method } from './server.js';

/** proto3 knows no absent text or number: empty ones mean it. */
const optionalId = z.union([z.literal('').transform(() => undefined), z.uuid()]);
const limit = z.union([z.literal(0).transform(() => 20), z.number().int().min(1).max(100)]);

/** `widgets.v1.Widgets` of proto/widgets.proto. */
export function widgetMethods(widgets: WidgetRepository): Readonly<Record<string, Method>> {
  const found = (widget: Widget | undefined): Widget => {
    if (widget === undefined) throw new Problem(404, 'There is no such widget');
    return widget;
  };
  return {
    Get: method({
      request: z.object({ id: z.uuid() }),
      handle: async ({ id }) => found(await widgets.find(id)),
    }),
    List: method({
      request: z.object({ limit, after: optionalId }),
      handle: async (page) => ({ items: await widgets.list(page) }),
    }),
    Create: method({
      request: widgetInput.extend({ id: z.uuid() }),
      async handle({ id, name }) {
        const widget = newWidget({ name }, id);
        if (await widgets.add(widget)) return widget;
        const kept = found(await widgets.find(id));
        if (kept.name !== name) throw new Problem(409, 'This id was used for another widget');
        return kept;
      },
    }),
  };
}

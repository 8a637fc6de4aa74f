import { randomUUID } from 'node:crypto';

import { z } from 'zod';

export const widgetInput = z.object({ name: z.string().trim().min(1).max(100) });

export const widgetSchema = widgetInput.extend({
  id: z.uuid(),
  /** Counts the changes: whoever changes an older one than the latest is refused. */
  version: z.number().int().min(1),
  createdAt: z.iso.datetime(),
});

export type WidgetInput = z.output<typeof widgetInput>;
export type Widget = z.output<typeof widgetSchema>;

export function newWidget({ name }: WidgetInput, id: string = randomUUID(), now: Date = new Date()): Widget {
  return { id, name, version: 1, createdAt: now.toISOString() };
}

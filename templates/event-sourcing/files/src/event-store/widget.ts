import { z } from 'zod';

import type { Widget } from '../widgets/widget.js';
import type { NewEvent } from './store.js';
import { type Upcasters, upcast } from './upcast.js';

const widgetEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('widget-created'), data: z.object({ name: z.string(), createdAt: z.iso.datetime() }) }),
  z.object({ type: z.literal('widget-renamed'), data: z.object({ name: z.string(), from: z.string().nullable() }) }),
  z.object({ type: z.literal('widget-removed'), data: z.object({}) }),
]);

export type WidgetEvent = z.output<typeof widgetEvent>;

/** Stored events are never changed: a new shape gets a new version, and the way to it stands here. */
const upcasters: Upcasters = {
  // Version 1 of a renaming did not tell the name before.
  'widget-renamed': [({ name }) => ({ name, from: null })],
};

export function toStore(event: WidgetEvent): NewEvent {
  return { ...event, schemaVersion: (upcasters[event.type]?.length ?? 0) + 1 };
}

export function fromStore(event: NewEvent): WidgetEvent {
  const { type, data } = upcast(upcasters, event);
  return widgetEvent.parse({ type, data });
}

/** Goes up when the state changes its shape: older snapshots are not read any more. */
export const STATE_VERSION = 1;

/** What the events of one widget have led to. */
export interface WidgetState {
  readonly version: number;
  readonly widget: Widget | null;
}

export const NOTHING: WidgetState = { version: 0, widget: null };

/** The state after an event. Pure: it decides nothing, and reads nothing else. */
export function evolve({ version: before, widget }: WidgetState, id: string, event: WidgetEvent): WidgetState {
  const version = before + 1;
  if (event.type === 'widget-created') return { version, widget: { id, ...event.data, version } };
  if (event.type === 'widget-renamed' && widget !== null) return { version, widget: { ...widget, name: event.data.name, version } };
  return { version, widget: null };
}

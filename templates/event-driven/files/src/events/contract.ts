import { z } from 'zod';

import { widgetSchema } from '../widgets/widget.js';
import { defineEvent, type EventDefinition } from './event.js';

export const widgetCreated = defineEvent({
  kind: 'integration',
  type: 'widget.created',
  version: 1,
  summary: 'A widget is there.',
  data: widgetSchema,
});

export const widgetUpdated = defineEvent({
  kind: 'integration',
  type: 'widget.updated',
  version: 1,
  summary: 'A widget has changed; the data are its new state.',
  data: widgetSchema,
});

export const widgetRemoved = defineEvent({
  kind: 'integration',
  type: 'widget.removed',
  version: 1,
  summary: 'A widget is gone.',
  data: z.object({ id: z.uuid() }),
});

export const serviceStarted = defineEvent({
  kind: 'system',
  type: 'widget-service.started',
  version: 1,
  summary: 'An instance of this service listens.',
  data: z.object({ node: z.string() }),
});

/** What this service tells others: the contract that /asyncapi.json shows. */
export const published: readonly EventDefinition[] = [widgetCreated, widgetUpdated, widgetRemoved, serviceStarted];

import { z } from 'zod';

import type { Service } from '../service.js';
import type { WidgetRepository } from '../widgets/repository.js';
import { defineJob } from './job.js';
import type { Queue } from './queue.js';

/** Slow work for a new widget that its creator need not wait for. */
export const prepareWidget = defineJob({ kind: 'prepare-widget', payload: z.object({ id: z.uuid() }) });

/** Who puts jobs into the queue, and who works on them. */
export function addJobs(queue: Queue, widgets: WidgetRepository, { log }: Pick<Service, 'log'>): void {
  widgets.onChange(async ({ type, widget }) => {
    if (type === 'created') await queue.enqueue(prepareWidget, { id: widget.id });
  });

  queue.work(prepareWidget, async ({ payload: { id } }) => {
    const widget = await widgets.find(id);
    log.info({ widget: id, there: widget !== undefined }, 'widget prepared');
  });
}

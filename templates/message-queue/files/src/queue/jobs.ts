import { z } from 'zod';

import { defineModule } from '../module.js';
import { widgetsOf } from '../widgets/repository.js';
import { defineJob } from './job.js';
import { queue } from './queue.js';

/** Slow work for a new widget that its creator need not wait for. */
export const prepareWidget = defineJob({ kind: 'prepare-widget', payload: z.object({ id: z.uuid() }) });

/** Who puts jobs into the queue, and who works on them. */
export const widgetJobs = defineModule({
  name: 'widget-jobs',
  stage: 'feature',
  env: {},
  start(service) {
    const [jobs, widgets] = [service.use(queue), widgetsOf(service)];

    widgets.onChange(async ({ type, widget }) => {
      if (type === 'created') await jobs.enqueue(prepareWidget, { id: widget.id });
    });

    jobs.work(prepareWidget, async ({ payload: { id } }) => {
      const widget = await widgets.find(id);
      service.log.info({ widget: id, there: widget !== undefined }, 'widget prepared');
    });
  },
});

import { z } from 'zod';

import { defineModule } from '../module.js';
import { widgetsOf } from '../widgets/repository.js';
import { widgetSchema } from '../widgets/widget.js';
import { defineStream } from './stream.js';
import { streams } from './streams.js';

export const widgetChanges = defineStream({
  name: 'widget-changes',
  partitions: 8,
  data: z.object({ type: z.enum(['created', 'updated', 'removed']), widget: widgetSchema }),
});

/** What goes into the stream, and who reads it. */
export const widgetStream = defineModule({
  name: 'widget-stream',
  stage: 'feature',
  env: {},
  start(service) {
    const log = service.use(streams);

    widgetsOf(service).onChange(async ({ type, widget }) => log.append(widgetChanges, widget.id, { type, widget }));

    log.consume(widgetChanges, 'activity', async ({ data: { type, widget }, position }) => {
      service.log.info({ widget: widget.id, type, position }, 'widget changed');
      return Promise.resolve();
    });
  },
});

import { Gauge } from 'prom-client';

import { milliseconds } from '../config.js';
import { db as databaseToken } from '../database/db.js';
import { loop } from '../loop.js';
import { defineModule } from '../module.js';
import { widgetsOf } from '../widgets/repository.js';
import { widgetCommands } from './commands.js';
import { changeLog, feed as feedToken } from './feed.js';
import { Projector } from './projection.js';
import { addCqrsRoutes } from './routes.js';
import { widgetQueries, widgetView } from './widget-view.js';

export const cqrs = defineModule({
  name: 'cqrs',
  stage: 'feature',
  env: { PROJECTION_POLL_MS: milliseconds(200), PROJECTION_WAIT_MS: milliseconds(2000) },
  start(service, { PROJECTION_POLL_MS: poll, PROJECTION_WAIT_MS: wait }) {
    const db = service.use(databaseToken);
    const widgets = widgetsOf(service);
    const feed = service.find(feedToken) ?? changeLog(db, widgets);
    const projector = new Projector(db, feed, widgetView(db));
    addCqrsRoutes(service.http, { commands: widgetCommands(db, widgets, feed), queries: widgetQueries(db), projector, wait });

    new Gauge({
      name: 'projection_lag',
      help: 'Positions of the feed that the projection has not seen.',
      labelNames: ['projection'],
      registers: [service.metrics],
      async collect() {
        this.set({ projection: 'widget-view' }, await projector.lag());
      },
    });

    const work = loop('projection', poll, service.log, async () => projector.catchUp());
    feed.onChange(() => {
      work.wake();
    });
    service.onListening(() => {
      work.start();
    });
    service.onStop(async () => work.stop());
  },
});

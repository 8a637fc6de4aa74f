import { count } from '../config.js';
import { feed as feedToken } from '../cqrs/feed.js';
import { db as databaseToken } from '../database/db.js';
import { defineModule } from '../module.js';
import { token } from '../service.js';
import { widgetRepository } from '../widgets/repository.js';
import { feedOf } from './feed.js';
import { type HistoricWidgets, historicWidgets } from './repository.js';
import { addHistoryRoutes } from './routes.js';
import { snapshots } from './snapshots.js';
import { eventStore } from './store.js';
import { STATE_VERSION } from './widget.js';

/** Given by the module of this folder; it is the repository of widgets as well. */
export const history = token<HistoricWidgets>('the history of widgets');

export const eventSourcing = defineModule({
  name: 'event-sourcing',
  stage: 'foundation',
  env: { SNAPSHOT_EVERY: count(50) },
  start(service, { SNAPSHOT_EVERY: snapshotEvery }) {
    const db = service.use(databaseToken);
    const store = eventStore(db);
    const { feed, appended } = feedOf(store);
    const widgets = historicWidgets({ db, store, kept: snapshots(db, STATE_VERSION), snapshotEvery, appended });
    service.provide(history, widgets);
    service.provide(widgetRepository, widgets);
    service.provide(feedToken, feed);
    addHistoryRoutes(service.http, widgets);
  },
});

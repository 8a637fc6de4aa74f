import { count, milliseconds } from '../config.js';
import { db as databaseToken } from '../database/db.js';
import { loop } from '../loop.js';
import { defineModule } from '../module.js';
import { streamLog } from './log.js';
import { addStreamRoutes, watchStreams } from './operations.js';
import { Streams, streams } from './streams.js';

const HOUR = 3_600_000;

export const eventStreaming = defineModule({
  name: 'event-streaming',
  stage: 'foundation',
  env: { STREAM_POLL_MS: milliseconds(200), STREAM_BATCH: count(100), STREAM_KEEP_DAYS: count(30) },
  start(service, { STREAM_POLL_MS: poll, STREAM_BATCH: batch, STREAM_KEEP_DAYS: days }) {
    const db = service.use(databaseToken);
    const log = streamLog(db);
    const all = new Streams({ db, log, calls: service.calls, logger: service.log }, { poll, batch });
    service.provide(streams, all);
    addStreamRoutes(service.http, log);
    watchStreams(service.metrics, log);
    const upkeep = loop('removal of old records', HOUR, service.log, async () => {
      await log.removeOlderThan(days);
      return false;
    });
    service.onListening(async () => {
      await all.start();
      upkeep.start();
    });
    service.onStop(async () => {
      await all.stop();
      await upkeep.stop();
    });
  },
});

import { count, milliseconds } from '../config.js';
import { db as databaseToken } from '../database/db.js';
import { defineModule } from '../module.js';
import { addQueueRoutes, watchQueue } from './operations.js';
import { queue, WorkQueue } from './queue.js';
import { jobStore } from './store.js';

export const messageQueue = defineModule({
  name: 'message-queue',
  stage: 'foundation',
  env: {
    QUEUE_WORKERS: count(2),
    QUEUE_POLL_MS: milliseconds(500),
    QUEUE_VISIBILITY_MS: count(30_000),
    QUEUE_MAX_ATTEMPTS: count(5),
    QUEUE_RETRY_MS: milliseconds(1000),
  },
  start(service, env) {
    const db = service.use(databaseToken);
    const store = jobStore(db);
    const work = new WorkQueue(
      { db, store, calls: service.calls, log: service.log },
      {
        workers: env.QUEUE_WORKERS,
        poll: env.QUEUE_POLL_MS,
        visibility: env.QUEUE_VISIBILITY_MS,
        maxAttempts: env.QUEUE_MAX_ATTEMPTS,
        firstPause: env.QUEUE_RETRY_MS,
      },
    );
    service.provide(queue, work);
    addQueueRoutes(service.http, store);
    watchQueue(service.metrics, store);
    service.onListening(() => {
      work.start();
    });
    service.onStop(async () => work.stop());
  },
});

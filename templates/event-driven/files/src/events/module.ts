import { z } from 'zod';

import { count, embedded, milliseconds } from '../config.js';
import { db as databaseToken } from '../database/db.js';
import { defineModule } from '../module.js';
import { asyncApi } from './asyncapi.js';
import { messageBroker, openBroker } from './broker.js';
import { Bus, events } from './bus.js';
import { published, serviceStarted } from './contract.js';
import { addDeadLetterRoutes } from './dead-letters.js';
import { removeOld, watchQueues } from './upkeep.js';

export const eventDriven = defineModule({
  name: 'event-driven',
  stage: 'foundation',
  env: {
    BROKER_URL: embedded('memory:'),
    EVENTS_POLL_MS: milliseconds(200),
    EVENTS_MAX_ATTEMPTS: count(6),
    EVENTS_RETRY_MS: milliseconds(500),
    EVENTS_LEASE_MS: milliseconds(30_000),
    EVENTS_KEEP_DAYS: z.coerce.number().min(1).default(7),
  },
  async start(service, env) {
    const { log, http, calls, name: source } = service;
    const db = service.use(databaseToken);
    const broker = service.find(messageBroker) ?? (await openBroker(env.BROKER_URL));
    service.provide(messageBroker, broker);
    service.onStop(async () => broker.close());

    const bus = new Bus(
      { source, db, calls, log, broker },
      { poll: env.EVENTS_POLL_MS, maxAttempts: env.EVENTS_MAX_ATTEMPTS, firstPause: env.EVENTS_RETRY_MS, lease: env.EVENTS_LEASE_MS },
    );
    bus.announce(published);
    service.provide(events, bus);
    watchQueues(service.metrics, db);
    addDeadLetterRoutes(http, db);
    http.get('/asyncapi.json', { schema: { hide: true }, config: { open: true } }, () => asyncApi(source, bus.announced, bus.consumed));

    const upkeep = removeOld(db, log, env.EVENTS_KEEP_DAYS);
    service.onListening(async () => {
      await bus.start();
      upkeep.start();
      await bus.publish(serviceStarted, { key: source, data: { node: process.version } });
    });
    service.onStop(async () => {
      await bus.stop();
      await upkeep.stop();
    });
  },
});

import { z } from 'zod';

import { milliseconds } from '../config.js';
import { defineModule } from '../module.js';
import { token } from '../service.js';
import { widgetsOf } from '../widgets/repository.js';
import { type Client, createClient } from './client.js';
import { addWidgetRoutes } from './routes.js';

/** Gives a client for another service: `service.use(clients)('billing', env.BILLING_URL)`. */
export const clients = token<(peer: string, baseUrl: string) => Client>('clients of other services');

export const rest = defineModule({
  name: 'rest',
  stage: 'feature',
  env: {
    CLIENT_DEADLINE_MS: milliseconds(2000),
    CLIENT_RETRIES: z.coerce.number().int().min(0).max(5).default(2),
  },
  start(service, { CLIENT_DEADLINE_MS: deadline, CLIENT_RETRIES: retries }) {
    service.provide(clients, (peer, baseUrl) => createClient(service.calls, { peer, baseUrl, deadline, retries }));
    addWidgetRoutes(service.http, widgetsOf(service));
  },
});

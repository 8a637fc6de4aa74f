import { z } from 'zod';

import { milliseconds } from '../config.js';
import { defineModule } from '../module.js';
import { token } from '../service.js';
import { widgetsOf } from '../widgets/repository.js';
import { type Client, createClient } from './client.js';
import { knownPeers, type Peer, peers, peerSettings, variableOf } from './peers.js';
import { addWidgetRoutes } from './routes.js';

/** Gives a client for any other server: `service.use(clients)('billing', env.BILLING_URL)`. */
export const clients = token<(peer: string, baseUrl: string) => Client>('clients of other services');

/** `callees` is for tests. */
export function restWith(callees: readonly Peer[]) {
  return defineModule({
    name: 'rest',
    stage: 'feature',
    env: {
      ...peerSettings(callees),
      CLIENT_DEADLINE_MS: milliseconds(2000),
      CLIENT_RETRIES: z.coerce.number().int().min(0).max(5).default(2),
    },
    start(service, env) {
      const { CLIENT_DEADLINE_MS: deadline, CLIENT_RETRIES: retries } = env;
      const settings: Readonly<Record<string, unknown>> = env;
      const client = (peer: string, baseUrl: string) => createClient(service.calls, { peer, baseUrl, deadline, retries });
      service.provide(clients, client);
      service.provide(peers, new Map(callees.map((peer) => [peer.name, client(peer.name, String(settings[variableOf(peer)]))])));
      addWidgetRoutes(service.http, widgetsOf(service));
    },
  });
}

export const rest = restWith(knownPeers);

import { z } from 'zod';

import { embedded, type Shape } from '../config.js';
import { type Service, token } from '../service.js';
import type { Client } from './client.js';
import file from './peers.json' with { type: 'json' };

/** A service that this one calls. */
export interface Peer {
  readonly name: string;
  /** Where it listens on the machine of a developer. */
  readonly url: string;
}

const schema = z.object({ peers: z.array(z.object({ name: z.string(), url: z.url() })) });

/** The services that this one calls, as msa keeps them. */
export const knownPeers: readonly Peer[] = schema.parse(file).peers;

/** Given by the module of this folder: name of a known peer → client. */
export const peers = token<ReadonlyMap<string, Client>>('clients of the services that this one calls');

/** Where a peer is told: `ORDERS_URL`. */
export function variableOf({ name }: Pick<Peer, 'name'>): string {
  return `${name.toUpperCase().replaceAll('-', '_')}_URL`;
}

/** One variable a peer; production has to set them all. */
export function peerSettings(callees: readonly Peer[]): Shape {
  return Object.fromEntries(callees.map((peer) => [variableOf(peer), embedded(peer.url)]));
}

/** Throws for a service that is not in peers.json: `msa` adds those that are named by `calls`. */
export function peerOf(service: Service, name: string): Client {
  const client = service.use(peers).get(name);
  if (client === undefined) throw new Error(`${name} is not in src/rest/peers.json`);
  return client;
}

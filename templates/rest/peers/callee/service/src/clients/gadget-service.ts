import { z } from 'zod';

import { CallError } from '../calls.js';
import { peerOf } from '../rest/peers.js';
import type { Service } from '../service.js';

/** What this service reads of it: what else the answers hold may change freely. */
export const gadget = z.object({ id: z.uuid(), name: z.string(), version: z.number().int() });

export type Gadget = z.output<typeof gadget>;

const page = z.object({ items: z.array(gadget), next: z.uuid().optional() });
const nothing = z.unknown();

/** gadget-service as this service sees it. Every call has a deadline and, where it can be repeated, retries; it throws CallError. */
export function gadgetServiceClient(service: Service) {
  const client = peerOf(service, 'gadget-service');
  const path = (id: string) => `/v1/gadgets/${encodeURIComponent(id)}`;
  return {
    async find(id: string): Promise<Gadget | undefined> {
      try {
        return await client.get(path(id), { schema: gadget });
      } catch (error) {
        if (error instanceof CallError && error.details.status === 404) return undefined;
        throw error;
      }
    },
    /** In the order of their ids, from the one behind `after`. */
    list: async (after?: string) => client.get(`/v1/gadgets${after === undefined ? '' : `?after=${after}`}`, { schema: page }),
    /** The same key twice makes one. */
    add: async (name: string, key: string): Promise<Gadget> =>
      client.post('/v1/gadgets', { schema: gadget, body: { name }, headers: { 'idempotency-key': key } }),
    async remove(id: string): Promise<void> {
      await client.delete(path(id), { schema: nothing });
    },
  };
}

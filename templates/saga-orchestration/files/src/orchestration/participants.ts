import { z } from 'zod';

import { CallError } from '../calls.js';
import type { Client } from '../rest/client.js';
import { Refused } from './saga.js';

/** A service that takes part: both can be repeated with the same key, and undoing what never was is harmless. */
export interface Participant {
  /** Throws Refused. */
  make(key: string, body: Readonly<Record<string, unknown>>): Promise<void>;
  undo(key: string): Promise<void>;
}

/** `PUT /v1/reservations/:key` makes it, `DELETE` undoes it. */
export function overHttp(client: Client, collection: string): Participant {
  const path = (key: string) => `/v1/${collection}/${encodeURIComponent(key)}`;
  return {
    async make(key, body) {
      try {
        await client.put(path(key), { schema: z.unknown(), body });
      } catch (error) {
        if (error instanceof CallError && error.blame === 'call') throw new Refused(error.message);
        throw error;
      }
    },
    async undo(key) {
      await client.delete(path(key), { schema: z.unknown() }).catch((error: unknown) => {
        if (!(error instanceof CallError && error.details.status === 404)) throw error;
      });
    },
  };
}

/** A stand-in for development and tests: it refuses amounts over 1000. */
export function inMemoryParticipant(made = new Set<string>()): Participant {
  return {
    async make(key, { amount }) {
      if (typeof amount === 'number' && amount > 1000) throw new Refused('too much');
      return Promise.resolve(void made.add(key));
    },
    undo: async (key) => Promise.resolve(void made.delete(key)),
  };
}

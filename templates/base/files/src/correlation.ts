import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

import type { IncomingCall, OutgoingCall, Scope } from './calls.js';

/** The header that carries it over HTTP, gRPC and messages. */
export const CORRELATION_HEADER = 'x-correlation-id';

const ACCEPTED = /^[\w.:-]{1,128}$/;
const storage = new AsyncLocalStorage<string>();

/** The id of the request or message that is being handled; undefined outside of one. */
export function correlationId(): string | undefined {
  return storage.getStore();
}

/** What the caller sent, if it is harmless, or a new one. */
export function correlationScope({ headers }: IncomingCall): Scope {
  const sent = headers[CORRELATION_HEADER];
  const id = sent !== undefined && ACCEPTED.test(sent) ? sent : randomUUID();
  return { run: (work) => storage.run(id, work) };
}

export async function passCorrelationOn<T>(call: OutgoingCall, next: () => Promise<T>): Promise<T> {
  const id = correlationId();
  if (id !== undefined) call.headers[CORRELATION_HEADER] ??= id;
  return next();
}

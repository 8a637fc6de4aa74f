import type { z } from 'zod';

export interface JobDefinition<Payload extends z.ZodType = z.ZodType> {
  readonly kind: string;
  readonly payload: Payload;
}

export function defineJob<Payload extends z.ZodType>(definition: JobDefinition<Payload>): JobDefinition<Payload> {
  return definition;
}

export interface Job<Payload> {
  /** The same in every attempt: the key for calls that must not happen twice. */
  readonly id: string;
  readonly payload: Payload;
  /** From 1. */
  readonly attempt: number;
  /** Aborted when the service stops, or when the job was given to another worker. */
  readonly signal: AbortSignal;
}

/** Resolves: done. Rejects: tried again later; with Reject at once a dead letter. */
export type Work<Payload> = (job: Job<Payload>) => Promise<void>;

/** No further attempt would help. */
export class Reject extends Error {
  override readonly name = 'Reject';
}

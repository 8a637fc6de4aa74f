import type { z } from 'zod';

import { type Calls, heldBackFor } from '../calls.js';
import type { Logger } from '../log.js';
import { type JobDefinition, Reject, type Work } from './job.js';
import type { JobStore, TakenJob } from './store.js';

export interface WorkerOptions {
  readonly visibility: number;
  readonly maxAttempts: number;
  readonly firstPause: number;
}

interface Deps {
  readonly store: JobStore;
  readonly calls: Calls;
  readonly log: Logger;
}

/** Takes one job and works on it; false when there is none. */
export async function workOnNext<Payload extends z.ZodType>(
  deps: Deps,
  definition: JobDefinition<Payload>,
  work: Work<z.output<Payload>>,
  options: WorkerOptions,
  stopping: AbortSignal,
): Promise<boolean> {
  const { store, calls } = deps;
  const job = await store.take(definition.kind, options.visibility);
  if (job === undefined) return false;
  const lost = new AbortController();
  const heart = beat(deps, job, options.visibility, lost);
  try {
    if (job.attempts > options.maxAttempts) throw new Reject('no attempt has come to an end');
    const payload = parsed(definition, job.payload);
    const signal = AbortSignal.any([stopping, lost.signal]);
    await calls.receive({ carrier: 'message', operation: definition.kind, headers: job.headers }, async () =>
      work({ id: job.id, payload, attempt: job.attempts, signal }),
    );
    await store.acknowledge(job);
  } catch (error) {
    await afterFailure(deps, definition.kind, job, error, options);
  } finally {
    clearInterval(heart);
  }
  return true;
}

async function afterFailure(deps: Deps, kind: string, job: TakenJob, error: unknown, options: WorkerOptions): Promise<void> {
  const { store, log } = deps;
  const held = heldBackFor(error);
  if (held !== undefined) {
    await store.postpone(job, String(error), Math.max(held, options.firstPause));
    return;
  }
  const dead = error instanceof Reject || job.attempts >= options.maxAttempts;
  log.error({ err: error, kind, jobId: job.id, attempt: job.attempts, dead }, 'job failed');
  await store.refuse(job, String(error), dead ? undefined : pauseAfter(job.attempts, options.firstPause));
}

/** While it works, the job stays invisible to the others. */
function beat({ store, log }: Deps, job: TakenJob, visibility: number, lost: AbortController): NodeJS.Timeout {
  const extend = async (): Promise<void> => {
    if (!(await store.extend(job, visibility))) lost.abort(new Error('another worker has the job'));
  };
  return setInterval(() => {
    extend().catch((error: unknown) => {
      log.warn({ err: error, jobId: job.id }, 'job not extended');
    });
  }, visibility / 3);
}

function parsed<Payload extends z.ZodType>({ payload, kind }: JobDefinition<Payload>, value: unknown): z.output<Payload> {
  const result = payload.safeParse(value);
  if (!result.success) throw new Reject(`not a ${kind}: ${result.error.message}`);
  return result.data;
}

/** With jitter: what failed together does not come back together. */
function pauseAfter(attempts: number, first: number): number {
  return Math.round(first * 2 ** (attempts - 1) * (0.5 + Math.random() / 2));
}

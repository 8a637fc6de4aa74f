import { randomUUID } from 'node:crypto';

import type { z } from 'zod';

import type { Calls } from '../calls.js';
import type { Db } from '../database/db.js';
import type { Logger } from '../log.js';
import { type Loop, loop } from '../loop.js';
import { token } from '../service.js';
import type { JobDefinition, Work } from './job.js';
import type { JobStore } from './store.js';
import { type WorkerOptions, workOnNext } from './worker.js';

export interface EnqueueOptions {
  /** A job of the same id that waits is not added again. A uuid; a new one without it. */
  readonly id?: string;
  /** In milliseconds. */
  readonly delay?: number;
}

export interface Queue {
  /** Inside a transaction it is there when that is committed, and only then. Gives the id of the job. */
  enqueue<Payload extends z.ZodType>(
    definition: JobDefinition<Payload>,
    payload: z.input<Payload>,
    options?: EnqueueOptions,
  ): Promise<string>;
  /** Before the service listens. */
  work<Payload extends z.ZodType>(definition: JobDefinition<Payload>, work: Work<z.output<Payload>>): void;
}

/** Given by the module of this folder. */
export const queue = token<Queue>('the queue');

export interface QueueOptions extends WorkerOptions {
  readonly poll: number;
  readonly workers: number;
}

interface Deps {
  readonly db: Db;
  readonly store: JobStore;
  readonly calls: Calls;
  readonly log: Logger;
}

export class WorkQueue implements Queue {
  private readonly stopping = new AbortController();
  private readonly workers = new Map<string, Loop[]>();

  constructor(
    private readonly deps: Deps,
    private readonly options: QueueOptions,
  ) {}

  async enqueue<Payload extends z.ZodType>(
    { kind, payload: schema }: JobDefinition<Payload>,
    payload: z.input<Payload>,
    { id = randomUUID(), delay = 0 }: EnqueueOptions = {},
  ): Promise<string> {
    const { db, store, calls } = this.deps;
    const value = schema.parse(payload);
    await calls.send({ carrier: 'message', peer: 'queue', operation: kind }, async (headers) =>
      store.add(kind, { id, payload: value, headers, delay }),
    );
    db.afterCommit(() => {
      for (const worker of this.workers.get(kind) ?? []) worker.wake();
    });
    return id;
  }

  work<Payload extends z.ZodType>(definition: JobDefinition<Payload>, work: Work<z.output<Payload>>): void {
    const { deps, options, stopping } = this;
    const one = () =>
      loop(`worker ${definition.kind}`, options.poll, deps.log, async () => workOnNext(deps, definition, work, options, stopping.signal));
    this.workers.set(definition.kind, Array.from({ length: options.workers }, one));
  }

  start(): void {
    for (const worker of [...this.workers.values()].flat()) worker.start();
  }

  /** Asks the handlers to end, and waits for them. */
  async stop(): Promise<void> {
    this.stopping.abort(new Error('the service stops'));
    await Promise.all([...this.workers.values()].flat().map(async (worker) => worker.stop()));
  }
}

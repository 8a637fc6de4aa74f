import type { z } from 'zod';

import type { Calls } from '../calls.js';
import type { Db } from '../database/db.js';
import type { Logger } from '../log.js';
import { type Loop, loop } from '../loop.js';
import { token } from '../service.js';
import { advance, type AdvanceOptions } from './advance.js';
import type { SagaDefinition } from './saga.js';
import type { Saga, SagaStore } from './store.js';

/** Given by the module of this folder. */
export const orchestrator = token<Orchestrator>('the orchestrator of sagas');

export interface OrchestratorOptions extends AdvanceOptions {
  readonly poll: number;
}

interface Deps {
  readonly db: Db;
  readonly store: SagaStore;
  readonly calls: Calls;
  readonly log: Logger;
}

export class Orchestrator {
  private readonly definitions = new Map<string, SagaDefinition>();
  private readonly loop: Loop;

  constructor(
    private readonly deps: Deps,
    options: OrchestratorOptions,
  ) {
    const { definitions } = this;
    this.loop = loop('sagas', options.poll, deps.log, async () => advance({ ...deps, definitions }, options));
  }

  /** Before the service listens. */
  register<State extends z.ZodType>(definition: SagaDefinition<State>): void {
    this.definitions.set(definition.kind, definition as unknown as SagaDefinition);
  }

  /** In the transaction that runs, if any. False when there is one of this id: it was begun before. */
  async begin<State extends z.ZodType>({ kind, state }: SagaDefinition<State>, id: string, start: z.input<State>): Promise<boolean> {
    const { calls, store, db } = this.deps;
    const begun = await calls.send({ carrier: 'message', peer: 'saga', operation: kind }, async (headers) =>
      store.add({ id, kind, state: state.parse(start), headers }),
    );
    db.afterCommit(() => {
      this.loop.wake();
    });
    return begun;
  }

  async find(id: string): Promise<Saga | undefined> {
    return this.deps.store.find(id);
  }

  async retry(id: string): Promise<boolean> {
    const again = await this.deps.store.retry(id);
    this.loop.wake();
    return again;
  }

  /** Goes on with whatever was left by processes before this one. */
  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }
}

import type { z } from 'zod';

import type { Db } from '../database/db.js';
import type { Events } from '../events/bus.js';
import type { EventDefinition } from '../events/event.js';

/** The step decides that it cannot be done: what it had written is undone, and the saga has failed. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

export interface Step<Data extends z.ZodType> {
  readonly name: string;
  /** What asks for it. Its key is the id of the saga. */
  readonly on: EventDefinition<Data>;
  /** In one transaction with what it publishes. Throws Refused. */
  perform(data: z.output<Data>, saga: string): Promise<void>;
  refuse(saga: string, reason: string): Promise<void>;
  /** What tells that the saga has failed elsewhere. */
  readonly undoOn: readonly EventDefinition[];
  undo(saga: string): Promise<void>;
}

/**
 * Plays a step of a saga. The log makes each of it happen once, in whichever order events of different services arrive:
 * a step that is asked for after its saga has failed is not done.
 */
export function playStep<Data extends z.ZodType>(db: Db, events: Events, step: Step<Data>): void {
  events.subscribe(step.on, {
    name: step.name,
    handle: async ({ key, data }) => {
      if (!(await logged(db, key, step.name, 'done'))) return;
      try {
        await withinSavepoint(db, async () => step.perform(data, key));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        await db.query(`update saga_step set status = 'refused', at = now() where saga = $1 and step = $2`, [key, step.name]);
        await step.refuse(key, error.message);
      }
    },
  });

  for (const failed of step.undoOn) {
    events.subscribe(failed, {
      name: `undo-${step.name}`,
      handle: async ({ key }) => {
        if (await logged(db, key, step.name, 'barred')) return;
        const undone = await db.query(
          `update saga_step set status = 'undone', at = now() where saga = $1 and step = $2 and status = 'done' returning 1 as one`,
          [key, step.name],
        );
        if (undone.length > 0) await step.undo(key);
      },
    });
  }
}

/** False when the step has an entry already. */
async function logged(db: Db, saga: string, step: string, status: 'done' | 'barred'): Promise<boolean> {
  const rows = await db.query(
    'insert into saga_step (saga, step, status) values ($1, $2, $3) on conflict (saga, step) do nothing returning 1 as one',
    [saga, step, status],
  );
  return rows.length > 0;
}

async function withinSavepoint(db: Db, work: () => Promise<void>): Promise<void> {
  await db.query('savepoint step');
  try {
    await work();
  } catch (error) {
    await db.query('rollback to savepoint step');
    throw error;
  }
}

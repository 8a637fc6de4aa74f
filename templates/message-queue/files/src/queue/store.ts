import type { Db } from '../database/db.js';

export interface TakenJob {
  readonly id: string;
  readonly payload: unknown;
  readonly headers: Record<string, string>;
  readonly attempts: number;
}

/** Hides it from the others for the visibility timeout. The attempt is counted before it is made. */
const TAKE = `
  update queue_job set attempts = attempts + 1, visible_at = now() + $2 * interval '1 millisecond'
  where id = (
    select id from queue_job where kind = $1 and dead_at is null and visible_at <= now()
    order by visible_at, position limit 1 for update skip locked
  )
  returning id, payload, headers, attempts`;

/** Times are in milliseconds. Whoever acknowledges says which attempt it was: that of a worker believed dead has no say. */
export function jobStore(db: Db) {
  return {
    /** False when there is a job of this id. */
    async add(kind: string, job: { id: string; payload: unknown; headers: object; delay: number }): Promise<boolean> {
      const rows = await db.query(
        `insert into queue_job (id, kind, payload, headers, visible_at)
         values ($1, $2, $3::jsonb, $4::jsonb, now() + $5 * interval '1 millisecond')
         on conflict (id) do nothing returning 1 as one`,
        [job.id, kind, JSON.stringify(job.payload), JSON.stringify(job.headers), job.delay],
      );
      return rows.length > 0;
    },

    async take(kind: string, visibility: number): Promise<TakenJob | undefined> {
      return (await db.query<TakenJob>(TAKE, [kind, visibility]))[0];
    },

    /** False when it is another worker's by now. */
    async extend({ id, attempts }: TakenJob, visibility: number): Promise<boolean> {
      const rows = await db.query(
        `update queue_job set visible_at = now() + $3 * interval '1 millisecond'
         where id = $1 and attempts = $2 and dead_at is null returning 1 as one`,
        [id, attempts, visibility],
      );
      return rows.length > 0;
    },

    async acknowledge({ id, attempts }: TakenJob): Promise<void> {
      await db.query('delete from queue_job where id = $1 and attempts = $2', [id, attempts]);
    },

    /** Without a pause it is dead. */
    async refuse({ id, attempts }: TakenJob, error: string, pause: number | undefined): Promise<void> {
      await db.query(
        `update queue_job set error = $3, visible_at = now() + coalesce($4, 0) * interval '1 millisecond',
           dead_at = case when $4::float8 is null then now() end
         where id = $1 and attempts = $2`,
        [id, attempts, error.slice(0, 2000), pause ?? null],
      );
    },

    /** What the worker needed was left alone (a breaker is open): that was no attempt. */
    async postpone({ id, attempts }: TakenJob, reason: string, pause: number): Promise<void> {
      await db.query(
        `update queue_job set error = $3, attempts = attempts - 1, visible_at = now() + $4 * interval '1 millisecond'
         where id = $1 and attempts = $2`,
        [id, attempts, reason.slice(0, 2000), pause],
      );
    },

    async dead(limit: number): Promise<{ id: string; kind: string; attempts: number; error: string }[]> {
      return db.query(
        `select id, kind, attempts, coalesce(error, '') as error from queue_job where dead_at is not null order by dead_at desc limit $1`,
        [limit],
      );
    },

    /** False when no dead letter has this id. */
    async retry(id: string): Promise<boolean> {
      const rows = await db.query(
        'update queue_job set dead_at = null, attempts = 0, visible_at = now() where id = $1 and dead_at is not null returning 1 as one',
        [id],
      );
      return rows.length > 0;
    },

    async counts(): Promise<{ kind: string; state: string; count: number }[]> {
      return db.query(`select kind, case when dead_at is null then 'waiting' else 'dead' end as state, count(*) as count
        from queue_job group by 1, 2`);
    },
  };
}

export type JobStore = ReturnType<typeof jobStore>;

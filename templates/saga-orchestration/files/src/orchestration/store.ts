import type { Db } from '../database/db.js';

export type Status = 'running' | 'compensating' | 'completed' | 'compensated' | 'stuck';

export interface Saga {
  readonly id: string;
  readonly kind: string;
  readonly status: Status;
  /** Index of the step that is next, in the direction of the status. */
  readonly step: number;
  readonly state: unknown;
  readonly headers: Record<string, string>;
  /** At this step, with the one that begins now. */
  readonly attempts: number;
  readonly version: number;
  /** Why it was given up. */
  readonly reason: string | null;
  readonly history: readonly Entry[];
}

export interface Entry {
  readonly step: string;
  readonly outcome: 'done' | 'failed' | 'refused' | 'compensated' | 'compensation failed';
  readonly at: string;
  readonly error?: string;
}

/** What an attempt has led to. */
export interface Progress {
  readonly status: Status;
  readonly step: number;
  readonly state: unknown;
  readonly attempts: number;
  /** Before the next attempt, in milliseconds. */
  readonly pause: number;
  readonly reason?: string | undefined;
  readonly entry?: Entry | undefined;
}

const COLUMNS = 'id, kind, status, step, state, headers, attempts, version, reason, history';

const TAKE = `
  update saga set attempts = attempts + 1, version = version + 1, next_attempt_at = now() + $2 * interval '1 millisecond'
  where id = (
    select id from saga where kind = any($1::text[]) and status in ('running', 'compensating') and next_attempt_at <= now()
    order by next_attempt_at limit 1 for update skip locked
  )
  returning ${COLUMNS}`;

const SAVE = `
  update saga set status = $3, step = $4, state = $5::jsonb, attempts = $6, next_attempt_at = now() + $7 * interval '1 millisecond',
    reason = coalesce($8, reason), history = history || $9::jsonb
  where id = $1 and version = $2`;

export function sagaStore(db: Db) {
  return {
    /** False when there is one of this id. */
    async add(saga: { id: string; kind: string; state: unknown; headers: object }): Promise<boolean> {
      const rows = await db.query(
        'insert into saga (id, kind, state, headers) values ($1, $2, $3::jsonb, $4::jsonb) on conflict (id) do nothing returning 1 as one',
        [saga.id, saga.kind, JSON.stringify(saga.state), JSON.stringify(saga.headers)],
      );
      return rows.length > 0;
    },

    /** One that can go on, hidden from others for `lease` milliseconds. When its process dies it comes back after that. */
    async take(kinds: readonly string[], lease: number): Promise<Saga | undefined> {
      return (await db.query<Saga>(TAKE, [kinds, lease]))[0];
    },

    /** Does nothing when somebody else has taken it since. */
    async save({ id, version }: Saga, { status, step, state, attempts, pause, reason, entry }: Progress): Promise<void> {
      const history = JSON.stringify(entry === undefined ? [] : [entry]);
      await db.query(SAVE, [id, version, status, step, JSON.stringify(state), attempts, pause, reason ?? null, history]);
    },

    async find(id: string): Promise<Saga | undefined> {
      return (await db.query<Saga>(`select ${COLUMNS} from saga where id = $1`, [id]))[0];
    },

    /** Goes on with a compensation that is stuck. False when it is not. */
    async retry(id: string): Promise<boolean> {
      const rows = await db.query(
        `update saga set status = 'compensating', attempts = 0, next_attempt_at = now() where id = $1 and status = 'stuck' returning 1 as one`,
        [id],
      );
      return rows.length > 0;
    },
  };
}

export type SagaStore = ReturnType<typeof sagaStore>;

import { z } from 'zod';

import type { Db } from '../database/db.js';
import type { Http } from '../http.js';
import { Problem, problemSchema } from '../problem.js';

const OPERATE = { permission: 'events:operate' };

const deadLetter = z.object({
  position: z.number().int(),
  consumer: z.string(),
  messageId: z.string(),
  topic: z.string(),
  key: z.string(),
  attempts: z.number().int(),
  error: z.string(),
  deadAt: z.iso.datetime(),
  body: z.string(),
});

type DeadLetter = z.output<typeof deadLetter>;

/** The latest ones first. */
export async function deadLetters(db: Db, limit: number): Promise<DeadLetter[]> {
  const rows = await db.query<Omit<DeadLetter, 'deadAt'> & { deadAt: Date }>(
    `select position, consumer, message_id as "messageId", topic, key, attempts, coalesce(error, '') as error, dead_at as "deadAt", body
     from event_inbox where dead_at is not null order by dead_at desc, position desc limit $1`,
    [limit],
  );
  return rows.map((row) => ({ ...row, deadAt: row.deadAt.toISOString() }));
}

/** Handles dead letters anew, with all their attempts; all of them without a position. Gives how many. */
export async function replay(db: Db, position?: number): Promise<number> {
  const rows = await db.query(
    `update event_inbox set dead_at = null, attempts = 0, next_attempt_at = now()
     where dead_at is not null and ($1::bigint is null or position = $1::bigint) returning 1 as one`,
    [position ?? null],
  );
  return rows.length;
}

export function addDeadLetterRoutes(http: Http, db: Db): void {
  http.get(
    '/operations/dead-letters',
    { config: OPERATE, schema: { response: { 200: z.object({ items: z.array(deadLetter) }) } } },
    async () => ({ items: await deadLetters(db, 100) }),
  );

  http.post(
    '/operations/dead-letters/:position/replay',
    {
      config: OPERATE,
      schema: { params: z.object({ position: z.coerce.number().int().min(1) }), response: { 202: z.null(), 404: problemSchema } },
    },
    async ({ params: { position } }, reply) => {
      const replayed = await replay(db, position);
      if (replayed === 0) throw new Problem(404, 'Not found', 'There is no such dead letter.');
      return reply.code(202).send(null);
    },
  );
}

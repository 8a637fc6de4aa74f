import type { Calls } from '../calls.js';
import type { Db } from '../database/db.js';
import type { Broker } from './broker.js';
import { type Event, topicOf } from './event.js';

const BATCH = 50;

interface Waiting {
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

/** The oldest one of each key. Another instance that sends some holds them locked: they are left to it. */
const OLDEST_OF_EACH_KEY = `
  select id, topic, key, headers, body from event_outbox waiting
  where sent_at is null and not exists (
    select 1 from event_outbox earlier
    where earlier.sent_at is null and earlier.key = waiting.key and earlier.position < waiting.position
  )
  order by position limit $1 for update skip locked`;

/** Writes an event in the transaction that runs: it is told when that is committed, and only then. */
export async function writeToOutbox(db: Db, calls: Calls, event: Event): Promise<void> {
  const topic = topicOf(event);
  // The headers belong to the call that causes the event, which is over when it is sent.
  await calls.send({ carrier: 'message', peer: 'broker', operation: topic }, async (headers) =>
    db.query('insert into event_outbox (id, topic, key, headers, body) values ($1, $2, $3, $4::jsonb, $5::jsonb)', [
      event.id,
      topic,
      event.key,
      JSON.stringify(headers),
      JSON.stringify(event),
    ]),
  );
}

/**
 * Sends what waits; true when there may be more. A process that dies here sends some of them again: the id is the same,
 * and consumers know it.
 */
export async function relay(db: Db, broker: Broker): Promise<boolean> {
  const failures: unknown[] = [];
  const sent = await db.transaction(async () => {
    const ids: string[] = [];
    for (const { body, ...message } of await db.query<Waiting>(OLDEST_OF_EACH_KEY, [BATCH])) {
      try {
        await broker.publish({ ...message, body: JSON.stringify(body) });
        ids.push(message.id);
      } catch (error) {
        failures.push(error);
        break;
      }
    }
    if (ids.length > 0) await db.query('update event_outbox set sent_at = now() where id = any($1::uuid[])', [ids]);
    return ids.length;
  });
  if (failures.length > 0) throw new Error(`${broker.name} has not taken an event`, { cause: failures[0] });
  return sent > 0;
}

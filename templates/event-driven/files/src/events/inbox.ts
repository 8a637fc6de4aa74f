import { type Calls, heldBackFor } from '../calls.js';
import type { Db } from '../database/db.js';
import type { Logger } from '../log.js';
import type { Message } from './broker.js';

/** A message that no attempt will make readable: it goes to the dead letters at once. */
export class Poison extends Error {
  override readonly name = 'Poison';
}

export interface InboxOptions {
  readonly maxAttempts: number;
  /** Before the second attempt, in milliseconds; doubled for each further one. */
  readonly firstPause: number;
  /** A message that was taken comes back after this time when the process has died, in milliseconds. */
  readonly lease: number;
}

export type Handle = (message: Message) => Promise<void>;

interface Taken extends Message {
  readonly position: number;
  readonly attempts: number;
}

/** The oldest one of a key that can be tried now. Later ones of that key wait, so that it is handled in order. */
const TAKE = `
  update event_inbox set attempts = attempts + 1, next_attempt_at = now() + $2 * interval '1 millisecond'
  where position = (
    select position from event_inbox waiting
    where consumer = $1 and done_at is null and dead_at is null and next_attempt_at <= now() and not exists (
      select 1 from event_inbox earlier
      where earlier.consumer = $1 and earlier.key = waiting.key and earlier.position < waiting.position
        and earlier.done_at is null and earlier.dead_at is null
    )
    order by position limit 1 for update skip locked
  )
  returning position, message_id as id, topic, key, headers, body, attempts`;

/** Keeps a message for a consumer; one that was kept before is dropped. */
export async function accept(db: Db, consumer: string, { id, topic, key, headers, body }: Message): Promise<void> {
  await db.query(
    `insert into event_inbox (consumer, message_id, topic, key, headers, body) values ($1, $2, $3, $4, $5::jsonb, $6)
     on conflict (consumer, message_id) do nothing`,
    [consumer, id, topic, key, JSON.stringify(headers), body],
  );
}

/**
 * Handles the next message of a consumer; false when none waits. What the handler writes and that the message is done
 * are one transaction: it happens once, however often the message arrives or the process dies.
 */
export async function handleNext(
  deps: { readonly db: Db; readonly calls: Calls; readonly log: Logger },
  consumer: string,
  handle: Handle,
  options: InboxOptions,
): Promise<boolean> {
  const { db, calls, log } = deps;
  const [message] = await db.query<Taken>(TAKE, [consumer, options.lease]);
  if (message === undefined) return false;
  try {
    // Attempts are counted before they are made: a message that kills the process ends here.
    if (message.attempts > options.maxAttempts) throw new Poison('no attempt has come to an end');
    await calls.receive({ carrier: 'message', operation: message.topic, headers: message.headers }, async () =>
      db.transaction(async () => {
        const mine = await db.query('select 1 from event_inbox where position = $1 and done_at is null for update', [message.position]);
        if (mine.length === 0) return;
        await handle(message);
        await db.query('update event_inbox set done_at = now(), error = null where position = $1', [message.position]);
      }),
    );
  } catch (error) {
    const held = heldBackFor(error);
    if (held !== undefined) {
      await keepForLater(db, message, String(error), Math.max(held, options.firstPause));
      return true;
    }
    const dead = error instanceof Poison || message.attempts >= options.maxAttempts;
    log.error(
      { err: error, consumer, topic: message.topic, messageId: message.id, attempt: message.attempts, dead },
      'message not handled',
    );
    await keepFailure(db, message, String(error), dead, pauseAfter(message.attempts, options.firstPause));
  }
  return true;
}

/** With jitter: what failed together does not come back together. */
function pauseAfter(attempts: number, first: number): number {
  return Math.round(first * 2 ** (attempts - 1) * (0.5 + Math.random() / 2));
}

async function keepFailure(db: Db, { position }: Taken, error: string, dead: boolean, pause: number): Promise<void> {
  await db.query(
    `update event_inbox set error = $2, dead_at = case when $3::boolean then now() end, next_attempt_at = now() + $4 * interval '1 millisecond'
     where position = $1 and done_at is null`,
    [position, error.slice(0, 2000), dead, pause],
  );
}

/** What the handler needed was left alone (a breaker is open): that was no attempt. */
async function keepForLater(db: Db, { position }: Taken, reason: string, pause: number): Promise<void> {
  await db.query(
    `update event_inbox set error = $2, attempts = attempts - 1, next_attempt_at = now() + $3 * interval '1 millisecond'
     where position = $1 and done_at is null`,
    [position, reason.slice(0, 2000), pause],
  );
}

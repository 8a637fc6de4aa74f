import { Gauge, type Registry } from 'prom-client';

import type { Db } from '../database/db.js';
import type { Logger } from '../log.js';
import { type Loop, loop } from '../loop.js';

const HOUR = 3_600_000;

interface Counts {
  readonly outbox: number;
  readonly inbox: number;
  readonly dead: number;
}

/** Alarm on these: an outbox that grows has no broker, dead letters need somebody. */
export function watchQueues(registry: Registry, db: Db): void {
  new Gauge({
    name: 'events_waiting',
    help: 'Events that wait: in the outbox to be sent, in the inbox to be handled, dead to be looked at.',
    labelNames: ['where'],
    registers: [registry],
    async collect() {
      const [counts] = await db.query<Counts>(`select
        (select count(*)::int from event_outbox where sent_at is null) as outbox,
        (select count(*)::int from event_inbox where done_at is null and dead_at is null) as inbox,
        (select count(*)::int from event_inbox where dead_at is not null) as dead`);
      for (const [where, value] of Object.entries(counts ?? {})) this.set({ where }, Number(value));
    },
  });
}

/** Removes what has been told and handled, every hour. Ids that are removed are not known as duplicates any more. */
export function removeOld(db: Db, log: Logger, days: number): Loop {
  return loop('removal of old events', HOUR, log, async () => {
    await db.query(`delete from event_outbox where sent_at < now() - $1 * interval '1 day'`, [days]);
    await db.query(`delete from event_inbox where done_at < now() - $1 * interval '1 day'`, [days]);
    return false;
  });
}
